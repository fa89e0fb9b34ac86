/* Whether a comparison holds at a moment, where several marks may be copies of one thing, and for points. This is the
   plain way, and the slower: most comparisons are told in rising.c and lasting.c. Every count stops as soon as the answer
   is certain.

   Each comparison keeps in its slot how far it has come along its lists. Moments only go forward, so this costs one step
   a mark in all; and where fewer marks lie in a window than are wanted, nothing more is looked at. */
#include "kernel.h"

#define ANY (-1)

static inline int counts(const Desk *desk, int32_t place, int32_t agency)
{
    return is_seen(desk, place) && (agency == ANY || desk->marks.agency[place] == agency);
}

static int64_t incident_of(const Desk *desk, int32_t place)
{
    int64_t counted = desk->marks.counted[place];
    return counted == desk->marks.piece[place] ? 0 : counted;
}

static int counted_before(const Desk *desk, const List *list, int64_t start, int64_t i, int32_t agency)
{
    int32_t place = list->place[i];
    if (!desk->again[place]) return 0;
    for (int64_t j = start; j < i; j++)
        if (desk->marks.counted[list->place[j]] == desk->marks.counted[place] && counts(desk, list->place[j], agency)) return 1;
    return 0;
}

/* How many pieces, `apart` apart, from place `start` to `end` of the list; `most` at most. */
static int64_t pieces(const Desk *desk, const List *list, int64_t start, int64_t end, int64_t apart, int64_t most, int32_t agency)
{
    int64_t counted = 0, last = 0;
    for (int64_t i = start; i < end && counted < most; i++) {
        if (!counts(desk, list->place[i], agency) || counted_before(desk, list, start, i, agency)) continue;
        if (counted == 0 || list->at[i] - last >= apart) {
            counted++;
            last = list->at[i];
        }
    }
    return counted;
}

static int is_new(const Desk *desk, const List *list, int64_t start, int64_t i)
{
    for (int64_t j = start; j < i; j++)
        if (desk->marks.agency[list->place[j]] == desk->marks.agency[list->place[i]] && is_seen(desk, list->place[j])) return 0;
    return 1;
}

static int number(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot);
    if (slot->top - slot->low < node->wanted) return 0;
    return pieces(desk, list, slot->low, slot->top, node->apart, node->wanted, ANY) >= node->wanted;
}

/* Nothing of `by`, and of another piece, came from `before` the mark until its time was up. */
static int is_unmet(Desk *desk, const Node *node, int64_t came, int32_t place)
{
    const List *by = desk->lists + node->by;
    int64_t at = desk->marks.at[place], end = node->late_ends ? desk->now : at + node->after;
    for (int64_t j = first_after(by, 0, came, at - node->before - 1); j < came && by->at[j] <= end; j++)
        if (is_seen(desk, by->place[j]) && !same_piece(desk, place, by->place[j])) return 0;
    return 1;
}

static int is_unmet_again(Desk *desk, const Node *node, const Slot *slot, int64_t i)
{
    const List *list = desk->lists + node->of;
    for (int64_t j = slot->low; j < i; j++)
        if (desk->marks.counted[list->place[j]] == desk->marks.counted[list->place[i]] &&
            is_seen(desk, list->place[j]) && is_unmet(desk, node, slot->by, list->place[j]))
            return 1;
    return 0;
}

static int absent(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot);
    int64_t counted = 0, came = reach_by(desk, node->by, slot);
    for (int64_t i = slot->low; i < slot->top && desk->now - list->at[i] >= node->after && counted < node->wanted; i++) {
        int32_t place = list->place[i];
        if (!is_seen(desk, place) || !is_unmet(desk, node, came, place)) continue;
        counted += !(desk->again[place] && is_unmet_again(desk, node, slot, i));
    }
    return counted >= node->wanted;
}

/* Whether a later mark is a copy of the incident of what it would follow: of a mark seen at the same minute as the first. */
static int is_own(const Desk *desk, const List *of, int64_t first, int64_t end, int32_t later)
{
    int64_t incident = incident_of(desk, later);
    for (int64_t i = first; incident && i < end && of->at[i] == of->at[first]; i++)
        if (incident_of(desk, of->place[i]) == incident && is_seen(desk, of->place[i])) return 1;
    return 0;
}

/* As `pieces` or `different`, where some of what came later is of the same incident. */
static int64_t following(const Desk *desk, const Node *node, const Slot *slot, int64_t first, int64_t start)
{
    const List *of = desk->lists + node->of, *by = desk->lists + node->by;
    int64_t counted = 0, last = 0;
    for (int64_t i = start; i < slot->by && counted < node->wanted; i++) {
        int32_t place = by->place[i];
        if (!is_seen(desk, place) || is_own(desk, of, first, slot->top, place)) continue;
        int is_once = 1;
        for (int64_t j = start; j < i && is_once; j++) {
            int32_t other = by->place[j];
            if (!is_seen(desk, other) || is_own(desk, of, first, slot->top, other)) continue;
            is_once = node->term == FOLLOWED ? desk->marks.counted[other] != desk->marks.counted[place]
                                             : desk->marks.agency[other] != desk->marks.agency[place];
        }
        if (!is_once || (node->term == FOLLOWED_BY_AGENCIES && !desk->marks.agency[place])) continue;
        if (node->term == FOLLOWED && counted > 0 && by->at[i] - last < node->apart) continue;
        counted++;
        last = by->at[i];
    }
    return counted;
}

static int followed(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot), *by = desk->lists + node->by;
    int64_t came = reach_by(desk, node->by, slot), i = slot->low;
    while (i < slot->top && !is_seen(desk, list->place[i])) i++;
    if (i == slot->top) return 0;
    int64_t start = first_after(by, 0, came, list->at[i]);
    if (came - start < node->wanted) return 0;
    if (desk->has_incidents) return following(desk, node, slot, i, start) >= node->wanted;
    return pieces(desk, by, start, came, node->apart, node->wanted, ANY) >= node->wanted;
}

static int rate(Desk *desk, const Node *node, Slot *slot)
{
    const Row *table = desk->rows + node->first_row;
    const List *list = reach(desk, node->of, node->within, slot);
    while (slot->second < slot->top && list->at[slot->second] <= desk->now - node->recent) slot->second++;
    int64_t last = table[node->rows - 1].weight;
    if (node->wanted > 1 || slot->top - slot->second < table->cap) return 0;
    int64_t usual = pieces(desk, list, slot->low, slot->top, node->apart, last + 1, ANY);
    if (usual > last) return 0;
    while (usual > table->weight) table++;
    return pieces(desk, list, slot->second, slot->top, node->apart, table->cap, ANY) >= table->cap;
}

static int points(Desk *desk, const Node *node)
{
    int64_t sum = 0;
    for (const Row *line = desk->rows + node->first_row, *end = line + node->rows; line < end && sum < node->wanted; line++) {
        Slot *slot = desk->slots + line->slot;
        const List *list = reach(desk, line->of, node->within, slot);
        int64_t most = (line->cap + line->weight - 1) / line->weight;
        int64_t found = line->weight * pieces(desk, list, slot->low, slot->top, 0, most, ANY);
        sum += found < line->cap ? found : line->cap;
    }
    return sum >= node->wanted;
}

/* Pieces since the last of `by`. One that came before the window's first mark breaks nothing. */
static int run(Desk *desk, const Node *node, const Slot *slot, int32_t agency)
{
    const List *list = desk->lists + node->of, *by = desk->lists + node->by;
    int64_t start = slot->low;
    for (int64_t j = slot->by - 1; j >= 0 && by->at[j] >= list->at[slot->low]; j--)
        if (counts(desk, by->place[j], agency)) {
            start = first_after(list, slot->low, slot->top, by->at[j]);
            break;
        }
    return pieces(desk, list, start, slot->top, 0, node->wanted, agency) >= node->wanted;
}

static int runs(Desk *desk, const Node *node, Slot *slot)
{
    const List *list = reach(desk, node->of, node->within, slot);
    reach_by(desk, node->by, slot);
    if (slot->top - slot->low < node->wanted) return 0;
    if (node->term == RUN) return run(desk, node, slot, ANY);
    uint64_t met = 0;
    for (int64_t i = slot->low; i < slot->top; i++) {
        int32_t agency = desk->marks.agency[list->place[i]];
        if (!is_seen(desk, list->place[i]) || (agency < 64 && (met >> agency & 1))) continue;
        if (agency < 64) met |= (uint64_t)1 << agency;
        else if (!is_new(desk, list, slot->low, i)) continue;
        if (run(desk, node, slot, agency)) return 1;
    }
    return 0;
}

/* The node is a comparison, of a term in which copies are to be counted once. */
int holds(Desk *desk, const Node *node)
{
    Slot *slot = desk->slots + node->slot;
    switch (node->term) {
    case NUMBER: return number(desk, node, slot);
    case ABSENT: return absent(desk, node, slot);
    case FOLLOWED:
    case FOLLOWED_BY_AGENCIES: return followed(desk, node, slot);
    case RATE: return rate(desk, node, slot);
    case POINTS: return points(desk, node);
    default: return runs(desk, node, slot);
    }
}
