/* Every pattern over every timeline: from moment to moment, noting when it becomes true and when it ceases to be.

   A moment rises when a condition can become true at it, and falls when it can only cease to be. While a pattern is
   not true only rising moments are looked at: plan.py says which are which. */
#include "kernel.h"

#include <stdlib.h>

EXPORTED int kernel_version(void) { return KERNEL_VERSION; }

EXPORTED void let_go(Found *found)
{
    free(found->onsets);
    found->onsets = NULL;
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
    int is_true = 0;
    desk_start(desk, pattern);
    for (int64_t now = desk_next(desk, pattern, INT64_MIN, 0); now <= until && now != NO_MORE;
         now = desk_next(desk, pattern, now, is_true)) {
        desk->now = now;
        int was_true = is_true;
        is_true = holds(desk, pattern->nodes);
        about.raised = (int32_t)now;
        if (is_true && !was_true && !note(found, about)) return 0;
        if (was_true && !is_true) found->onsets[found->count - 1].ended = (int32_t)now;
    }
    return 1;
}

/* Patterns that need a kind which is not here are not looked at; gives the rest, as bits, and the sets they look at. */
static uint64_t candidates(const Group *group, uint64_t here, uint64_t *sets)
{
    uint64_t found = 0;
    *sets = 0;
    for (int64_t i = 0; i < group->how_many; i++)
        if (may_be_true(group->patterns + i, here)) {
            found |= (uint64_t)1 << i;
            *sets |= group->patterns[i].sets;
        }
    return found;
}

static int find_in_one(const Group *group, Desk *desk, const Timelines *all, int64_t one, Found *found)
{
    int64_t low = all->offsets[one], n = all->offsets[one + 1] - low;
    const Marks *every = &all->marks;
    uint64_t here = 0, sets;
    for (int64_t i = low; i < low + n; i++) here |= group->by_kind[every->kind[i]];
    uint64_t left = candidates(group, here, &sets);
    if (!left) return 1;
    Marks marks = {every->at + low, every->known + low, every->gone + low, every->person + low,
                   every->piece + low, every->counted + low, every->kind + low, every->agency + low};
    desk_open(desk, marks, n, sets);
    for (; left; left &= left - 1) {
        int pattern = lowest(left);
        const Pattern *it = group->patterns + pattern;
        if (!could_hold(desk, it->rows, it->nodes)) continue;
        if (!sweep(it, desk, all->untils[one], (Onset){pattern, (int32_t)one, 0, -1}, found)) return 0;
    }
    return 1;
}

static int64_t longest(const Timelines *all)
{
    int64_t longest = 1;
    for (int64_t i = 0; i < all->timelines; i++)
        if (all->offsets[i + 1] - all->offsets[i] > longest) longest = all->offsets[i + 1] - all->offsets[i];
    return longest;
}

/* found: to be let go of with let_go. */
EXPORTED void find(const Group *group, const Timelines *all, Found *found)
{
    Desk desk;
    found->failed = !desk_set_up(&desk, group, longest(all));
    for (int64_t one = 0; one < all->timelines && !found->failed; one++)
        found->failed = !find_in_one(group, &desk, all, one, found);
    desk_clear(&desk);
}
