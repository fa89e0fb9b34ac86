/* One timeline, opened on the desk: its marks by set of kinds, and the moments at which an answer can change. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

static int64_t table_for(int64_t marks)
{
    int64_t size = 16;
    while (size < 2 * marks) size *= 2;
    return size;
}

/* room: the longest timeline that will be opened. Gives whether there was memory. */
int desk_set_up(Desk *desk, const Group *group, int64_t room)
{
    size_t marks = (size_t)room + 1, in_sets = marks * ((size_t)group->sets + 1); /* a mark may be in every set */
    memset(desk, 0, sizeof *desk);
    desk->group = group;
    desk->bits = malloc(marks * sizeof *desk->bits);
    desk->some = malloc(marks * sizeof *desk->some);
    desk->memory = malloc(3 * in_sets * sizeof *desk->memory);
    desk->moments = malloc(8 * in_sets * sizeof *desk->moments);
    desk->table = malloc((size_t)table_for(room) * sizeof *desk->table);
    desk->again = malloc(marks);
    desk->slots = malloc(((size_t)group->most_slots + 1) * sizeof *desk->slots);
    desk->spare = desk->moments + 4 * in_sets;
    return desk->bits && desk->some && desk->memory && desk->moments && desk->table && desk->again && desk->slots;
}

void desk_clear(Desk *desk)
{
    free(desk->bits);
    free(desk->some);
    free(desk->memory);
    free(desk->moments);
    free(desk->table);
    free(desk->again);
    free(desk->slots);
    free(desk->spans.at);
    free(desk->lives.at);
    free(desk->holes.at);
}

/* Notes of which sets the marks are; gives those of which there are any. from: nothing earlier is asked of the timeline. */
uint64_t desk_begin(Desk *desk, Marks marks, int64_t n, int64_t from)
{
    uint64_t here = 0;
    desk->marks = marks;
    desk->n = n;
    desk->from = from;
    desk->free_memory = desk->memory;
    desk->opened = desk->copied = 0;
    desk->has_incidents = 0;
    desk->spans.n = 0;
    for (int64_t i = 0; i < n; i++) here |= desk->bits[i] = desk->group->by_kind[marks.kind[i]];
    return here;
}

/* The places of the marks of these sets; gives how many. */
static int64_t choose(Desk *desk, uint64_t sets)
{
    int64_t n = 0;
    for (int64_t i = 0; i < desk->n; i++) {
        desk->some[n] = (int32_t)i;
        n += (desk->bits[i] & sets) != 0;
    }
    return n;
}

/* Makes the lists of these sets, where they are not made yet. */
void desk_open(Desk *desk, uint64_t sets)
{
    sets &= ~desk->opened;
    if (!sets) return;
    desk->opened |= sets;
    int64_t n = choose(desk, sets);
    for (uint64_t left = sets; left; left &= left - 1, desk->free_memory += 3 * n)
        desk->lists[lowest(left)] = (List){desk->free_memory, desk->free_memory + n, desk->free_memory + 2 * n, 0, -1};
    for (int64_t i = 0; i < n; i++) {
        int32_t place = desk->some[i], at = desk->marks.at[place];
        for (uint64_t left = desk->bits[place] & sets; left; left &= left - 1) {
            List *list = desk->lists + lowest(left);
            list->at[list->n] = at;
            list->place[list->n++] = place;
        }
    }
}

/* Mark i and an earlier one are of one piece, or copies of one incident. Where one of them has gone before the other can
   be seen, as a correction takes the place of what it corrects, they are never counted together. */
static void compare(Desk *desk, int64_t i, int64_t j)
{
    const Marks *marks = &desk->marks;
    uint64_t shared = desk->bits[i] & desk->bits[j];
    if (appears(marks, i) >= marks->gone[j] || appears(marks, j) >= marks->gone[i]) return;
    if (marks->counted[i] != marks->piece[i]) desk->has_incidents = 1;
    if (shared) desk->again[i] = desk->again[j] = 1;
    desk->copied |= shared;
}

static uint64_t scattered(int64_t number) { return (uint64_t)number * 0x9E3779B97F4A7C15u >> 20; }

/* Whether no two of so many marks can be of one number: "no" may be wrong. */
static int are_apart(const Desk *desk, int64_t n)
{
    uint64_t met[64] = {0}, again = 0;
    for (int64_t i = 0; i < n; i++) {
        uint64_t at = scattered(desk->marks.counted[desk->some[i]]), bit = (uint64_t)1 << (at & 63);
        again |= met[at >> 6 & 63] & bit;
        met[at >> 6 & 63] |= bit;
    }
    return !again;
}

/* Notes which marks of these sets count as the same; no other mark does. Without it, every mark counts for itself. */
void desk_find_copies(Desk *desk, uint64_t sets)
{
    const int64_t *counted = desk->marks.counted;
    int64_t n = sets ? choose(desk, sets) : 0;
    memset(desk->again, 0, (size_t)desk->n);
    if (are_apart(desk, n)) return;
    uint64_t size = (uint64_t)table_for(n);
    memset(desk->table, 0xff, (size_t)size * sizeof *desk->table);
    for (int64_t i = 0; i < n; i++) {
        int32_t place = desk->some[i];
        uint64_t at = scattered(counted[place]) & (size - 1);
        for (; desk->table[at] >= 0; at = (at + 1) & (size - 1))
            if (counted[desk->table[at]] == counted[place]) compare(desk, place, desk->table[at]);
        desk->table[at] = place;
    }
}

static int earlier(const void *one, const void *other)
{
    int32_t a = *(const int32_t *)one, b = *(const int32_t *)other;
    return (a > b) - (a < b);
}

/* They nearly are in order: each then moves by a place or two. Where many do not, sorting is quicker. */
void put_in_order(int32_t *moments, int64_t n)
{
    int64_t moves = 0;
    for (int64_t i = 1; i < n; i++) {
        int32_t one = moments[i];
        int64_t j = i;
        for (; j > 0 && moments[j - 1] > one; j--) moments[j] = moments[j - 1];
        moments[j] = one;
        moves += i - j;
        if (moves > 16 * n + 64) {
            qsort(moments, (size_t)n, sizeof *moments, earlier);
            return;
        }
    }
}

/* The list, with the minutes at which its marks can first be seen. */
const List *desk_appears(Desk *desk, int32_t of)
{
    List *list = desk->lists + of;
    if (list->appearing >= 0) return list;
    int64_t n = 0;
    for (int64_t i = 0; i < list->n; i++) {
        int64_t one = later(list->at[i], desk->marks.known[list->place[i]]);
        list->appears[n] = (int32_t)one;
        n += one > desk->from;
    }
    put_in_order(list->appears, n);
    list->appearing = n;
    return list;
}

/* Put moments that are in order into others that are. */
static int64_t merge(Desk *desk, int64_t n, const int32_t *more, int64_t m)
{
    int32_t *all = desk->moments, *spare = desk->spare;
    int64_t i = 0, j = 0, k = 0;
    if (m == 0) return n;
    if (n == 0 || all[n - 1] <= more[0]) {
        memcpy(all + n, more, (size_t)m * sizeof *more);
        return n + m;
    }
    while (i < n && j < m) spare[k++] = more[j] < all[i] ? more[j++] : all[i++];
    while (i < n) spare[k++] = all[i++];
    while (j < m) spare[k++] = more[j++];
    memcpy(all, spare, (size_t)k * sizeof *spare);
    return k;
}

/* Where more moments are put before they are merged: behind what the merge needs. */
static int32_t *beside(const Desk *desk, int64_t n, const List *list) { return desk->spare + n + list->n; }

static int64_t add_gone(Desk *desk, int64_t n, const List *list)
{
    int32_t *more = beside(desk, n, list);
    int64_t m = 0;
    for (int64_t i = 0; i < list->n; i++) {
        int32_t gone = desk->marks.gone[list->place[i]];
        more[m] = gone;
        m += gone != NEVER && gone > desk->from;
    }
    put_in_order(more, m);
    return merge(desk, n, more, m);
}

static int64_t add_delay(Desk *desk, int64_t n, const List *list, int64_t delay)
{
    int32_t *more = beside(desk, n, list);
    int64_t m = 0;
    for (int64_t i = 0; i < list->n; i++) {
        int64_t one = list->at[i] + delay;
        more[m] = (int32_t)sooner(one, NEVER);
        m += one < NEVER && one > desk->from;
    }
    return merge(desk, n, more, m);
}

/* The moments at which marks of the set go, in order, on the desk; gives how many. Its list need not be made. */
int64_t desk_gone(Desk *desk, int32_t of)
{
    int64_t n = 0;
    for (int64_t i = 0; i < desk->n; i++) {
        int32_t gone = desk->marks.gone[i];
        desk->moments[n] = gone;
        n += gone != NEVER && gone > desk->from && (desk->bits[i] >> of & 1);
    }
    put_in_order(desk->moments, n);
    return n;
}

/* The clock alone changes the answer when a mark leaves the window, and at two more moments of a rate or an absence. */
static int64_t add_delays(Desk *desk, int64_t n, const Node *node, const List *list)
{
    n = add_delay(desk, n, list, node->within);
    if (node->term == RATE) n = add_delay(desk, n, list, node->recent);
    if (node->term == ABSENT) n = add_delay(desk, n, list, node->after);
    return n;
}

/* Every moment at which the comparison's answer may change, in order, on the desk; gives how many. */
int64_t desk_moments(Desk *desk, const Node *node)
{
    int64_t n = 0;
    desk_open(desk, node->sets);
    for (uint64_t left = node->sets; left; left &= left - 1) {
        const List *list = desk_appears(desk, lowest(left));
        n = merge(desk, n, list->appears, list->appearing);
        n = add_gone(desk, n, list);
        if (node->term == POINTS || node->of == lowest(left)) n = add_delays(desk, n, node, list);
    }
    return n;
}
