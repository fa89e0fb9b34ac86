/* Spans of time, and what becomes of them when they are put together. All of a desk's spans lie on one pile: what is
   made lies on top, and `settled` puts it where its making began. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

void put(Desk *desk, Pile *pile, int64_t from, int64_t to)
{
    if (pile->n == pile->room) {
        int64_t room = 2 * pile->room + 64;
        Span *wider = realloc(pile->at, (size_t)room * sizeof *wider);
        if (!wider) {
            desk->failed = 1;
            return;
        }
        pile->at = wider;
        pile->room = room;
    }
    pile->at[pile->n++] = (Span){from, to};
}

/* One more of the spans that begin at `base`; where it touches the last it is one with it. */
void add(Desk *desk, int64_t base, int64_t from, int64_t to)
{
    Pile *pile = &desk->spans;
    if (pile->n > base && pile->at[pile->n - 1].to >= from) {
        if (pile->at[pile->n - 1].to < to) pile->at[pile->n - 1].to = to;
    } else if (from < to) put(desk, pile, from, to);
}

Spans since(const Desk *desk, int64_t base) { return (Spans){base, desk->spans.n - base}; }

Spans settled(Desk *desk, int64_t base, Spans spans)
{
    Span *at = desk->spans.at;
    if (spans.n && spans.first > base) memmove(at + base, at + spans.first, (size_t)spans.n * sizeof *at);
    if (spans.first >= base) desk->spans.n = base + spans.n;
    return (Spans){spans.first < base ? spans.first : base, spans.n};
}

static Span nth(const Desk *desk, Spans spans, int64_t i) { return desk->spans.at[spans.first + i]; }

/* The time that is in both. */
Spans both(Desk *desk, Spans one, Spans other)
{
    int64_t base = desk->spans.n;
    for (int64_t i = 0, j = 0; i < one.n && j < other.n;) {
        Span a = nth(desk, one, i), b = nth(desk, other, j);
        if (later(a.from, b.from) < sooner(a.to, b.to)) add(desk, base, later(a.from, b.from), sooner(a.to, b.to));
        if (a.to < b.to) i++;
        else j++;
    }
    return since(desk, base);
}

/* The time that is in one of the two. */
Spans either(Desk *desk, Spans one, Spans other)
{
    int64_t base = desk->spans.n;
    for (int64_t i = 0, j = 0; i < one.n || j < other.n;) {
        int first = j == other.n || (i < one.n && nth(desk, one, i).from <= nth(desk, other, j).from);
        Span next = first ? nth(desk, one, i++) : nth(desk, other, j++);
        add(desk, base, next.from, next.to);
    }
    return since(desk, base);
}

/* The time that is in one, and not in the other. */
Spans less(Desk *desk, Spans one, Spans other)
{
    int64_t base = desk->spans.n, j = 0;
    for (int64_t i = 0; i < one.n; i++) {
        Span left = nth(desk, one, i);
        while (j < other.n && nth(desk, other, j).to <= left.from) j++;
        for (int64_t k = j; k < other.n && nth(desk, other, k).from < left.to; k++) {
            Span cut = nth(desk, other, k);
            if (left.from < cut.from) add(desk, base, left.from, cut.from);
            left.from = cut.to;
        }
        if (left.from < left.to) add(desk, base, left.from, left.to);
    }
    return since(desk, base);
}

static int by_from(const void *one, const void *other)
{
    int64_t a = ((const Span *)one)->from, b = ((const Span *)other)->from;
    return (a > b) - (a < b);
}

static int by_to(const void *one, const void *other)
{
    int64_t a = ((const Span *)one)->to, b = ((const Span *)other)->to;
    return (a > b) - (a < b);
}

/* In the order of their beginnings, with the ends in order too: when they are counted it does not matter whose is whose. */
static void sort(Pile *lives, Span *ends)
{
    size_t n = (size_t)lives->n;
    int from = 1, to = 1;
    for (size_t i = 1; i < n; i++) {
        from &= lives->at[i - 1].from <= lives->at[i].from;
        to &= lives->at[i - 1].to <= lives->at[i].to;
    }
    memcpy(ends, lives->at, n * sizeof *ends);
    if (!from) qsort(lives->at, n, sizeof *ends, by_from);
    if (!to) qsort(ends, n, sizeof *ends, by_to);
}

/* When so many of the desk's lives last at once. */
Spans covered(Desk *desk, int64_t wanted)
{
    int64_t base = desk->spans.n, n = desk->lives.n, begun = 0, began = 0;
    if (n < wanted) return since(desk, base);
    for (int64_t i = 0; i < n; i++) put(desk, &desk->holes, 0, 0); /* room for the ends */
    if (desk->failed) return since(desk, base);
    const Span *lives = desk->lives.at, *ends = desk->holes.at;
    sort(&desk->lives, desk->holes.at);
    for (int64_t ended = 0; ended < n;) {
        if (begun < n && lives[begun].from < ends[ended].to) {
            if (++begun - ended == wanted) began = lives[begun - 1].from;
        } else if (begun - ended++ == wanted) add(desk, base, began, ends[ended - 1].to);
    }
    desk->holes.n = 0;
    return since(desk, base);
}
