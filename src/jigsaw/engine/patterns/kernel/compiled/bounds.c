/* Could a condition ever hold of a timeline? The bounds of screening.py, which says why they are bounds. */
#include "kernel.h"

static int fit_in_a_window(const List *list, int64_t within, int64_t wanted)
{
    if (wanted <= 1) return list->n > 0;
    for (int64_t i = wanted - 1; i < list->n; i++)
        if (list->at[i] - (int64_t)list->at[i - wanted + 1] < within) return 1;
    return 0;
}

static int64_t fewest_of(const Row *row, int64_t rows)
{
    int64_t fewest = row->cap;
    for (int64_t i = 1; i < rows; i++)
        if (row[i].cap < fewest) fewest = row[i].cap;
    return fewest;
}

static int could_score(const Desk *desk, const Row *rows, const Node *node)
{
    int64_t sum = 0;
    for (const Row *line = rows + node->first_row, *end = line + node->rows; line < end; line++) {
        int64_t found = line->weight * desk->lists[line->of].n;
        sum += found < line->cap ? found : line->cap;
    }
    return sum >= node->wanted;
}

static int could_reach(const Desk *desk, const Row *rows, const Node *node)
{
    const List *of = desk->lists + node->of;
    switch (node->term) {
    case LACKS: return node->wanted <= 1;
    case FLAG: return node->wanted <= 1 && of->n > 0;
    case FOLLOWED:
    case FOLLOWED_BY_AGENCIES: return of->n > 0 && desk->lists[node->by].n >= node->wanted;
    case RATE: return node->wanted <= 1 && of->n >= fewest_of(rows + node->first_row, node->rows);
    case POINTS: return could_score(desk, rows, node);
    default: return fit_in_a_window(of, node->within, node->wanted);
    }
}

int could_hold(const Desk *desk, const Row *rows, const Node *node)
{
    if (node->shape == COMPARED) return could_reach(desk, rows, node);
    const Node *part = node + 1;
    for (int32_t i = 0; i < node->parts; i++, part += part->span)
        if (could_hold(desk, rows, part) == (node->shape == ANY_OF)) return node->shape == ANY_OF;
    return node->shape == ALL_OF;
}
