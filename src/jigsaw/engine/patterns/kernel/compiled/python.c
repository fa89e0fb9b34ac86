/* The same library as a module of Python's: a call through ctypes takes longer than what most pieces that arrive turn.
   Where Python's headers are not there, it is left out, and ctypes is the way. */
#include "kernel.h"

#if defined(__has_include)
#if __has_include(<Python.h>)

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *arrive(PyObject *module, PyObject *const *given, Py_ssize_t count)
{
    long long told[9];
    (void)module;
    if (count != 9) {
        PyErr_SetString(PyExc_TypeError, "live_arrive takes nine whole numbers");
        return NULL;
    }
    for (int i = 0; i < 9; i++) {
        told[i] = PyLong_AsLongLong(given[i]);
        if (told[i] == -1 && PyErr_Occurred()) return NULL;
    }
    return PyLong_FromLongLong(live_arrive((struct Live *)(intptr_t)told[0], told[1], (int32_t)told[2], (int32_t)told[3],
                                           (int32_t)told[4], (int32_t)told[5], told[6], (int32_t)told[7], told[8]));
}

static PyMethodDef methods[] = {
    {"live_arrive", (PyCFunction)(void (*)(void))arrive, METH_FASTCALL, "As live_arrive of live.c."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_compiled", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__compiled(void) { return PyModule_Create(&definition); }

#endif
#endif
