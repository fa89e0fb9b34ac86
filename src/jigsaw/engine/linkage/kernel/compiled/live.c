/* One record against a store that grows. For each rule the blocks lie one behind another, as in a batch, and those who
   came since hang in chains. What will be needed next is asked of memory before it is needed: waiting is what costs. */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>

#define AT_ONCE 64 /* blocks that are looked up together */
#if defined(__GNUC__)
#define FETCH_EARLY(place) __builtin_prefetch(place)
#else
#define FETCH_EARLY(place) ((void)(place))
#endif
#define ROW_OF(entry) ((int32_t)((entry) & ((1u << ROW_BITS) - 1)))

typedef struct {
    int64_t nodes, room; /* of chains: how many there are, how many have place */
    uint64_t mask;       /* chains of each rule, less one */
    int32_t *head;       /* by rule and chain: a node, or -1 */
    int32_t *row, *next; /* by node */
    int64_t bits;        /* of a hash that say where to look */
    const uint64_t *const *entries; /* by rule: sorted */
    const uint32_t *const *starts;  /* by rule: where hashes start with such bits; one more at the end */
} Index;

typedef struct {
    uint64_t block;
    int32_t rule;
    uint32_t from, to;
} Block;

typedef struct {
    const Plan *plan;
    Desk *desk;
    Found *found;
    const int32_t *row;
    int32_t own, lanes;
    int64_t weighed;
    int32_t at[TILE], rule[TILE];
    uint64_t block[TILE];
    Tile tile;
} Search;

static int start_of(const Index *index, uint64_t block) { return (int)(block >> (64 - ROW_BITS - index->bits)); }

/* Where hashes start with each of the first bits, in sorted entries. */
EXPORTED void find_starts(const uint64_t *entries, int64_t count, int64_t bits, uint32_t *starts)
{
    int64_t at = 0;
    for (int64_t start = 0; start <= 1ll << bits; start++) {
        while (at < count && (int64_t)(entries[at] >> (64 - bits)) < start) at++;
        starts[start] = (uint32_t)at;
    }
}

static int blocks_of(const Plan *plan, int number, const int32_t *row, int64_t *item, Block *blocks, int room)
{
    const Rule *rule = plan->rule + number;
    int found = 0;
    if (rule->list_column < 0) {
        if (*item) return 0;
        ++*item;
        blocks[found++] = (Block){block_hash(rule, row, -1), number, 0, 0};
        return found;
    }
    const Lists *lists = plan->lists + rule->list_column;
    int64_t from = lists->start[row[rule->list_column]], to = lists->start[row[rule->list_column] + 1];
    for (; from + *item < to && found < room; ++*item)
        blocks[found++] = (Block){block_hash(rule, row, lists->items[from + *item]), number, 0, 0};
    return found;
}

static int64_t blocks_in_all(const Plan *plan, const int32_t *row)
{
    int64_t count = 0;
    for (int number = 0; number < plan->rules; number++) {
        const Rule *rule = plan->rule + number;
        if (!is_complete(rule, row)) continue;
        const int64_t *start = rule->list_column < 0 ? NULL : plan->lists[rule->list_column].start + row[rule->list_column];
        count += start ? start[1] - start[0] : 1;
    }
    return count;
}

static void hang(Index *index, const Block *block, int64_t at)
{
    int32_t *head = index->head + (uint64_t)block->rule * (index->mask + 1) + (block->block & index->mask);
    index->row[index->nodes] = (int32_t)at;
    index->next[index->nodes] = *head;
    *head = (int32_t)index->nodes++;
}

/* Enters rows [from, to) of the store into every rule's chains. Returns the row for which there was no room left. */
EXPORTED int64_t chain(const Plan *plan, Index *index, int64_t from, int64_t to)
{
    Block blocks[AT_ONCE];
    for (int64_t at = from; at < to; at++) {
        const int32_t *row = row_at(plan, at);
        if (index->nodes + blocks_in_all(plan, row) > index->room) return at;
        for (int number = 0; number < plan->rules; number++) {
            if (!is_complete(plan->rule + number, row)) continue;
            int64_t item = 0;
            for (int count; (count = blocks_of(plan, number, row, &item, blocks, AT_ONCE)) > 0;)
                for (int each = 0; each < count; each++) hang(index, blocks + each, at);
        }
    }
    return to;
}

static int flush(Search *search)
{
    const Plan *plan = search->plan;
    float most[TILE], enough = (float)plan->threshold - 1e-3f;
    int lanes = search->lanes;
    search->lanes = 0;
    if (!lanes) return 1;
    search->tile.lanes = (lanes + 15) & ~15;
    for (int lane = 0; lane < search->tile.lanes; lane++) {
        const int32_t *other = row_at(plan, search->at[lane < lanes ? lane : 0]);
        for (int column = 0; column < plan->columns; column++) search->tile.columns[column * TILE + lane] = other[column];
    }
    search->tile.sketched = 0;
    search->weighed += lanes;
    if (!reach(plan, search->row, &search->tile, 0, enough, most)) return 1;
    for (int lane = 0; lane < lanes; lane++) {
        if (most[lane] < enough) continue;
        const int32_t *other = row_at(plan, search->at[lane]);
        if (!is_first_by(plan, search->rule[lane], search->block[lane], other, search->row)) continue;
        double weight = score(plan, search->desk, other, search->row, plan->threshold);
        if (weight != -INFINITY && !keep(search->found, search->at[lane], search->own, weight, search->rule[lane])) return 0;
    }
    return 1;
}

static int meet(Search *search, int32_t at, const Block *block)
{
    if (at == search->own) return 1;
    const int32_t *other = row_at(search->plan, at);
    FETCH_EARLY(other);
    FETCH_EARLY(other + search->plan->columns - 1);
    search->at[search->lanes] = at;
    search->rule[search->lanes] = block->rule;
    search->block[search->lanes++] = block->block;
    return search->lanes < TILE || flush(search);
}

static int meet_all(Search *search, const Index *index, Block *blocks, int count)
{
    for (int each = 0; each < count; each++) {
        FETCH_EARLY(index->starts[blocks[each].rule] + start_of(index, blocks[each].block));
        FETCH_EARLY(index->head + (uint64_t)blocks[each].rule * (index->mask + 1) + (blocks[each].block & index->mask));
    }
    for (int each = 0; each < count; each++) {
        const uint32_t *starts = index->starts[blocks[each].rule] + start_of(index, blocks[each].block);
        blocks[each].from = starts[0], blocks[each].to = starts[1];
        FETCH_EARLY(index->entries[blocks[each].rule] + starts[0]);
    }
    for (int each = 0; each < count; each++) {
        const uint64_t *entries = index->entries[blocks[each].rule];
        for (uint32_t at = blocks[each].from; at < blocks[each].to; at++)
            if (entries[at] >> ROW_BITS == blocks[each].block && !meet(search, ROW_OF(entries[at]), blocks + each)) return 0;
        const int32_t *head = index->head + (uint64_t)blocks[each].rule * (index->mask + 1);
        for (int32_t node = head[blocks[each].block & index->mask]; node >= 0; node = index->next[node])
            if (!meet(search, index->row[node], blocks + each)) return 0;
    }
    return 1;
}

/* Weighs a row against every row that shares a block with it; those that reach the threshold are kept, each once.
   Returns how many were met, or -1 when memory ran out. The row in the store is the left one. */
EXPORTED int64_t against(const Plan *plan, Desk *desk, const Index *index, Found *found, const int32_t *row, int32_t own)
{
    Search search;
    Block blocks[AT_ONCE];
    search.plan = plan, search.desk = desk, search.found = found, search.row = row, search.own = own;
    search.lanes = 0, search.weighed = 0;
    search.tile.side = 1, search.tile.shared = NULL, search.tile.plain = 0;
    search.tile.columns = malloc(sizeof(int32_t) * TILE * (size_t)plan->columns);
    if (!search.tile.columns) return -1;
    int count = 0, enough = 1;
    found->count = 0;
    for (int number = 0; number < plan->rules && enough; number++) {
        if (!is_complete(plan->rule + number, row)) continue;
        int64_t item = 0;
        for (int more; enough && (more = blocks_of(plan, number, row, &item, blocks + count, AT_ONCE - count)) > 0;) {
            count += more;
            if (count < AT_ONCE) continue;
            enough = meet_all(&search, index, blocks, count);
            count = 0;
        }
    }
    enough = enough && meet_all(&search, index, blocks, count) && flush(&search);
    free(search.tile.columns);
    return enough ? search.weighed : -1;
}
