/* When something lasts, less the time in which something stands against it: absences and flags. */
#include "kernel.h"

static void put_in_order_of_beginning(Pile *holes)
{
    for (int64_t i = 1; i < holes->n; i++) {
        Span one = holes->at[i];
        int64_t j = i;
        for (; j > 0 && holes->at[j - 1].from > one.from; j--) holes->at[j] = holes->at[j - 1];
        holes->at[j] = one;
    }
}

/* The lives from `from` to `to` that the holes leave. */
static void live_between(Desk *desk, int64_t from, int64_t to)
{
    put_in_order_of_beginning(&desk->holes);
    for (int64_t i = 0; i < desk->holes.n && from < to; i++) {
        Span hole = desk->holes.at[i];
        if (from < hole.from) put(desk, &desk->lives, from, sooner(hole.from, to));
        from = later(from, hole.to);
    }
    if (from < to) put(desk, &desk->lives, from, to);
}

/* Another mark stands against the life as long as it is seen. */
static void shorten(Desk *desk, Span *life, int32_t by)
{
    int64_t from = appears(&desk->marks, by), to = desk->marks.gone[by] == NEVER ? life->to : desk->marks.gone[by];
    if (to <= life->from || from >= life->to || to <= from) return;
    if (to >= life->to) life->to = from;
    else if (from <= life->from) life->from = to;
    else put(desk, &desk->holes, from, to);
}

/* From the beginning of what is asked to its end. */
static Span whole(const Desk *desk, Spans within)
{
    const Span *at = desk->spans.at + within.first;
    return (Span){at[0].from, at[within.n - 1].to};
}

/* Marks of `by` lie near: they are looked for in the timeline itself, without a list of them. */
static void unmet(Desk *desk, const Node *node, int32_t place, Span life)
{
    const int32_t *at = desk->marks.at;
    int64_t first = at[place] - node->before, last = node->late_ends ? NEVER : at[place] + node->after;
    int32_t j = place;
    while (j > 0 && at[j - 1] >= first) j--;
    desk->holes.n = 0;
    for (; j < desk->n && at[j] <= last && at[j] < life.to && life.from < life.to; j++)
        if ((desk->bits[j] >> node->by & 1) && !same_piece(desk, place, j)) shorten(desk, &life, j);
    live_between(desk, life.from, life.to);
}

Spans when_unmet(Desk *desk, const Node *node, Spans within)
{
    const List *of = desk->lists + node->of;
    const Marks *marks = &desk->marks;
    Span asked = whole(desk, within);
    desk->lives.n = 0;
    for (int64_t i = 0; i < of->n; i++) {
        int32_t place = of->place[i];
        int64_t from = later(later(of->at[i] + node->after, asked.from), marks->known[place]);
        int64_t to = sooner(sooner(of->at[i] + node->within, asked.to), marks->gone[place]);
        if (from < to) unmet(desk, node, place, (Span){from, to});
    }
    return both(desk, covered(desk, node->wanted), within);
}

static void unended(Desk *desk, const List *ends, int32_t place, Span life)
{
    int64_t j = first_after(ends, 0, ends->n, (int64_t)desk->marks.at[place] - 1);
    desk->holes.n = 0;
    for (; j < ends->n && ends->at[j] < life.to && life.from < life.to; j++)
        if (same_piece(desk, place, ends->place[j])) shorten(desk, &life, ends->place[j]);
    live_between(desk, life.from, life.to);
}

Spans when_flagged(Desk *desk, const Node *node, Spans within)
{
    const List *of = desk->lists + node->of;
    const Marks *marks = &desk->marks;
    int64_t base = desk->spans.n;
    if (node->wanted > 1) return since(desk, base);
    Span asked = whole(desk, within);
    desk->lives.n = 0;
    for (int64_t i = 0; i < of->n; i++) {
        int32_t place = of->place[i];
        Span life = {later(appears(marks, place), asked.from), sooner(marks->gone[place], asked.to)};
        if (life.from < life.to) unended(desk, desk->lists + node->by, place, life);
    }
    Spans lasts = covered(desk, 1);
    return node->term == LACKS ? less(desk, within, lasts) : both(desk, lasts, within);
}
