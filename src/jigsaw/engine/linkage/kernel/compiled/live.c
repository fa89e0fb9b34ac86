/* One record against a store that grows: for each rule a table of chains, the newest row of a block first. */
#include "kernel.h"

#include <math.h>

typedef struct {
    int64_t room;      /* rows that `next` has place for, by rule */
    uint64_t mask;     /* chains of each rule, less one */
    int32_t *head;     /* by rule and chain: a row, or -1 */
    int32_t *next;     /* by rule and row */
} Chains;

static int stands_in_a_block(const Rule *rule, const int32_t *row)
{
    for (int each = 0; each < rule->columns; each++)
        if (row[rule->column[each]] < 0) return 0;
    return rule->list_column < 0;
}

/* Enters rows [from, to) of the store into every rule's chains. */
EXPORTED void chain(const Plan *plan, Chains *chains, int64_t from, int64_t to)
{
    for (int number = 0; number < plan->rules; number++) {
        const Rule *rule = plan->rule + number;
        int32_t *head = chains->head + (uint64_t)number * (chains->mask + 1), *next = chains->next + number * chains->room;
        for (int64_t at = from; at < to; at++) {
            const int32_t *row = plan->rows + at * plan->columns;
            if (!stands_in_a_block(rule, row)) continue;
            uint64_t place = block_hash(rule, row, -1) & chains->mask;
            next[at] = head[place];
            head[place] = (int32_t)at;
        }
    }
}

static int shares(const Rule *rule, const int32_t *row, const int32_t *other)
{
    for (int each = 0; each < rule->columns; each++)
        if (row[rule->column[each]] != other[rule->column[each]]) return 0;
    return 1;
}

/* Weighs a row against every row that shares a block with it, each once; those that reach the threshold are kept.
   Returns how many were weighed, or -1 when memory ran out. The row in the store is the left one. */
EXPORTED int64_t against(const Plan *plan, Desk *desk, const Chains *chains, Found *found, const int32_t *row, int32_t own)
{
    int64_t weighed = 0;
    found->count = 0;
    for (int number = 0; number < plan->rules; number++) {
        const Rule *rule = plan->rule + number;
        if (!stands_in_a_block(rule, row)) continue;
        const int32_t *next = chains->next + number * chains->room;
        int32_t at = chains->head[(uint64_t)number * (chains->mask + 1) + (block_hash(rule, row, -1) & chains->mask)];
        for (; at >= 0; at = next[at]) {
            const int32_t *other = plan->rows + (int64_t)at * plan->columns;
            int known = at == own || !shares(rule, row, other);
            for (int earlier = 0; earlier < number && !known; earlier++)
                known = stands_in_a_block(plan->rule + earlier, row) && shares(plan->rule + earlier, row, other);
            if (known) continue;
            weighed++;
            double weight = score(plan, desk, other, row, plan->threshold);
            if (weight != -INFINITY && !keep(found, at, own, weight, number)) return -1;
        }
    }
    return weighed;
}
