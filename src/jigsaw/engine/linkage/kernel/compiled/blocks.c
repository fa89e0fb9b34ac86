/* Candidates by sorted blocks: each pair met where its block lies together in memory, never in a table of pairs. */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SMALL 6 /* of smaller blocks, making columns costs more than it saves */
#define DIGIT 11
#define MOST_FREQUENCIES 8
#define AHEAD 12 /* entries whose rows are on their way from memory while others are weighed */
#if defined(__GNUC__)
#define FETCH_EARLY(place) __builtin_prefetch(place)
#else
#define FETCH_EARLY(place) ((void)(place))
#endif

uint64_t block_hash(const Rule *rule, const int32_t *row, int32_t item)
{
    uint64_t hash = 0x9E3779B97F4A7C15ull * (uint64_t)(item + 2);
    for (int each = 0; each < rule->columns; each++) {
        hash = (hash ^ (uint32_t)row[rule->column[each]]) * 0xD6E8FEB86659FD93ull;
        hash ^= hash >> 32;
    }
    hash *= 0xD6E8FEB86659FD93ull;
    return (hash ^ hash >> 29) >> ROW_BITS | 1; /* never 0, which says that there is no block */
}

static int is_silent(const Rule *rule, uint64_t hash)
{
    int low = 0, high = rule->silent;
    while (low < high) {
        int middle = (low + high) / 2;
        if (rule->silenced[middle] < hash) low = middle + 1;
        else high = middle;
    }
    return low < rule->silent && rule->silenced[low] == hash;
}

int is_complete(const Rule *rule, const int32_t *row)
{
    for (int each = 0; each < rule->columns; each++)
        if (row[rule->column[each]] < 0) return 0;
    return rule->list_column < 0 || row[rule->list_column] >= 0;
}

/* The first block that two rows share by a rule, or 0. */
uint64_t first_shared(const Plan *plan, int number, const int32_t *left, const int32_t *right)
{
    const Rule *rule = plan->rule + number;
    for (int each = 0; each < rule->columns; each++)
        if (left[rule->column[each]] != right[rule->column[each]]) return 0;
    if (!is_complete(rule, left) || !is_complete(rule, right)) return 0;
    if (rule->list_column < 0) {
        if (!rule->silent) return 1;
        return is_silent(rule, block_hash(rule, left, -1)) ? 0 : 1;
    }
    const Lists *lists = plan->lists + rule->list_column;
    int32_t a = left[rule->list_column], b = right[rule->list_column];
    int64_t i = lists->start[a], j = lists->start[b];
    while (i < lists->start[a + 1] && j < lists->start[b + 1]) {
        int32_t x = lists->items[i], y = lists->items[j];
        if (x == y) {
            uint64_t hash = block_hash(rule, left, x);
            if (!rule->silent || !is_silent(rule, hash)) return hash;
        }
        i += x <= y;
        j += y <= x;
    }
    return 0;
}

/* Every (block, row) of a rule, unsorted. With `entries` NULL, only how many. */
EXPORTED int64_t enter(const Plan *plan, int number, int64_t rows, uint64_t *entries)
{
    const Rule *rule = plan->rule + number;
    int64_t count = 0;
    for (int64_t at = 0; at < rows; at++) {
        const int32_t *row = row_at(plan, at);
        if (!is_complete(rule, row)) continue;
        if (rule->list_column < 0) {
            if (entries) entries[count] = block_hash(rule, row, -1) << ROW_BITS | (uint64_t)at;
            count++;
            continue;
        }
        const Lists *lists = plan->lists + rule->list_column;
        int32_t list = row[rule->list_column];
        for (int64_t i = lists->start[list]; i < lists->start[list + 1]; i++, count++)
            if (entries) entries[count] = block_hash(rule, row, lists->items[i]) << ROW_BITS | (uint64_t)at;
    }
    return count;
}

/* Sorts entries by block; rows stay ascending inside one. `spare` is as long. The result is in `entries`. */
EXPORTED void sort_entries(uint64_t *entries, uint64_t *spare, int64_t count)
{
    int64_t *places = malloc(sizeof(int64_t) << DIGIT);
    if (!places) abort();
    uint64_t *from = entries, *to = spare;
    for (int shift = ROW_BITS; shift < 64; shift += DIGIT) {
        memset(places, 0, sizeof(int64_t) << DIGIT);
        for (int64_t i = 0; i < count; i++) places[from[i] >> shift & ((1 << DIGIT) - 1)]++;
        int64_t sum = 0;
        for (int d = 0; d < 1 << DIGIT; d++) {
            int64_t here = places[d];
            places[d] = sum;
            sum += here;
        }
        for (int64_t i = 0; i < count; i++) to[places[from[i] >> shift & ((1 << DIGIT) - 1)]++] = from[i];
        uint64_t *swap = from;
        from = to, to = swap;
    }
    if (from != entries) memcpy(entries, from, sizeof(uint64_t) * (size_t)count);
    free(places);
}

static int64_t end_of_block(const uint64_t *entries, int64_t count, int64_t at)
{
    uint64_t block = entries[at] >> ROW_BITS;
    while (at < count && entries[at] >> ROW_BITS == block) at++;
    return at;
}

/* How many pairs stand in the blocks; where to cut the entries so that each piece has about `each_pairs`. */
EXPORTED int64_t cut(const uint64_t *entries, int64_t count, int64_t each_pairs, int64_t *cuts, int64_t most_cuts,
                     int64_t *cut_count)
{
    int64_t pairs = 0, since = 0, made = 0;
    for (int64_t at = 0, end; at < count; at = end) {
        end = end_of_block(entries, count, at);
        for (int64_t right = at; right < end; right++) {
            pairs += right - at;
            since += right - at + 2;
            if (since >= each_pairs && made < most_cuts) {
                cuts[made++] = right + 1;
                since = 0;
            }
        }
    }
    *cut_count = made;
    return pairs;
}

/* The hashes of the blocks with more members than `most`, ascending (as entries are); how many, and the largest. */
EXPORTED int64_t silence(const uint64_t *entries, int64_t count, int64_t most, uint64_t *hashes, int64_t *largest)
{
    int64_t found = 0;
    *largest = 0;
    for (int64_t at = 0, end; at < count; at = end) {
        end = end_of_block(entries, count, at);
        if (end - at <= most) continue;
        if (hashes) hashes[found] = entries[at] >> ROW_BITS;
        if (end - at > *largest) *largest = end - at;
        found++;
    }
    return found;
}

int keep(Found *found, int32_t left, int32_t right, double weight, int rule)
{
    if (found->count == found->room) {
        int64_t room = found->room ? found->room + found->room / 2 : 1 << 16;
        void *l = realloc(found->left, sizeof(int32_t) * (size_t)room);
        if (l) found->left = l;
        void *r = realloc(found->right, sizeof(int32_t) * (size_t)room);
        if (r) found->right = r;
        void *w = realloc(found->weight, sizeof(double) * (size_t)room);
        if (w) found->weight = w;
        void *k = realloc(found->rule, (size_t)room);
        if (k) found->rule = k;
        if (!l || !r || !w || !k) return 0;
        found->room = room;
    }
    found->left[found->count] = left;
    found->right[found->count] = right;
    found->weight[found->count] = weight;
    found->rule[found->count++] = (uint8_t)rule;
    return 1;
}

EXPORTED void let_go(Found *found)
{
    free(found->left), free(found->right), free(found->weight), free(found->rule);
    memset(found, 0, sizeof *found);
}

int is_first_by(const Plan *plan, int rule, uint64_t block, const int32_t *left, const int32_t *right)
{
    for (int earlier = 0; earlier < rule; earlier++)
        if (first_shared(plan, earlier, left, right)) return 0;
    uint64_t shared = first_shared(plan, rule, left, right);
    return plan->rule[rule].list_column < 0 ? shared != 0 : shared == block;
}

static int weigh_pair(const Plan *plan, Desk *desk, Found *found, int rule, uint64_t block, int32_t left, int32_t right)
{
    if (plan->between_sources && plan->source[left] == plan->source[right]) return 1;
    const int32_t *a = row_at(plan, left), *b = row_at(plan, right);
    /* Whoever comes so far is nearly always alike, and so was nearly always met by an earlier rule. */
    if (!is_first_by(plan, rule, block, a, b)) return 1;
    double weight = score(plan, desk, a, b, plan->threshold);
    return weight == -INFINITY || keep(found, left, right, weight, rule);
}

#define ROW_OF(entry) ((int32_t)((entry) & ((1u << ROW_BITS) - 1)))

static int weigh_small(const Plan *plan, Desk *desk, Found *found, int rule, const uint64_t *entries, int64_t first,
                       int64_t from, int64_t to)
{
    uint64_t block = entries[first] >> ROW_BITS;
    for (int64_t right = from; right < to; right++)
        for (int64_t left = first; left < right; left++)
            if (!weigh_pair(plan, desk, found, rule, block, ROW_OF(entries[left]), ROW_OF(entries[right]))) return 0;
    return 1;
}

static void lay_out(const Plan *plan, const uint64_t *entries, int lanes, Tile *tile)
{
    tile->lanes = (lanes + 15) & ~15;
    for (int lane = 0; lane < tile->lanes; lane++) {
        const int32_t *row = row_at(plan, ROW_OF(entries[lane < lanes ? lane : 0]));
        for (int column = 0; column < plan->columns; column++) tile->columns[column * TILE + lane] = row[column];
    }
    tile->sketched = 0;
}

/* Whether no level of a comparison is adjusted for how common a value is. */
static int is_plain(const Plan *plan, int which)
{
    const Comparison *comparison = plan->comparison + which;
    for (int at = 0; at < comparison->levels; at++)
        if (plan->level[comparison->first_level + at].frequency_column >= 0) return 0;
    return 1;
}

/* Where each value's frequency stands: of columns that many levels adjust for, each once. */
typedef struct {
    int count;
    int32_t column[MOST_FREQUENCIES];
    const double *of[MOST_FREQUENCIES];
} Frequencies;

static void list_frequencies(const Plan *plan, Frequencies *into)
{
    into->count = 0;
    for (int each = 0; each < plan->comparisons; each++) {
        const Comparison *comparison = plan->comparison + each;
        for (int at = 0; at < comparison->levels; at++) {
            const Level *level = plan->level + comparison->first_level + at;
            int known = level->frequency_column < 0 || into->count == MOST_FREQUENCIES;
            for (int k = 0; k < into->count; k++)
                known |= into->column[k] == level->frequency_column && into->of[k] == level->log2_frequency;
            if (known) continue;
            into->column[into->count] = (int32_t)level->frequency_column;
            into->of[into->count++] = level->log2_frequency;
        }
    }
}

/* Tables are as long as there are values: the place that a row needs is on its way before the row is. */
static inline void fetch_frequencies(const Frequencies *frequencies, const int32_t *row)
{
    for (int k = 0; k < frequencies->count; k++) {
        int32_t value = row[frequencies->column[k]];
        if (value >= 0) FETCH_EARLY(frequencies->of[k] + value);
    }
}

/* Many rows of one block: a first look at what can be seen at once, a row against a tile of rows. */
static int weigh_large(const Plan *plan, Desk *desk, Found *found, int rule, const uint64_t *entries, int64_t first,
                       int64_t from, int64_t to, Tile *tile, const Frequencies *frequencies)
{
    uint64_t block = entries[first] >> ROW_BITS;
    float most[TILE], enough = (float)plan->threshold - 1e-3f;
    for (int64_t start = from; start < to; start += TILE) {
        int lanes = (int)(to - start < TILE ? to - start : TILE);
        lay_out(plan, entries + start, lanes, tile);
        for (int64_t left = first; left < start + lanes - 1; left++) {
            int32_t one = ROW_OF(entries[left]);
            int lane = left < start ? 0 : (int)(left - start) + 1;
            if (left + 2 < to) fetch_frequencies(frequencies, row_at(plan, ROW_OF(entries[left + 2])));
            if (!reach(plan, row_at(plan, one), tile, lane & ~15, enough, most)) continue;
            for (; lane < lanes; lane++)
                if (most[lane] >= enough
                    && !weigh_pair(plan, desk, found, rule, block, one, ROW_OF(entries[start + lane])))
                    return 0;
        }
    }
    return 1;
}

/* Weighs every pair whose later row lies between two cuts. Returns 0 when memory ran out. */
EXPORTED int weigh_blocks(const Plan *plan, Desk *desk, Found *found, int rule, const uint64_t *entries, int64_t count,
                          int64_t from, int64_t to)
{
    Tile tile = {.side = 0, .shared = plan->shared + (int64_t)rule * plan->columns};
    tile.columns = malloc(sizeof(int32_t) * TILE * (size_t)plan->columns);
    if (!tile.columns) return 0;
    Frequencies frequencies;
    list_frequencies(plan, &frequencies);
    for (int each = 0; each < plan->comparisons; each++) if (is_plain(plan, each)) tile.plain |= 1ull << each;
    int64_t first = from;
    while (first > 0 && entries[first - 1] >> ROW_BITS == entries[from] >> ROW_BITS) first--;
    int enough = 1;
    while (from < to && enough) {
        for (int64_t soon = from + AHEAD; soon < from + 2 * AHEAD && soon < count; soon++) {
            const int32_t *row = row_at(plan, ROW_OF(entries[soon]));
            FETCH_EARLY(row);
            FETCH_EARLY(row + plan->columns - 1);
        }
        int64_t end = end_of_block(entries, count, from), stop = end < to ? end : to;
        int spoken = end - first > 1 && !(plan->rule[rule].silent && is_silent(plan->rule + rule, entries[first] >> ROW_BITS));
        if (spoken && (end - first < SMALL || plan->threshold == -INFINITY))
            enough = weigh_small(plan, desk, found, rule, entries, first, from, stop);
        else if (spoken)
            enough = weigh_large(plan, desk, found, rule, entries, first, from, stop, &tile, &frequencies);
        first = from = stop;
    }
    free(tile.columns);
    return enough;
}
