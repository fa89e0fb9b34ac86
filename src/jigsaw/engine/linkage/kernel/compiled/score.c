/* The weight of one pair: whole numbers first, then texts, and only while the threshold can still be reached. */
#include "kernel.h"

#include <math.h>
#include <string.h>

#define SLACK 1e-6 /* of a sum in another order than the final one */
#define MOST_NUMBERS 32

int compares(int sign, double value, double bound)
{
    if (value != value || bound != bound) { /* to SQL, not-a-number equals itself and exceeds all numbers */
        double a = value != value, b = bound != bound;
        if (a == b) a = b = 0;
        value = a, bound = b;
    }
    switch (sign) {
    case AT_LEAST: return value >= bound;
    case MORE: return value > bound;
    case AT_MOST: return value <= bound;
    case LESS: return value < bound;
    case SAME: return value == bound;
    default: return value != bound;
    }
}

static int shared_items(const Lists *a, int32_t one, const Lists *b, int32_t other)
{
    int64_t i = a->start[one], i_end = a->start[one + 1], j = b->start[other], j_end = b->start[other + 1];
    int shared = 0;
    while (i < i_end && j < j_end) {
        int32_t x = a->items[i], y = b->items[j];
        shared += x == y;
        i += x <= y;
        j += y <= x;
    }
    return shared;
}

typedef struct {
    double value;
    int absent;
} Number;

static Number combined(int kind, Number a, Number b)
{
    if (kind == GREATEST || kind == LEAST) {
        if (a.absent || b.absent) return a.absent ? b : a;
        return compares(kind == GREATEST ? AT_LEAST : AT_MOST, a.value, b.value) ? a : b;
    }
    if (kind == GREATER) return !a.absent && !b.absent && compares(MORE, a.value, b.value) ? a : b;
    Number both = {0, a.absent || b.absent};
    switch (kind) {
    case ADD: both.value = a.value + b.value; break;
    case SUBTRACT: both.value = a.value - b.value; break;
    case MULTIPLY: both.value = a.value * b.value; break;
    default: both.value = a.value / b.value;
    }
    return both;
}

static Number calculated(const Plan *plan, int from, int length, const int32_t *left, const int32_t *right)
{
    Number stack[MOST_NUMBERS];
    int top = 0;
    for (const Operation *each = plan->operation + from; each < plan->operation + from + length; each++) {
        if (each->kind <= PUSH_RIGHT) {
            int32_t value = (each->kind == PUSH_LEFT ? left : right)[each->column];
            stack[top++] = (Number){value < 0 ? 0 : plan->numbers[each->column][value], value < 0};
        } else if (each->kind == PUSH) {
            stack[top++] = (Number){each->value, 0};
        } else if (each->kind == ABSOLUTE) {
            stack[top - 1].value = fabs(stack[top - 1].value);
        } else {
            top--;
            stack[top - 1] = combined(each->kind, stack[top - 1], stack[top]);
        }
    }
    return stack[0];
}

static int hopeless(const Step *step, const Texts *texts, int32_t a, int32_t b)
{
    double best = best_measure(step->metric, texts, a, b);
    if (step->metric >= LEVENSHTEIN) return (step->sign == AT_MOST || step->sign == LESS) && best > step->bound;
    return (step->sign == AT_LEAST || step->sign == MORE) && best < step->bound;
}

static int alike(const Plan *plan, Desk *desk, const Step *step, int32_t a, int32_t b)
{
    const Texts *texts = plan->texts + step->pool;
    if (hopeless(step, texts, a, b)) return 0;
    return compares(step->sign, measure(desk, step->metric, texts, step->pool, a, b), step->bound);
}

/* Asks the slow definition, once for what is the same: a step's program names the columns that it reads. */
static int asked(const Plan *plan, Desk *desk, const Step *step, const int32_t *left, const int32_t *right)
{
    int32_t at = (int32_t)(step - plan->step);
    if (step->program_length > 2) return plan->ask(at, left, right) != 0;
    Answered here = {{0, 0, 0, 0}, at + 1, 0};
    uint64_t hash = (uint64_t)at * 0x9E3779B97F4A7C15ull;
    for (int each = 0; each < step->program_length; each++) {
        int32_t column = plan->operation[step->program + each].column;
        here.values[2 * each] = left[column], here.values[2 * each + 1] = right[column];
        hash = (hash ^ (uint32_t)left[column]) * 0xD6E8FEB86659FD93ull;
        hash = (hash ^ hash >> 32 ^ (uint32_t)right[column]) * 0xD6E8FEB86659FD93ull;
    }
    Answered *known = desk->answered + (hash >> (64 - REMEMBERED_BITS));
    if (memcmp(known, &here, offsetof(Answered, answer))) {
        here.answer = plan->ask(at, left, right) != 0;
        *known = here;
    }
    return known->answer;
}

static int holds(const Plan *plan, Desk *desk, const Step *step, const int32_t *left, const int32_t *right)
{
    int32_t a = (step->side_a ? right : left)[step->column_a];
    if (step->kind == PRESENT) return a >= 0;
    int32_t b = (step->side_b ? right : left)[step->column_b];
    switch (step->kind) {
    case EQUAL: return a == b && a >= 0;
    case UNEQUAL: return a != b && a >= 0 && b >= 0;
    case ALIKE: return a >= 0 && b >= 0 && alike(plan, desk, step, a, b);
    case OVERLAP:
        return a >= 0 && b >= 0 && compares(step->sign, shared_items(plan->lists + step->column_a, a,
                                                                      plan->lists + step->column_b, b), step->bound);
    case NUMERIC: {
        Number value = calculated(plan, step->program, step->program_length, left, right);
        return !value.absent && compares(step->sign, value.value, step->bound);
    }
    default: return asked(plan, desk, step, left, right);
    }
}

static double rarity(const Level *level, const int32_t *left, const int32_t *right)
{
    int32_t a = left[level->frequency_column], b = right[level->frequency_column];
    double one = a < 0 ? -INFINITY : level->log2_frequency[a], other = b < 0 ? -INFINITY : level->log2_frequency[b];
    double commonest = one > other ? one : other;
    if (commonest == -INFINITY) return 0.0;
    if (level->log2_floor > commonest) commonest = level->log2_floor;
    return level->frequency_weight * (level->log2_u - commonest);
}

static double worth(const Level *level, const int32_t *left, const int32_t *right)
{
    return level->frequency_column < 0 ? level->weight : level->weight + rarity(level, left, right);
}

/* Added up in the model's order, so that the sum is the same to the last digit wherever it is made. */
static double added_up(const Plan *plan, const int32_t *levels, const int32_t *left, const int32_t *right)
{
    double weight = plan->prior;
    for (int each = 0; each < plan->comparisons; each++) {
        const Level *level = plan->level + levels[each];
        weight += level->weight;
        if (level->frequency_column >= 0) weight += rarity(level, left, right);
    }
    return weight;
}

/* The pair's weight, or minus infinity where it does not reach the threshold. */
double score(const Plan *plan, Desk *desk, const int32_t *left, const int32_t *right, double threshold)
{
    int32_t levels[MOST_COMPARISONS], put_off[MOST_COMPARISONS], step_of[MOST_COMPARISONS], waiting = 0;
    double most = plan->prior;
    for (int each = 0; each < plan->comparisons; each++) {
        int32_t at = plan->comparison[each].first_step;
        while (at >= 0) {
            const Step *step = plan->step + at;
            if (step->kind >= ALIKE) break;
            at = holds(plan, desk, step, left, right) ? step->if_true : step->if_false;
        }
        if (at >= 0) {
            step_of[waiting] = at;
            put_off[waiting++] = each;
            most += plan->step[at].best;
        } else {
            levels[each] = -1 - at;
            most += worth(plan->level + levels[each], left, right);
        }
    }
    for (int each = 0; each < waiting; each++) {
        if (most < threshold - SLACK) return -INFINITY;
        int32_t at = step_of[each];
        most -= plan->step[at].best;
        while (at >= 0) {
            const Step *step = plan->step + at;
            at = holds(plan, desk, step, left, right) ? step->if_true : step->if_false;
        }
        levels[put_off[each]] = -1 - at;
        most += worth(plan->level - 1 - at, left, right);
    }
    if (most < threshold - SLACK) return -INFINITY;
    double weight = added_up(plan, levels, left, right);
    return weight >= threshold ? weight : -INFINITY;
}

/* The weights of one row against others, or of many pairs; for `against` and for what was blocked elsewhere. */
EXPORTED void score_pairs(const Plan *plan, Desk *desk, const int32_t *left, const int32_t *right, int64_t count,
                          double *weights)
{
    for (int64_t each = 0; each < count; each++)
        weights[each] = score(plan, desk, row_at(plan, left[each]), row_at(plan, right[each]), plan->threshold);
}

EXPORTED int kernel_version(void) { return KERNEL_VERSION; }
EXPORTED int64_t desk_size(void) { return sizeof(Desk); }
