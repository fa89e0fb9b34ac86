/* The pattern kernel's tables. Each struct has its twin in layout.py; change both, and VERSION, together.

   A pattern is a tree of comparisons, laid out as nodes. The meaning of every term is in naive.py; whole numbers only.
   Nothing here knows Python: the library is loaded with ctypes, which lets go of the interpreter's lock. */
#ifndef PATTERN_KERNEL_H
#define PATTERN_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define KERNEL_VERSION 2
#define NEVER INT32_MAX
#define NO_MORE INT64_MAX
#define MOST_SETS 64

#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

enum shape { COMPARED, ALL_OF, ANY_OF };
enum term { NUMBER, AGENCIES, PEOPLE, ABSENT, FOLLOWED, FOLLOWED_BY_AGENCIES, RATE, FLAG, LACKS, POINTS, RUN, RUN_OF_AGENCY };
enum rises { FALLS, RISES, RISES_WITH_COPIES };

/* One node: a comparison, or a group of which `parts` nodes (with all below them) follow; `span` counts them all.
   of, by: numbers of sets of kinds. slot: where it keeps how far it has come. */
typedef struct {
    int32_t shape, parts, span, term;
    int32_t of, by, slot, late_ends, first_row, rows; /* rows of numbers: rate's table, points' lines */
    int64_t within, after, before, apart, recent, wanted;
} Node;

typedef struct {
    int32_t of, slot;
    int64_t weight, cap;
} Row; /* of points: a line. of rate: weight is "long number up to", cap the recent number needed */

typedef struct {
    int32_t of, rises;
    int64_t delay;
} Delay; /* after so long, the clock alone may change the answer */

/* Bits of the sets of which a mark that appears, or one that goes, may turn the answer. */
typedef struct {
    uint64_t appears, goes;
} Turns;

/* sets: bits of the sets that it looks at. rises, falls: what may make it true, and what untrue, of a timeline without
   copies. needs: of each, one set must be there. */
typedef struct {
    uint64_t sets;
    Turns rises, falls;
    const uint64_t *needs;
    const Node *nodes;
    const Row *rows;
    const Delay *delays;
    int64_t how_many_needs, how_many_delays;
} Pattern;

/* At most 64 patterns that together look at no more than MOST_SETS sets. by_kind: bits of the sets that a kind is in. */
typedef struct {
    const Pattern *patterns;
    const uint64_t *by_kind;
    int64_t how_many, sets, most_slots, most_delays;
} Group;

/* Marks of one timeline or, end to end, of many; each timeline earliest first. piece: below nought for none. counted:
   what it is one of when pieces are counted; another number than the piece's where it is a copy of an incident. */
typedef struct {
    const int32_t *at, *known, *gone, *person;
    const int64_t *piece, *counted;
    const uint16_t *kind, *agency;
} Marks;

typedef struct {
    Marks marks;
    const int64_t *offsets, *untils;
    int64_t timelines;
} Timelines;

typedef struct {
    int32_t pattern, timeline, raised, ended; /* ended: -1 while it lasts */
} Onset;

typedef struct {
    Onset *onsets;
    int64_t count, room;
    int64_t failed; /* memory ran out */
} Found;

/* The marks of one set, earliest first: when each happened, and its place in the timeline. */
typedef struct {
    int32_t *at, *place;
    int64_t n;
} List;

/* Moments in order, and the first that is yet to come. */
typedef struct {
    int32_t *at;
    int64_t n, next;
} Moments;

/* How far a comparison has come along its lists: what happened by now, and what has left its window. */
typedef struct {
    int64_t low, top, by, second;
} Slot;

/* One timeline, opened: its marks by set. again: whether another mark of one of the mark's sets counts as the same. */
typedef struct {
    Marks marks;
    int64_t n, now;
    const Group *group;
    const Row *rows;
    List lists[MOST_SETS];
    uint64_t *bits;
    int32_t *memory, *table, *spare;
    Moments rising, falling; /* falling.at is set when the pattern first is true */
    uint8_t *again;
    Slot *slots;
    int64_t *reached;
    int has_again, has_incidents, sought; /* sought: copies, when a pattern is first swept */
} Desk;

int desk_set_up(Desk *desk, const Group *group, int64_t room);
void desk_clear(Desk *desk);
void desk_open(Desk *desk, Marks marks, int64_t n, uint64_t sets);
void desk_without_copies(Desk *desk);
void desk_start(Desk *desk, const Pattern *pattern);
int64_t desk_next(Desk *desk, const Pattern *pattern, int64_t now, int is_true);

int holds(Desk *desk, const Node *node);
int could_hold(const Desk *desk, const Row *rows, const Node *node);

static inline int is_seen(const Desk *desk, int32_t place)
{
    return desk->marks.known[place] <= desk->now && desk->marks.gone[place] > desk->now;
}

static inline int may_be_true(const Pattern *pattern, uint64_t here)
{
    for (int64_t i = 0; i < pattern->how_many_needs; i++)
        if (!(here & pattern->needs[i])) return 0;
    return 1;
}

#if defined(_MSC_VER)
#include <intrin.h>
static inline int lowest(uint64_t bits)
{
    unsigned long at;
    _BitScanForward64(&at, bits);
    return (int)at;
}
#else
static inline int lowest(uint64_t bits) { return __builtin_ctzll(bits); }
#endif

#endif
