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
    size_t marks = (size_t)room + 1, moments = 2 * marks * ((size_t)group->sets + 1); /* a mark may be in every set */
    memset(desk, 0, sizeof *desk);
    desk->group = group;
    desk->bits = malloc(marks * sizeof *desk->bits);
    desk->memory = malloc(moments * sizeof *desk->memory);
    desk->rising.at = malloc(4 * moments * sizeof *desk->rising.at);
    desk->table = malloc((size_t)table_for(room) * sizeof *desk->table);
    desk->again = malloc(marks);
    desk->slots = malloc(((size_t)group->most_slots + 1) * sizeof *desk->slots);
    desk->reached = malloc(((size_t)group->most_delays + 1) * sizeof *desk->reached);
    desk->falling.at = desk->rising.at + moments;
    desk->spare = desk->falling.at + moments;
    return desk->bits && desk->memory && desk->rising.at && desk->table && desk->again && desk->slots && desk->reached;
}

void desk_clear(Desk *desk)
{
    free(desk->bits);
    free(desk->memory);
    free(desk->rising.at);
    free(desk->table);
    free(desk->again);
    free(desk->slots);
    free(desk->reached);
}

/* Where it is known that no two marks count as one, they are not sought. */
void desk_without_copies(Desk *desk)
{
    desk->sought = 1;
    memset(desk->again, 0, (size_t)desk->n);
}

static int32_t appears(const Marks *marks, int64_t i)
{
    return marks->at[i] > marks->known[i] ? marks->at[i] : marks->known[i];
}

/* Mark i and an earlier one are of one piece, or copies of one incident. Where one of them has gone before the other can
   be seen, as a correction takes the place of what it corrects, they are never counted together. */
static void compare(Desk *desk, int64_t i, int64_t j)
{
    const Marks *marks = &desk->marks;
    if (appears(marks, i) >= marks->gone[j] || appears(marks, j) >= marks->gone[i]) return;
    if (desk->bits[i] & desk->bits[j]) desk->again[i] = desk->again[j] = 1, desk->has_again = 1;
}

static void find_copies(Desk *desk)
{
    desk->sought = 1;
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
    desk->has_again = desk->has_incidents = desk->sought = 0;
    for (uint64_t left = sets; left; left &= left - 1, memory += 2 * n) desk->lists[lowest(left)] = (List){memory, memory + n, 0};
    for (int64_t i = 0; i < n; i++) {
        desk->bits[i] = desk->group->by_kind[marks.kind[i]] & sets;
        for (uint64_t left = desk->bits[i]; left; left &= left - 1) {
            List *list = desk->lists + lowest(left);
            list->at[list->n] = marks.at[i];
            list->place[list->n++] = (int32_t)i;
        }
    }
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

/* Put moments that are in order into others that are. */
static void merge(Moments *all, const int32_t *more, int64_t n, int32_t *spare)
{
    int64_t i = 0, j = 0, k = 0;
    if (n == 0) return;
    if (all->n == 0 || all->at[all->n - 1] <= more[0]) {
        memcpy(all->at + all->n, more, (size_t)n * sizeof *more);
        all->n += n;
        return;
    }
    while (i < all->n && j < n) spare[k++] = more[j] < all->at[i] ? more[j++] : all->at[i++];
    while (i < all->n) spare[k++] = all->at[i++];
    while (j < n) spare[k++] = more[j++];
    memcpy(all->at, spare, (size_t)k * sizeof *spare);
    all->n = k;
}

/* When the marks of a set appear, or when they go. A mark of two sets gives the same moment twice, which is no harm. */
static void add_moments(Desk *desk, Moments *moments, const List *list, int goes)
{
    const int32_t *known = desk->marks.known, *gone = desk->marks.gone;
    int32_t *more = desk->spare;
    int64_t n = 0;
    for (int64_t i = 0; i < list->n; i++) {
        int32_t place = list->place[i];
        if (goes) {
            more[n] = gone[place];
            n += more[n] != NEVER;
        } else more[n++] = list->at[i] > known[place] ? list->at[i] : known[place];
    }
    put_in_order(more, n);
    merge(moments, more, n, more + n);
}

static void find_moments(Desk *desk, Moments *moments, const Pattern *pattern, Turns turns)
{
    int all = desk->has_again || desk->has_incidents;
    uint64_t appears = all ? pattern->sets : turns.appears, goes = all ? pattern->sets : turns.goes;
    moments->n = moments->next = 0;
    for (; appears; appears &= appears - 1) add_moments(desk, moments, desk->lists + lowest(appears), 0);
    for (; goes; goes &= goes - 1) add_moments(desk, moments, desk->lists + lowest(goes), 1);
}

/* Make ready to go through the pattern's moments from the first on. */
void desk_start(Desk *desk, const Pattern *pattern)
{
    if (!desk->sought) find_copies(desk);
    find_moments(desk, &desk->rising, pattern, pattern->rises);
    desk->falling.n = -1;
    desk->rows = pattern->rows;
    memset(desk->slots, 0, (size_t)desk->group->most_slots * sizeof *desk->slots);
    memset(desk->reached, 0, (size_t)pattern->how_many_delays * sizeof *desk->reached);
}

static int64_t next_of(Moments *moments, int64_t now)
{
    while (moments->next < moments->n && moments->at[moments->next] <= now) moments->next++;
    return moments->next < moments->n ? moments->at[moments->next] : NO_MORE;
}

/* When a delay next runs out: of the first mark of its kinds that it has not yet run out for. */
static int64_t runs_out(Desk *desk, const Delay *delay, int64_t *reached, int64_t after)
{
    const List *list = desk->lists + delay->of;
    while (*reached < list->n && list->at[*reached] + delay->delay <= after) (*reached)++;
    return *reached < list->n ? list->at[*reached] + delay->delay : NO_MORE;
}

/* The next moment to look at after `now`: one at which the pattern can become true, or untrue, as it is not now. */
int64_t desk_next(Desk *desk, const Pattern *pattern, int64_t now, int is_true)
{
    int copies = desk->has_again || desk->has_incidents;
    if (is_true && desk->falling.n < 0) find_moments(desk, &desk->falling, pattern, pattern->falls);
    int64_t next = next_of(is_true ? &desk->falling : &desk->rising, now);
    for (int64_t i = 0; i < pattern->how_many_delays; i++) {
        const Delay *delay = pattern->delays + i;
        if (!is_true && (delay->rises == FALLS || (delay->rises == RISES_WITH_COPIES && !copies))) continue;
        int64_t one = runs_out(desk, delay, desk->reached + i, now);
        if (one < next) next = one;
    }
    return next;
}
