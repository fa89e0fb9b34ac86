/* Every pattern over every timeline: from moment to moment, noting when it becomes true and when it ceases to be.

   A moment rises when a condition can become true at it, and falls when it can only cease to be. While a pattern is
   not true only rising moments are looked at: plan.py says which are which. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#define NO_MORE INT64_MAX
#define MOST_PATTERNS 1024

typedef struct {
    Mark *marks;
    int32_t *turns;  /* moments at which a mark appears or goes, in order */
    int64_t *reached; /* by delay: the first mark whose delay has not run out */
    int64_t n, how_many_turns, turn;
} Desk;

EXPORTED int kernel_version(void) { return KERNEL_VERSION; }

EXPORTED void let_go(Found *found)
{
    free(found->onsets);
    found->onsets = NULL;
}

static int earlier(const void *one, const void *other)
{
    int32_t a = *(const int32_t *)one, b = *(const int32_t *)other;
    return (a > b) - (a < b);
}

/* They nearly are in order: then one pass is enough. */
static void put_in_order(int32_t *moments, int64_t n)
{
    int64_t out_of_place = 0;
    for (int64_t i = 1; i < n; i++) out_of_place += moments[i] < moments[i - 1];
    if (out_of_place == 0) return;
    if (n > 64) {
        qsort(moments, (size_t)n, sizeof *moments, earlier);
        return;
    }
    for (int64_t i = 1; i < n; i++) {
        int32_t one = moments[i];
        int64_t j = i;
        for (; j > 0 && moments[j - 1] > one; j--) moments[j] = moments[j - 1];
        moments[j] = one;
    }
}

static void gather(const Timelines *all, int64_t low, int64_t high, const uint64_t *bits, Desk *desk)
{
    int64_t n = 0;
    for (int64_t i = low; i < high; i++) {
        uint64_t mine = bits[all->kind[i]];
        desk->marks[n] = (Mark){mine, all->at[i], all->known[i], all->gone[i], all->piece[i], all->person[i],
                                all->agency[i], all->again[i]};
        n += mine != 0;
    }
    desk->n = n;
}

static void find_turns(Desk *desk)
{
    int64_t count = 0;
    for (int64_t i = 0; i < desk->n; i++) {
        const Mark *mark = desk->marks + i;
        desk->turns[count++] = mark->at > mark->known ? mark->at : mark->known;
        if (mark->gone != NEVER) desk->turns[count++] = mark->gone;
    }
    put_in_order(desk->turns, count);
    desk->how_many_turns = count;
    desk->turn = 0;
}

/* When a delay next runs out: of the first mark of its kinds that it has not yet run out for. */
static int64_t next_of(Desk *desk, const Delay *delay, int64_t *reached, int64_t after)
{
    while (*reached < desk->n && (!(desk->marks[*reached].bits & delay->of) || desk->marks[*reached].at + delay->delay <= after))
        (*reached)++;
    return *reached < desk->n ? desk->marks[*reached].at + delay->delay : NO_MORE;
}

/* The next moment to look at after `now`; falling ones only while the pattern is true. */
static int64_t next_moment(const Pattern *pattern, Desk *desk, int64_t now, int is_true)
{
    while (desk->turn < desk->how_many_turns && desk->turns[desk->turn] <= now) desk->turn++;
    int64_t next = desk->turn < desk->how_many_turns ? desk->turns[desk->turn] : NO_MORE;
    for (int64_t i = 0; i < pattern->how_many_delays; i++) {
        if (!is_true && !pattern->delays[i].rises) continue;
        int64_t one = next_of(desk, pattern->delays + i, desk->reached + i, now);
        if (one < next) next = one;
    }
    return next;
}

static int note(Found *found, Onset onset)
{
    if (found->count == found->room) {
        int64_t room = found->room ? 2 * found->room : 1024;
        Onset *wider = realloc(found->onsets, (size_t)room * sizeof *wider);
        if (!wider) return 0;
        found->onsets = wider;
        found->room = room;
    }
    found->onsets[found->count++] = onset;
    return 1;
}

static int sweep(const Pattern *pattern, Desk *desk, int64_t until, Onset about, Found *found)
{
    View view = {desk->marks, pattern->rows, desk->n, 0, 0};
    int is_true = 0;
    if (!could_hold(&view, pattern->nodes)) return 1;
    find_turns(desk);
    memset(desk->reached, 0, (size_t)pattern->how_many_delays * sizeof *desk->reached);
    for (int64_t now = next_moment(pattern, desk, INT64_MIN, 0); now <= until && now != NO_MORE;
         now = next_moment(pattern, desk, now, is_true)) {
        view.now = now;
        while (view.top < view.n && desk->marks[view.top].at <= now) view.top++;
        int was_true = is_true;
        is_true = holds(&view, pattern->nodes);
        about.raised = (int32_t)now;
        if (is_true && !was_true && !note(found, about)) return 0;
        if (was_true && !is_true) found->onsets[found->count - 1].ended = (int32_t)now;
    }
    return 1;
}

static int may_be_true(const Pattern *pattern, uint64_t here)
{
    for (int64_t i = 0; i < pattern->how_many_needs; i++)
        if (!(here & pattern->needs[i])) return 0;
    return 1;
}

static int set_up(Desk *desk, const Timelines *all, int64_t most_delays)
{
    int64_t longest = 1;
    for (int64_t i = 0; i < all->timelines; i++)
        if (all->offsets[i + 1] - all->offsets[i] > longest) longest = all->offsets[i + 1] - all->offsets[i];
    desk->marks = malloc(((size_t)longest + 1) * sizeof *desk->marks);
    desk->turns = malloc(2 * (size_t)longest * sizeof *desk->turns);
    desk->reached = malloc(((size_t)most_delays + 1) * sizeof *desk->reached);
    return desk->marks && desk->turns && desk->reached;
}

/* by_kind: for each kind the bits of every pattern, side by side. found: to be let go of with let_go. */
EXPORTED void find(const Pattern *patterns, int64_t how_many, int64_t most_delays, const uint64_t *by_kind,
                   const Timelines *all, Found *found)
{
    Desk desk = {0};
    uint64_t here[MOST_PATTERNS];
    found->failed = how_many > MOST_PATTERNS || !set_up(&desk, all, most_delays);
    for (int64_t one = 0; one < all->timelines && !found->failed; one++) {
        int64_t low = all->offsets[one], high = all->offsets[one + 1];
        memset(here, 0, (size_t)how_many * sizeof *here);
        for (int64_t i = low; i < high; i++) {
            const uint64_t *bits = by_kind + (int64_t)all->kind[i] * how_many;
            for (int64_t p = 0; p < how_many; p++) here[p] |= bits[p];
        }
        for (int64_t p = 0; p < how_many && !found->failed; p++) {
            if (!may_be_true(patterns + p, here[p])) continue;
            gather(all, low, high, patterns[p].bits, &desk);
            found->failed = !sweep(patterns + p, &desk, all->untils[one], (Onset){(int32_t)p, (int32_t)one, 0, -1}, found);
        }
    }
    free(desk.marks);
    free(desk.turns);
    free(desk.reached);
}
