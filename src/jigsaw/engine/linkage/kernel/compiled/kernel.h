/* The compiled kernel's tables. Each struct has its twin in layout.py; change both, and VERSION, together.

   Nothing here knows Python: the library is loaded with ctypes, which lets go of the interpreter's lock. */
#ifndef LINKAGE_KERNEL_H
#define LINKAGE_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define KERNEL_VERSION 5
#define ROW_BITS 24 /* of an entry of a block; the rest is the block's hash */
#define MOST_COMPARISONS 64
#define MOST_STEPS 512

#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define FOR_WIDE_REGISTERS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_WIDE_REGISTERS
#endif

enum kind { PRESENT, EQUAL, UNEQUAL, ALIKE, OVERLAP, NUMERIC, ASKED };
enum metric { JARO_WINKLER, JARO, LEVENSHTEIN, DAMERAU_LEVENSHTEIN, METRICS };
enum sign { AT_LEAST, MORE, AT_MOST, LESS, SAME, OTHER };
enum number { PUSH_LEFT, PUSH_RIGHT, PUSH, ADD, SUBTRACT, MULTIPLY, DIVIDE, ABSOLUTE, GREATEST, LEAST, GREATER };

/* One test. A target of 0 or more is the next step, -1 - k is level k of the whole plan. */
typedef struct {
    int32_t kind, sign, metric, pool;
    int32_t side_a, column_a, side_b, column_b;
    int32_t if_true, if_false;
    int32_t program, program_length;
    int32_t sketch; /* of the right row's text; -1 where there is none */
    double bound;
    double best; /* the most that any level still possible here can give */
} Step;

typedef struct {
    double weight, frequency_weight, log2_u, log2_floor, best;
    const double *log2_frequency; /* by value; minus infinity where no table knows it */
    int64_t frequency_column;     /* -1: not adjusted */
} Level;

typedef struct {
    int32_t first_step, steps, first_level, levels;
    float best;
} Comparison;

/* What is asked of a text first, in one place: its letters, where its bytes start, how many, the first four. */
typedef struct {
    uint64_t letters;
    int64_t start;
    int32_t length;
    uint32_t beginning;
} Text;

typedef struct {
    const uint8_t *bytes;
    const Text *text; /* by value */
} Texts;

typedef struct {
    const int64_t *start;
    const int32_t *items; /* of each list ascending, each once */
} Lists;

typedef struct {
    int32_t kind, column;
    double value;
} Operation;

/* Equal and present in every column; one item in common where there is a list. */
typedef struct {
    int32_t columns, column[7];
    int32_t list_column, silent; /* how many blocks are too large to compare */
    const uint64_t *silenced;    /* their hashes, ascending */
} Rule;

typedef struct {
    int32_t columns, comparisons, rules, between_sources, sketches;
    int32_t stride; /* from one row to the next, so that a row lies in as few lines of memory as it can */
    double prior, threshold;
    const int32_t *rows;
    const int32_t *source;
    const Comparison *comparison;
    const Step *step;
    const Level *level;
    const Texts *texts;         /* by pool */
    const Lists *lists;         /* by column; start is NULL where the column holds no lists */
    const double *const *numbers; /* by column: its numbers by value */
    const Operation *operation;
    const Rule *rule;
    const int32_t *sketched; /* for each sketch: its column and its pool */
    const int32_t *order;    /* of the comparisons: those first that say most for least */
    const uint8_t *shared;   /* by rule and column: rows of one block are equal there */
    int32_t (*ask)(int32_t step, const int32_t *left, const int32_t *right); /* takes the lock itself */
} Plan;

typedef struct {
    int64_t count, room;
    int32_t *left, *right;
    double *weight;
    uint8_t *rule;
} Found;

typedef struct {
    uint64_t pair;
    double value;
    int32_t pool; /* and one more, so that an empty desk remembers nothing */
} Remembered;

/* An answer of the slow definition, about a step and what it reads of two rows. */
typedef struct {
    int32_t values[4], step, answer; /* the step and one more */
} Answered;

#define REMEMBERED_BITS 14

/* What one thread needs of its own. */
typedef struct {
    uint64_t positions[256];
    Remembered remembered[METRICS][1 << REMEMBERED_BITS];
    Answered answered[1 << REMEMBERED_BITS];
} Desk;

#define TILE 128
#define MOST_SKETCHES 8

/* What bounds a similarity before it is worked out. */
typedef struct {
    uint64_t letters[TILE];
    float length[TILE];
    uint32_t beginning[TILE];
} Sketch;

/* Rows that one row is held against, column by column. */
typedef struct {
    int32_t *columns;
    uint32_t sketched;     /* a bit for each sketch that is made */
    int lanes;
    uint64_t plain;        /* a bit for each comparison that no frequency adjusts: its best is known beforehand */
    int side;              /* that the one row is on: 0 left, 1 right */
    const uint8_t *shared; /* by column: where the one row is equal to all of them; or NULL */
    Sketch sketches[MOST_SKETCHES];
} Tile;

static inline const int32_t *row_at(const Plan *plan, int64_t at) { return plan->rows + at * plan->stride; }

double measure(Desk *desk, int metric, const Texts *texts, int pool, int32_t a, int32_t b);
double best_measure(int metric, const Texts *texts, int32_t a, int32_t b);
int compares(int sign, double value, double bound);
double score(const Plan *plan, Desk *desk, const int32_t *left, const int32_t *right, double threshold);
uint64_t first_shared(const Plan *plan, int rule, const int32_t *left, const int32_t *right);
int keep(Found *found, int32_t left, int32_t right, double weight, int rule);
int reach(const Plan *plan, const int32_t *row, Tile *tile, int from, float enough, float *most);
int is_complete(const Rule *rule, const int32_t *row);
int is_first_by(const Plan *plan, int rule, uint64_t block, const int32_t *left, const int32_t *right);
uint64_t block_hash(const Rule *rule, const int32_t *row, int32_t item);

#endif
