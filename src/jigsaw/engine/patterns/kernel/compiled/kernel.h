/* The pattern kernel's tables. Each struct has its twin in layout.py; change both, and VERSION, together.

   A pattern is a tree of comparisons, laid out as nodes. The meaning of every term is in naive.py; whole numbers only.
   Nothing here knows Python: the library is loaded with ctypes, which lets go of the interpreter's lock. */
#ifndef PATTERN_KERNEL_H
#define PATTERN_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define KERNEL_VERSION 1
#define NEVER INT32_MAX

#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

enum shape { COMPARED, ALL_OF, ANY_OF };
enum term { NUMBER, AGENCIES, PEOPLE, ABSENT, FOLLOWED, FOLLOWED_BY_AGENCIES, RATE, FLAG, LACKS, POINTS, RUN, RUN_OF_AGENCY };

/* One node: a comparison, or a group of which `parts` nodes (with all below them) follow; `span` counts them all. */
typedef struct {
    int32_t shape, parts, span, term;
    uint64_t of, by;
    int64_t within, after, before, apart, recent, wanted;
    int32_t late_ends, first_row, rows; /* rows of numbers: rate's table, points' lines */
    int32_t unused;
} Node;

typedef struct {
    uint64_t of;
    int64_t weight, cap;
} Row; /* of points: a line. of rate: weight is "long number up to", cap the recent number needed */

typedef struct {
    uint64_t of;
    int64_t delay;
    int32_t rises, unused;
} Delay; /* after so long, the clock alone may change the answer */

typedef struct {
    const uint64_t *bits; /* of each kind */
    const uint64_t *needs;
    const Node *nodes;
    const Row *rows;
    const Delay *delays;
    int64_t how_many_needs, how_many_delays;
} Pattern;

/* Marks of many timelines, each earliest first. */
typedef struct {
    const int32_t *at, *known, *gone, *piece, *person;
    const uint16_t *kind, *agency;
    const uint8_t *again;
    const int64_t *offsets;
    const int64_t *untils;
    int64_t timelines;
} Timelines;

typedef struct {
    uint64_t bits;
    int32_t at, known, gone, piece, person, agency, again;
} Mark;

typedef struct {
    int32_t pattern, timeline, raised, ended; /* ended: -1 while it lasts */
} Onset;

typedef struct {
    Onset *onsets;
    int64_t count, room;
    int64_t failed; /* memory ran out */
} Found;

/* What is looked at: the marks that a pattern reads. `top` of them have happened by `now`. */
typedef struct {
    const Mark *marks;
    const Row *rows;
    int64_t n, top, now;
} View;

int holds(const View *view, const Node *node);
int could_hold(const View *view, const Node *node);

static inline int is_seen(const Mark *mark, int64_t now) { return mark->known <= now && mark->gone > now; }

#endif
