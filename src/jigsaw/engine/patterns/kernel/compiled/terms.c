/* Whether a condition holds at a moment. Every count stops as soon as the answer is certain. */
#include "kernel.h"

#define ANY (-1)
enum whose { OF_AGENCIES, OF_PEOPLE };

/* The first mark later than `moment`. */
static int64_t first_after(const View *view, int64_t moment)
{
    int64_t start = view->top;
    while (start > 0 && view->marks[start - 1].at > moment) start--;
    return start;
}

static int counts(const View *view, int64_t i, uint64_t of, int32_t agency)
{
    const Mark *mark = view->marks + i;
    return (mark->bits & of) && is_seen(mark, view->now) && (agency == ANY || mark->agency == agency);
}

/* Marks of no piece have numbers below nought: they count apart, but are of the same none. */
static int same_piece(const Mark *one, const Mark *other)
{
    return one->piece == other->piece || (one->piece < 0 && other->piece < 0);
}

static int piece_came_before(const View *view, int64_t start, int64_t i, uint64_t of, int32_t agency)
{
    if (!view->marks[i].again) return 0;
    for (int64_t j = start; j < i; j++)
        if (view->marks[j].piece == view->marks[i].piece && counts(view, j, of, agency)) return 1;
    return 0;
}

static int64_t pieces_from(const View *view, int64_t start, uint64_t of, int64_t apart, int64_t most, int32_t agency)
{
    int64_t counted = 0, last = 0;
    for (int64_t i = start; i < view->top && counted < most; i++) {
        if (!counts(view, i, of, agency) || piece_came_before(view, start, i, of, agency)) continue;
        if (counted == 0 || view->marks[i].at - last >= apart) {
            counted++;
            last = view->marks[i].at;
        }
    }
    return counted;
}

static int32_t holder(const Mark *mark, enum whose whose) { return whose == OF_AGENCIES ? mark->agency : mark->person; }

static int64_t different_from(const View *view, int64_t start, uint64_t of, int64_t most, enum whose whose)
{
    int64_t counted = 0;
    for (int64_t i = start; i < view->top && counted < most; i++) {
        int32_t one = holder(view->marks + i, whose);
        if (one == 0 || !counts(view, i, of, ANY)) continue;
        int64_t j = start;
        while (j < i && !(holder(view->marks + j, whose) == one && counts(view, j, of, ANY))) j++;
        counted += j == i;
    }
    return counted;
}

/* Nothing of `by`, and of another piece, came from `before` the mark until its time was up. */
static int is_unmet(const View *view, const Node *node, const Mark *mark)
{
    int64_t since = mark->at - node->before, end = node->late_ends ? view->now : mark->at + node->after;
    for (int64_t j = view->top - 1; j >= 0 && view->marks[j].at >= since; j--)
        if (view->marks[j].at <= end && counts(view, j, node->by, ANY) && !same_piece(mark, view->marks + j)) return 0;
    return 1;
}

static int absent(const View *view, const Node *node)
{
    int64_t counted = 0, start = first_after(view, view->now - node->within);
    for (int64_t i = start; i < view->top && view->now - view->marks[i].at >= node->after; i++) {
        const Mark *mark = view->marks + i;
        if (!counts(view, i, node->of, ANY) || !is_unmet(view, node, mark)) continue;
        int64_t j = mark->again ? start : i;
        while (j < i && !(view->marks[j].piece == mark->piece && counts(view, j, node->of, ANY) &&
                          is_unmet(view, node, view->marks + j)))
            j++;
        counted += j == i;
        if (counted >= node->wanted) return 1;
    }
    return 0;
}

static int followed(const View *view, const Node *node)
{
    for (int64_t i = first_after(view, view->now - node->within); i < view->top; i++) {
        if (!counts(view, i, node->of, ANY)) continue;
        int64_t start = i;
        while (start < view->top && view->marks[start].at == view->marks[i].at) start++;
        int64_t found = node->term == FOLLOWED ? pieces_from(view, start, node->by, node->apart, node->wanted, ANY)
                                               : different_from(view, start, node->by, node->wanted, OF_AGENCIES);
        return found >= node->wanted;
    }
    return 0;
}

static int64_t pieces_in(const View *view, uint64_t of, int64_t within, int64_t apart, int64_t most)
{
    return pieces_from(view, first_after(view, view->now - within), of, apart, most, ANY);
}

static int rate(const View *view, const Node *node)
{
    const Row *table = view->rows + node->first_row;
    int64_t last = table[node->rows - 1].weight;
    int64_t usual = pieces_in(view, node->of, node->within, node->apart, last + 1);
    if (node->wanted > 1 || usual > last) return 0;
    while (usual > table->weight) table++;
    return pieces_in(view, node->of, node->recent, node->apart, table->cap) >= table->cap;
}

static int lasts(const View *view, const Node *node)
{
    for (int64_t i = 0; i < view->top; i++) {
        if (!counts(view, i, node->of, ANY)) continue;
        const Mark *start = view->marks + i;
        int64_t j = view->top - 1;
        while (j >= 0 && view->marks[j].at >= start->at &&
               !(counts(view, j, node->by, ANY) && same_piece(start, view->marks + j)))
            j--;
        if (j < 0 || view->marks[j].at < start->at) return 1;
    }
    return 0;
}

static int64_t capped(const Row *line, int64_t found)
{
    int64_t sum = line->weight * found;
    return sum < line->cap ? sum : line->cap;
}

static int64_t most_of(const Row *line) { return (line->cap + line->weight - 1) / line->weight; }

static int points(const View *view, const Node *node)
{
    int64_t sum = 0;
    for (const Row *line = view->rows + node->first_row, *end = line + node->rows; line < end && sum < node->wanted; line++)
        sum += capped(line, pieces_in(view, line->of, node->within, 0, most_of(line)));
    return sum >= node->wanted;
}

static int run(const View *view, const Node *node, int32_t agency)
{
    int64_t start = first_after(view, view->now - node->within);
    for (int64_t i = view->top - 1; i >= 0; i--)
        if (counts(view, i, node->by, agency)) {
            while (start < view->top && view->marks[start].at <= view->marks[i].at) start++;
            break;
        }
    return pieces_from(view, start, node->of, 0, node->wanted, agency) >= node->wanted;
}

static int run_of_an_agency(const View *view, const Node *node)
{
    int64_t start = first_after(view, view->now - node->within);
    for (int64_t i = start; i < view->top; i++) {
        if (!counts(view, i, node->of, ANY)) continue;
        int32_t agency = view->marks[i].agency;
        int64_t j = start;
        while (j < i && !counts(view, j, node->of, agency)) j++;
        if (j == i && run(view, node, agency)) return 1;
    }
    return 0;
}

static int compare(const View *view, const Node *node)
{
    int64_t start;
    switch (node->term) {
    case NUMBER: return pieces_in(view, node->of, node->within, node->apart, node->wanted) >= node->wanted;
    case AGENCIES:
    case PEOPLE:
        start = first_after(view, view->now - node->within);
        return different_from(view, start, node->of, node->wanted, node->term == PEOPLE ? OF_PEOPLE : OF_AGENCIES) >=
               node->wanted;
    case ABSENT: return absent(view, node);
    case FOLLOWED:
    case FOLLOWED_BY_AGENCIES: return followed(view, node);
    case RATE: return rate(view, node);
    case FLAG: return node->wanted <= 1 && lasts(view, node);
    case LACKS: return node->wanted <= 1 && !lasts(view, node);
    case POINTS: return points(view, node);
    case RUN: return run(view, node, ANY);
    default: return run_of_an_agency(view, node);
    }
}

int holds(const View *view, const Node *node)
{
    if (node->shape == COMPARED) return compare(view, node);
    const Node *part = node + 1;
    for (int32_t i = 0; i < node->parts; i++, part += part->span)
        if (holds(view, part) == (node->shape == ANY_OF)) return node->shape == ANY_OF;
    return node->shape == ALL_OF;
}

/* ---- Could it ever hold? The bounds of screening.py, which says why they are bounds. ---- */

static int are_there(const View *view, uint64_t of, int64_t wanted)
{
    int64_t counted = 0;
    for (int64_t i = 0; i < view->n && counted < wanted; i++) counted += (view->marks[i].bits & of) != 0;
    return counted >= wanted;
}

static int fit_in_a_window(const View *view, uint64_t of, int64_t within, int64_t wanted)
{
    if (wanted <= 1) return are_there(view, of, 1);
    const Mark *marks = view->marks;
    int64_t first = 0, inside = 0;
    for (int64_t i = 0; i < view->n; i++) {
        if (!(marks[i].bits & of)) continue;
        inside++;
        while (inside > wanted || !(marks[first].bits & of)) inside -= (marks[first++].bits & of) != 0;
        if (inside == wanted && marks[i].at - (int64_t)marks[first].at < within) return 1;
    }
    return 0;
}

static int64_t fewest_of(const Row *row, int64_t rows)
{
    int64_t fewest = row->cap;
    for (int64_t i = 1; i < rows; i++)
        if (row[i].cap < fewest) fewest = row[i].cap;
    return fewest;
}

static int could_score(const View *view, const Node *node)
{
    int64_t sum = 0;
    for (const Row *line = view->rows + node->first_row, *end = line + node->rows; line < end; line++) {
        int64_t counted = 0, most = most_of(line);
        for (int64_t i = 0; i < view->n && counted < most; i++) counted += (view->marks[i].bits & line->of) != 0;
        sum += capped(line, counted);
    }
    return sum >= node->wanted;
}

static int could_reach(const View *view, const Node *node)
{
    switch (node->term) {
    case LACKS: return node->wanted <= 1;
    case FLAG: return node->wanted <= 1 && are_there(view, node->of, 1);
    case FOLLOWED:
    case FOLLOWED_BY_AGENCIES: return are_there(view, node->of, 1) && are_there(view, node->by, node->wanted);
    case RATE: return node->wanted <= 1 && are_there(view, node->of, fewest_of(view->rows + node->first_row, node->rows));
    case POINTS: return could_score(view, node);
    default: return fit_in_a_window(view, node->of, node->within, node->wanted);
    }
}

int could_hold(const View *view, const Node *node)
{
    if (node->shape == COMPARED) return could_reach(view, node);
    const Node *part = node + 1;
    for (int32_t i = 0; i < node->parts; i++, part += part->span)
        if (could_hold(view, part) == (node->shape == ANY_OF)) return node->shape == ANY_OF;
    return node->shape == ALL_OF;
}
