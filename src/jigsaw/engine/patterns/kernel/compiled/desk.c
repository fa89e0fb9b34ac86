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
    size_t marks = (size_t)room + 1;
    memset(desk, 0, sizeof *desk);
    desk->group = group;
    desk->room = room;
    desk->table_room = table_for(room);
    desk->bits = malloc(marks * sizeof *desk->bits);
    desk->memory = malloc(2 * marks * ((size_t)group->sets + 1) * sizeof *desk->memory);
    desk->turns = malloc(4 * marks * sizeof *desk->turns);
    desk->table = malloc((size_t)desk->table_room * sizeof *desk->table);
    desk->again = malloc(marks);
    desk->slots = malloc(((size_t)group->most_slots + 1) * sizeof *desk->slots);
    desk->reached = malloc(((size_t)group->most_delays + 1) * sizeof *desk->reached);
    return desk->bits && desk->memory && desk->turns && desk->table && desk->again && desk->slots && desk->reached;
}

void desk_clear(Desk *desk)
{
    free(desk->bits);
    free(desk->memory);
    free(desk->turns);
    free(desk->table);
    free(desk->again);
    free(desk->slots);
    free(desk->reached);
}

/* Mark i and an earlier one count as the same: in one set, or as copies of one incident. */
static void compare(Desk *desk, int64_t i, int64_t j)
{
    if (desk->bits[i] & desk->bits[j]) desk->again[i] = desk->again[j] = 1, desk->has_again = 1;
}

static void find_copies(Desk *desk)
{
    const int64_t *counted = desk->marks.counted, size = table_for(desk->n);
    memset(desk->again, 0, (size_t)desk->n);
    memset(desk->table, 0xff, (size_t)size * sizeof *desk->table);
    for (int64_t i = 0; i < desk->n; i++) {
        if (!desk->bits[i]) continue;
        uint64_t at = ((uint64_t)counted[i] * 0x9E3779B97F4A7C15u) >> 20;
        for (at &= (uint64_t)size - 1; desk->table[at] >= 0; at = (at + 1) & ((uint64_t)size - 1))
            if (counted[desk->table[at]] == counted[i]) compare(desk, i, desk->table[at]);
        desk->table[at] = (int32_t)i;
        desk->has_incidents |= counted[i] != desk->marks.piece[i];
    }
}

/* sets: bits of those whose marks are wanted. */
void desk_open(Desk *desk, Marks marks, int64_t n, uint64_t sets)
{
    int32_t *memory = desk->memory;
    desk->marks = marks;
    desk->n = n;
    desk->has_again = desk->has_incidents = 0;
    for (uint64_t left = sets; left; left &= left - 1, memory += 2 * n) desk->lists[lowest(left)] = (List){memory, memory + n, 0};
    for (int64_t i = 0; i < n; i++) {
        desk->bits[i] = desk->group->by_kind[marks.kind[i]] & sets;
        for (uint64_t left = desk->bits[i]; left; left &= left - 1) {
            List *list = desk->lists + lowest(left);
            list->at[list->n] = marks.at[i];
            list->place[list->n++] = (int32_t)i;
        }
    }
    desk->how_many_turns = -1; /* copies are sought when a pattern is first swept */
}

static int earlier(const void *one, const void *other)
{
    int32_t a = *(const int32_t *)one, b = *(const int32_t *)other;
    return (a > b) - (a < b);
}

/* They nearly are in order: each then moves by a place or two. Where many do not, sorting is quicker. */
static void put_in_order(int32_t *moments, int64_t n)
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

static void find_turns(Desk *desk, uint64_t sets)
{
    int64_t count = 0, taken = 0;
    int32_t *gone = desk->turns + 2 * desk->n;
    for (int64_t i = 0; i < desk->n; i++) {
        if (!(desk->bits[i] & sets)) continue;
        int32_t at = desk->marks.at[i], known = desk->marks.known[i];
        desk->turns[count++] = at > known ? at : known;
        gone[taken] = desk->marks.gone[i];
        taken += gone[taken] != NEVER;
    }
    put_in_order(desk->turns, count);
    if (taken) {
        memcpy(desk->turns + count, gone, (size_t)taken * sizeof *gone);
        put_in_order(desk->turns, count + taken);
    }
    desk->how_many_turns = count + taken;
    desk->turn = 0;
}

/* Make ready to go through the pattern's moments from the first on. */
void desk_start(Desk *desk, const Pattern *pattern)
{
    if (desk->how_many_turns < 0) find_copies(desk);
    find_turns(desk, pattern->sets);
    desk->rows = pattern->rows;
    memset(desk->slots, 0, (size_t)desk->group->most_slots * sizeof *desk->slots);
    memset(desk->reached, 0, (size_t)pattern->how_many_delays * sizeof *desk->reached);
}

/* When a delay next runs out: of the first mark of its kinds that it has not yet run out for. */
static int64_t runs_out(Desk *desk, const Delay *delay, int64_t *reached, int64_t after)
{
    const List *list = desk->lists + delay->of;
    while (*reached < list->n && list->at[*reached] + delay->delay <= after) (*reached)++;
    return *reached < list->n ? list->at[*reached] + delay->delay : NO_MORE;
}

/* The next moment to look at after `now`: while the pattern is not true, only those at which it can become so. */
int64_t desk_next(Desk *desk, const Pattern *pattern, int64_t now, int is_true)
{
    while (desk->turn < desk->how_many_turns && desk->turns[desk->turn] <= now) desk->turn++;
    int has_copies = desk->has_again || desk->has_incidents;
    int64_t next = desk->turn < desk->how_many_turns ? desk->turns[desk->turn] : NO_MORE;
    for (int64_t i = 0; i < pattern->how_many_delays; i++) {
        const Delay *delay = pattern->delays + i;
        if (!is_true && (delay->rises == FALLS || (delay->rises == RISES_WITH_COPIES && !has_copies))) continue;
        int64_t one = runs_out(desk, delay, desk->reached + i, now);
        if (one < next) next = one;
    }
    return next;
}
