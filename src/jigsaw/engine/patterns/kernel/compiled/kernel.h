/* The pattern kernel's tables. Each struct has its twin in layout.py; change both, and VERSION, together.

   A pattern is a tree of comparisons, laid out as nodes. The meaning of every term is in naive.py; whole numbers only.
   Only python.c knows Python: the rest is loaded with ctypes, which lets go of the interpreter's lock. */
#ifndef PATTERN_KERNEL_H
#define PATTERN_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define KERNEL_VERSION 4
#define NEVER INT32_MAX
#define LASTS INT32_MIN
#define MOST_SETS 64

#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

enum shape { COMPARED, ALL_OF, ANY_OF };
enum term { NUMBER, AGENCIES, PEOPLE, ABSENT, FOLLOWED, FOLLOWED_BY_AGENCIES, RATE, FLAG, LACKS, POINTS, RUN, RUN_OF_AGENCY };

/* One node: a comparison, or a group of which `parts` nodes (with all below them) follow; `span` counts them all.
   of, by: numbers of sets of kinds. slot: where it keeps how far it has come. sets: bits of all that it looks at. */
typedef struct {
    int32_t shape, parts, span, term;
    int32_t of, by, slot, late_ends, first_row, rows; /* rows of numbers: rate's table, points' lines */
    int64_t within, after, before, apart, recent, wanted;
    uint64_t sets;
} Node;

typedef struct {
    int32_t of, slot;
    int64_t weight, cap;
} Row; /* of points: a line. of rate: weight is "long number up to", cap the recent number needed */

/* lists: bits of the sets of which it reads lists. screens: those by which it is told whether it ever could hold. once: those
   in which copies of one thing are to be counted once. needs: of each, one set must be there. */
typedef struct {
    uint64_t lists, screens, once;
    const uint64_t *needs;
    const Node *nodes;
    const Row *rows;
    int64_t how_many_needs;
} Pattern;

/* At most 64 patterns that together look at no more than MOST_SETS sets. by_kind: bits of the sets that a kind is in. */
typedef struct {
    const Pattern *patterns;
    const uint64_t *by_kind;
    int64_t how_many, sets, most_slots;
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
    int32_t pattern, timeline, raised, ended; /* ended: LASTS where it has not */
} Onset;

typedef struct {
    Onset *onsets;
    int64_t count, room;
    int64_t failed; /* memory ran out */
} Found;

/* The marks of one set, earliest first: when each happened, and its place in the timeline. appears: the minutes at which
   they can first be seen, in order, as far as they are later than the desk's `from`; appearing is below nought until
   they are asked for. */
typedef struct {
    int32_t *at, *place, *appears;
    int64_t n, appearing;
} List;

/* How far a comparison has come along its lists: what happened by now, and what has left its window. */
typedef struct {
    int64_t low, top, by, second;
} Slot;

/* From a minute to another, which is no longer in it. */
typedef struct {
    int64_t from, to;
} Span;

typedef struct {
    Span *at;
    int64_t n, room;
} Pile;

/* Some spans of the desk's pile, in order, of which no two touch. */
typedef struct {
    int64_t first, n;
} Spans;

/* One timeline, opened: its marks by set, and what was worked out of it. now: the moment that is looked at.
   again: whether another mark of one of the mark's sets counts as the same; copied: bits of the sets with such marks. */
typedef struct {
    Marks marks;
    int64_t n, now, from;
    const Group *group;
    const Row *rows;
    List lists[MOST_SETS];
    uint64_t *bits, opened, copied;
    int32_t *memory, *free_memory, *table, *moments, *spare, *some;
    uint8_t *again;
    Slot *slots;
    Pile spans, lives, holes;
    int has_incidents, failed;
} Desk;

int desk_set_up(Desk *desk, const Group *group, int64_t room);
void desk_clear(Desk *desk);
uint64_t desk_begin(Desk *desk, Marks marks, int64_t n, int64_t from);
void desk_open(Desk *desk, uint64_t sets);
void desk_find_copies(Desk *desk, uint64_t sets);
const List *desk_appears(Desk *desk, int32_t of);
int64_t desk_gone(Desk *desk, int32_t of);
int64_t desk_moments(Desk *desk, const Node *node);

void put_in_order(int32_t *moments, int64_t n);
void put(Desk *desk, Pile *pile, int64_t from, int64_t to);
void add(Desk *desk, int64_t base, int64_t from, int64_t to);
Spans since(const Desk *desk, int64_t base);
Spans settled(Desk *desk, int64_t base, Spans spans);
Spans both(Desk *desk, Spans one, Spans other);
Spans either(Desk *desk, Spans one, Spans other);
Spans less(Desk *desk, Spans one, Spans other);
Spans covered(Desk *desk, int64_t wanted);

Spans when_true(Desk *desk, const Node *node, Spans within);
Spans when_unmet(Desk *desk, const Node *node, Spans within);
Spans when_flagged(Desk *desk, const Node *node, Spans within);
Spans when_so_many(Desk *desk, const Node *node, Spans within);
Spans when_held(Desk *desk, const Node *node, Spans within);
Spans when_followed(Desk *desk, const Node *node, Spans within);
Spans when_run(Desk *desk, const Node *node, Spans within);
Spans when_unusual(Desk *desk, const Node *node, Spans within);
struct Live;
int64_t live_arrive(struct Live *live, int64_t place, int32_t at, int32_t known, int32_t kind, int32_t agency, int64_t piece,
                    int32_t person, int64_t incident);

int holds(Desk *desk, const Node *node);
int could_hold(const Desk *desk, const Row *rows, const Node *node);

static inline int64_t appears(const Marks *marks, int64_t place)
{
    return marks->at[place] > marks->known[place] ? marks->at[place] : marks->known[place];
}

static inline int is_seen(const Desk *desk, int32_t place)
{
    return desk->marks.known[place] <= desk->now && desk->marks.gone[place] > desk->now;
}

static inline int64_t sooner(int64_t one, int64_t other) { return one < other ? one : other; }
static inline int64_t later(int64_t one, int64_t other) { return one > other ? one : other; }

/* Marks of no piece have numbers below nought: they count apart, but are of the same none. */
static inline int same_piece(const Desk *desk, int32_t one, int32_t other)
{
    int64_t a = desk->marks.piece[one], b = desk->marks.piece[other];
    return a == b || (a < 0 && b < 0);
}

/* How far the comparison has come along the list, and which of its marks have left the window. */
static inline const List *reach(const Desk *desk, int32_t of, int64_t within, Slot *slot)
{
    const List *list = desk->lists + of;
    int64_t top = slot->top, low = slot->low;
    while (top < list->n && list->at[top] <= desk->now) top++;
    while (low < top && list->at[low] <= desk->now - within) low++;
    slot->top = top;
    slot->low = low;
    return list;
}

/* How many marks of the set have happened. */
static inline int64_t reach_by(const Desk *desk, int32_t by, Slot *slot)
{
    const List *list = desk->lists + by;
    while (slot->by < list->n && list->at[slot->by] <= desk->now) slot->by++;
    return slot->by;
}

/* The first mark of those from `low` to `high` that is later than `moment`. */
static inline int64_t first_after(const List *list, int64_t low, int64_t high, int64_t moment)
{
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (list->at[middle] > moment) high = middle;
        else low = middle + 1;
    }
    return low;
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
