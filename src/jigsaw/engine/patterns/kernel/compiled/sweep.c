/* Every pattern over every timeline: noting when it becomes true and when it ceases to be. */
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
    int64_t end = sooner(until, NEVER - 1) + 1;
    desk->rows = pattern->rows;
    desk->spans.n = 0;
    add(desk, 0, INT32_MIN, end);
    Spans is_true = when_true(desk, pattern->nodes, since(desk, 0));
    for (int64_t i = 0; i < is_true.n && !desk->failed; i++) {
        Span span = desk->spans.at[is_true.first + i];
        about.raised = (int32_t)span.from;
        about.ended = span.to < end ? (int32_t)span.to : LASTS;
        if (!note(found, about)) return 0;
    }
    return !desk->failed;
}

/* The sets of which patterns read lists, that tell whether they could hold, and in which copies are to be counted once. */
static Pattern together(const Group *group, uint64_t patterns)
{
    Pattern all = {0};
    for (; patterns; patterns &= patterns - 1) {
        const Pattern *one = group->patterns + lowest(patterns);
        all.lists |= one->lists;
        all.screens |= one->screens;
        all.once |= one->once;
    }
    return all;
}

/* Patterns that need a kind which is not here are not looked at; gives the rest, as bits. */
static uint64_t candidates(const Group *group, uint64_t here)
{
    uint64_t found = 0;
    for (int64_t i = 0; i < group->how_many; i++)
        if (may_be_true(group->patterns + i, here)) found |= (uint64_t)1 << i;
    return found;
}

/* Of these patterns those that could hold of the timeline on the desk, which is made ready for them. */
static uint64_t made_ready(Desk *desk, uint64_t patterns)
{
    const Group *group = desk->group;
    uint64_t found = 0;
    desk_open(desk, together(group, patterns).screens);
    for (uint64_t left = patterns; left; left &= left - 1) {
        const Pattern *one = group->patterns + lowest(left);
        if (could_hold(desk, one->rows, one->nodes)) found |= left & -left;
    }
    Pattern all = together(group, found);
    desk_open(desk, all.lists);
    if (found) desk_find_copies(desk, all.once);
    return found;
}

static int find_in_one(const Group *group, Desk *desk, const Timelines *all, int64_t one, Found *found)
{
    int64_t low = all->offsets[one], n = all->offsets[one + 1] - low;
    const Marks *every = &all->marks;
    Marks marks = {every->at + low, every->known + low, every->gone + low, every->person + low,
                   every->piece + low, every->counted + low, every->kind + low, every->agency + low};
    uint64_t left = candidates(group, desk_begin(desk, marks, n, INT64_MIN));
    if (!left) return 1;
    for (left = made_ready(desk, left); left; left &= left - 1) {
        int pattern = lowest(left);
        if (!sweep(group->patterns + pattern, desk, all->untils[one], (Onset){pattern, (int32_t)one, 0, LASTS}, found)) return 0;
    }
    return 1;
}

static int64_t longest(const Timelines *all)
{
    int64_t longest = 1;
    for (int64_t i = 0; i < all->timelines; i++) longest = later(longest, all->offsets[i + 1] - all->offsets[i]);
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
