/* When a term is so large that only can be made larger by a mark that appears: it is asked only when one does.

   Once it holds, it holds for certain until the first of the marks that it rests on leaves the window or goes. The latest
   marks are taken first, so that this is as late as may be; taken from either end, the pieces that lie so far apart are
   as many. No two marks count as one here. */
#include "kernel.h"

typedef int64_t Until(Desk *desk, const Node *node, Slot *slot);

#define ANY (-1)
#define NOT INT64_MIN
#define FOR_EVER (INT64_MAX / 4)

/* Of those seen from place `start` to `end`, the latest so many that lie so far apart; place: of the first of them. */
typedef struct {
    int64_t until;
    int32_t place;
} Resting;

static inline int counts(const Desk *desk, int32_t place, int32_t agency)
{
    return is_seen(desk, place) && (agency == ANY || desk->marks.agency[place] == agency);
}

static Resting rest(const Desk *desk, const Node *node, const List *list, int64_t start, int64_t end, int64_t within, int32_t agency)
{
    int64_t wanted = node->wanted, next = FOR_EVER;
    Resting found = {NEVER, 0};
    for (int64_t i = end - 1; i >= start; i--) {
        int32_t place = list->place[i];
        int64_t at = list->at[i];
        if (next - at < node->apart || !counts(desk, place, agency)) continue;
        next = at;
        found.place = place;
        found.until = sooner(found.until, sooner(desk->marks.gone[place], at + within));
        if (--wanted == 0) return found;
    }
    return (Resting){NOT, 0};
}

static int64_t number_until(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot);
    if (slot->top - slot->low < node->wanted) return NOT;
    return rest(desk, node, list, slot->low, slot->top, node->within, ANY).until;
}

static int is_met(const Desk *desk, const Node *node, const List *list, int64_t i, int64_t end, int32_t one)
{
    const int32_t *person = desk->marks.person;
    const uint16_t *agency = desk->marks.agency;
    for (int64_t j = i + 1; j < end; j++) {
        int32_t place = list->place[j];
        if ((node->term == PEOPLE ? person[place] : agency[place]) == one && is_seen(desk, place)) return 1;
    }
    return 0;
}

/* The latest marks of so many agencies, or people, of those seen from place `start` to `end`. */
static int64_t rest_on_each(const Desk *desk, const Node *node, const List *list, int64_t start, int64_t end, int64_t within)
{
    int64_t wanted = node->wanted, until = NEVER;
    uint64_t met = 1; /* those with small numbers, as bits; nought is none */
    for (int64_t i = end - 1; i >= start; i--) {
        int32_t place = list->place[i];
        int32_t one = node->term == PEOPLE ? desk->marks.person[place] : desk->marks.agency[place];
        if (((uint32_t)one < 64 && (met >> one & 1)) || !is_seen(desk, place)) continue;
        if ((uint32_t)one < 64) met |= (uint64_t)1 << one;
        else if (is_met(desk, node, list, i, end, one)) continue;
        until = sooner(until, sooner(desk->marks.gone[place], list->at[i] + within));
        if (--wanted == 0) return until;
    }
    return NOT;
}

static int64_t held_until(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot);
    if (slot->top - slot->low < node->wanted) return NOT;
    return rest_on_each(desk, node, list, slot->low, slot->top, node->within);
}

static int64_t followed_until(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot), *by = desk->lists + node->by;
    int64_t i = slot->low;
    while (i < slot->top && !is_seen(desk, list->place[i])) i++;
    if (i == slot->top) return NOT;
    int64_t came = reach_by(desk, node->by, slot), start = first_after(by, 0, came, list->at[i]);
    if (came - start < node->wanted) return NOT;
    int64_t lasts = sooner(desk->marks.gone[list->place[i]], list->at[i] + node->within);
    int64_t until = node->term == FOLLOWED ? rest(desk, node, by, start, came, FOR_EVER, ANY).until
                                           : rest_on_each(desk, node, by, start, came, FOR_EVER);
    return sooner(lasts, until);
}

/* The first moment, of those before `until`, at which a mark that breaks the run can be seen. */
static int64_t broken(const Desk *desk, const Node *node, Resting run, int32_t agency)
{
    const Marks *marks = &desk->marks;
    int64_t until = run.until, j = run.place;
    while (j > 0 && marks->at[j - 1] == marks->at[run.place]) j--; /* what came at the same minute breaks it too */
    for (; j < desk->n && marks->at[j] < until; j++) {
        if (!(desk->bits[j] >> node->by & 1) || (agency != ANY && marks->agency[j] != agency)) continue;
        int64_t from = appears(marks, j);
        if (from > desk->now && from < marks->gone[j]) until = sooner(until, from);
    }
    return until;
}

/* Pieces since the last of `by`. One that came before the window's first mark breaks nothing. */
static int64_t run_of(const Desk *desk, const Node *node, const Slot *slot, int32_t agency)
{
    const List *list = desk->lists + node->of;
    const int32_t *at = desk->marks.at;
    int64_t start = slot->low, j = list->place[slot->top - 1];
    while (j + 1 < desk->n && at[j + 1] <= desk->now) j++;
    for (; j >= 0 && at[j] >= list->at[slot->low]; j--)
        if ((desk->bits[j] >> node->by & 1) && counts(desk, (int32_t)j, agency)) {
            start = first_after(list, slot->low, slot->top, at[j]);
            break;
        }
    if (slot->top - start < node->wanted) return NOT;
    Resting found = rest(desk, node, list, start, slot->top, node->within, agency);
    return found.until > desk->now ? broken(desk, node, found, agency) : NOT;
}

static int64_t run_until(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot);
    if (slot->top - slot->low < node->wanted) return NOT;
    if (node->term == RUN) return run_of(desk, node, slot, ANY);
    uint64_t met = 0;
    for (int64_t i = slot->low; i < slot->top; i++) {
        int32_t place = list->place[i], agency = desk->marks.agency[place];
        if (!is_seen(desk, place) || (agency < 64 && (met >> agency & 1))) continue;
        if (agency < 64) met |= (uint64_t)1 << agency;
        int64_t until = run_of(desk, node, slot, agency);
        if (until > desk->now) return until;
    }
    return NOT;
}

/* Where two lists of moments have come: the first that is later than now. */
typedef struct {
    const int32_t *one, *other;
    int64_t n, m, i, j;
} Rising;

static int64_t rises_after(Rising *rising, int64_t now)
{
    int64_t next = NEVER;
    while (rising->i < rising->n && rising->one[rising->i] <= now) rising->i++;
    while (rising->j < rising->m && rising->other[rising->j] <= now) rising->j++;
    if (rising->i < rising->n) next = rising->one[rising->i];
    return rising->j < rising->m ? sooner(next, rising->other[rising->j]) : next;
}

/* until: to when it holds for certain where it holds now, otherwise nothing later than now. */
static inline Spans when_risen(Desk *desk, const Node *node, Spans within, Rising rising, Until *until)
{
    int64_t base = desk->spans.n;
    Slot *slot = desk->slots + node->slot;
    *slot = (Slot){0, 0, 0, 0};
    for (int64_t i = 0; i < within.n; i++) {
        Span asked = desk->spans.at[within.first + i];
        for (int64_t now = asked.from; now < asked.to;) {
            desk->now = now;
            int64_t to = until(desk, node, slot);
            if (to > now) add(desk, base, now, sooner(to, asked.to));
            now = to > now ? to : rises_after(&rising, now);
        }
    }
    return since(desk, base);
}

static Rising appearing(Desk *desk, int32_t of)
{
    const List *list = desk_appears(desk, of);
    return (Rising){list->appears, NULL, list->appearing, 0, 0, 0};
}

static Rising appearing_in_both(Desk *desk, int32_t of, int32_t by)
{
    const List *one = desk_appears(desk, of), *other = desk_appears(desk, by);
    return (Rising){one->appears, other->appears, one->appearing, other->appearing, 0, 0};
}

/* A run grows when a mark appears, and when one that broke it is taken back; a rate, when one of its own is. */
static Rising growing(Desk *desk, const Node *node)
{
    const List *one = desk_appears(desk, node->of);
    int64_t gone = desk_gone(desk, node->term == RATE ? node->of : node->by);
    return (Rising){one->appears, desk->moments, one->appearing, gone, 0, 0};
}

Spans when_so_many(Desk *desk, const Node *node, Spans within)
{
    return when_risen(desk, node, within, appearing(desk, node->of), number_until);
}

Spans when_held(Desk *desk, const Node *node, Spans within)
{
    return when_risen(desk, node, within, appearing(desk, node->of), held_until);
}

Spans when_followed(Desk *desk, const Node *node, Spans within)
{
    return when_risen(desk, node, within, appearing_in_both(desk, node->of, node->by), followed_until);
}

Spans when_run(Desk *desk, const Node *node, Spans within)
{
    return when_risen(desk, node, within, growing(desk, node), run_until);
}

/* How many pieces from place `start` to `end`, the latest first; `most` at most. */
static int64_t pieces(const Desk *desk, const List *list, int64_t start, int64_t end, int64_t apart, int64_t most)
{
    int64_t counted = 0, next = FOR_EVER;
    for (int64_t i = end - 1; i >= start && counted < most; i--) {
        if (next - list->at[i] < apart || !is_seen(desk, list->place[i])) continue;
        next = list->at[i];
        counted++;
    }
    return counted;
}

static int is_unusual(const Desk *desk, const Node *node, const List *list, const Slot *slot)
{
    const Row *table = desk->rows + node->first_row;
    int64_t last = table[node->rows - 1].weight;
    int64_t usual = pieces(desk, list, slot->low, slot->top, node->apart, last + 1);
    if (usual > last) return 0;
    while (usual > table->weight) table++;
    return pieces(desk, list, slot->second, slot->top, node->apart, table->cap) >= table->cap;
}

/* A rate may turn whenever a mark appears, goes, or leaves one of its two windows; not while the recent one holds too few. */
Spans when_unusual(Desk *desk, const Node *node, Spans within)
{
    int64_t base = desk->spans.n, fewest = desk->rows[node->first_row].cap;
    Slot *slot = desk->slots + node->slot;
    Rising rising = growing(desk, node);
    *slot = (Slot){0, 0, 0, 0};
    for (int64_t i = 0; i < within.n; i++) {
        Span asked = desk->spans.at[within.first + i];
        for (int64_t now = asked.from, next; now < asked.to; now = next) {
            desk->now = now;
            const List *list = reach(desk, node->of, node->within, slot);
            while (slot->second < slot->top && list->at[slot->second] <= now - node->recent) slot->second++;
            next = rises_after(&rising, now);
            if (slot->top - slot->second < fewest) continue;
            next = sooner(next, sooner(list->at[slot->low] + node->within, list->at[slot->second] + node->recent));
            if (is_unusual(desk, node, list, slot)) add(desk, base, now, sooner(next, asked.to));
        }
    }
    return since(desk, base);
}
