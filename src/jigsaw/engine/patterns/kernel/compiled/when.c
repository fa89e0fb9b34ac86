/* When a condition is true: spans of time, worked out for each comparison and put together. */
#include "kernel.h"

#include <string.h>

/* The plain way: asked at every moment at which the answer may change. */
static Spans at_every_moment(Desk *desk, const Node *node, Spans within)
{
    int64_t base = desk->spans.n, n = desk_moments(desk, node), next = 0;
    memset(desk->slots, 0, (size_t)desk->group->most_slots * sizeof *desk->slots);
    for (int64_t i = 0; i < within.n; i++) {
        Span asked = desk->spans.at[within.first + i];
        for (int64_t now = asked.from; now < asked.to;) {
            while (next < n && desk->moments[next] <= now) next++;
            int64_t to = next < n ? sooner(desk->moments[next], asked.to) : asked.to;
            desk->now = now;
            if (holds(desk, node)) add(desk, base, now, to);
            now = to;
        }
    }
    return since(desk, base);
}

/* Whether no two marks of the set count as one; or where one is enough, whether that is the same. */
static int is_plain(const Desk *desk, const Node *node, int32_t of)
{
    return node->wanted <= 1 || !(desk->copied >> of & 1);
}

/* Copies are told apart at every moment; all else has a quicker way. */
static Spans when_compared(Desk *desk, const Node *node, Spans within)
{
    int plain = is_plain(desk, node, node->of);
    if (node->wanted <= 0) return within;
    if (node->wanted > 1 && node->term == RATE) return (Spans){desk->spans.n, 0};
    switch (node->term) {
    case AGENCIES:
    case PEOPLE: return when_held(desk, node, within);
    case FLAG:
    case LACKS: return when_flagged(desk, node, within);
    case FOLLOWED: plain = !desk->has_incidents && is_plain(desk, node, node->by); break;
    case FOLLOWED_BY_AGENCIES: plain = !desk->has_incidents; break;
    case RATE: plain = !(desk->copied >> node->of & 1) && desk->rows[node->first_row].cap > 0; break;
    case POINTS: plain = 0; break;
    }
    if (!plain) return at_every_moment(desk, node, within);
    switch (node->term) {
    case NUMBER: return when_so_many(desk, node, within);
    case ABSENT: return when_unmet(desk, node, within);
    case RATE: return when_unusual(desk, node, within);
    case RUN:
    case RUN_OF_AGENCY: return when_run(desk, node, within);
    default: return when_followed(desk, node, within);
    }
}

/* When the condition is true, of the time asked about. What was put on the pile before stays. */
Spans when_true(Desk *desk, const Node *node, Spans within)
{
    int64_t base = desk->spans.n;
    if (node->shape == COMPARED) return settled(desk, base, when_compared(desk, node, within));
    Spans left = within, found = {base, 0};
    const Node *part = node + 1;
    for (int32_t i = 0; i < node->parts && left.n; i++, part += part->span) {
        Spans is_true = when_true(desk, part, left);
        if (node->shape == ALL_OF) {
            left = is_true;
            continue;
        }
        found = either(desk, found, is_true);
        left = less(desk, left, is_true);
    }
    return settled(desk, base, node->shape == ALL_OF ? left : found);
}
