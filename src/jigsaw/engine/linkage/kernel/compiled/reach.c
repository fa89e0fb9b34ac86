/* What a row's pairs can reach at most, sixteen and more at once: from whole numbers, lengths and letters alone.

   Every step of a comparison is taken by all pairs together: the set of pairs that come to a step divides by its
   test, and goes both ways where a pair may pass and may fail. */
#include "kernel.h"

#include <math.h>
#include <string.h>

#define MOST_OF_ONE 48 /* steps of one comparison; a longer one is taken to reach its best */
#define INLINED static inline __attribute__((always_inline))

/* Not the processor's own count of bits: this one is worked out for many numbers at once on every processor. */
INLINED uint32_t bits_of(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555ull;
    x = (x & 0x3333333333333333ull) + (x >> 2 & 0x3333333333333333ull);
    x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Full;
    x += x >> 8;
    x += x >> 16;
    x += x >> 32;
    return (uint32_t)x & 127;
}

/* Where a similarity may still reach the bound, or a distance stay within it. */
INLINED void hopeful(const Step *step, const Sketch *a, const Sketch *b, int lanes, int32_t *restrict hope)
{
    uint64_t letters = a->letters[0];
    uint32_t start = a->start[0];
    float la = a->length[0], bound = (float)step->bound;
    float common[TILE], further[TILE];
    for (int i = 0; i < lanes; i++) {
        float only_a = (float)bits_of(letters & ~b->letters[i]), only_b = (float)bits_of(b->letters[i] & ~letters);
        float in_a = la - only_a, in_b = b->length[i] - only_b;
        common[i] = in_a < in_b ? in_a : in_b;
        further[i] = only_a > only_b ? only_a : only_b;
    }
    if (step->metric >= LEVENSHTEIN) {
        for (int i = 0; i < lanes; i++) {
            float apart = fabsf(la - b->length[i]);
            hope[i] = -((apart > further[i] ? apart : further[i]) <= bound + 1e-3f);
        }
        return;
    }
    float prefix_worth = step->metric == JARO_WINKLER ? 0.1f : 0.0f;
    for (int i = 0; i < lanes; i++) {
        uint32_t x = start ^ b->start[i];
        float same = (float)(((x & 0xFF) == 0) + ((x & 0xFFFF) == 0) + ((x & 0xFFFFFF) == 0) + (x == 0));
        float most = (common[i] / la + common[i] / b->length[i] + 1.0f) * (1.0f / 3.0f);
        most += same * prefix_worth * (1.0f - most);
        hope[i] = -((common[i] > 0) & (most >= bound - 1e-4f));
    }
}

INLINED void passing(const Step *step, const int32_t *left, const int32_t *tile, int lanes, int32_t *restrict pass)
{
    const int32_t *a = tile + step->column_a * TILE, *b = tile + step->column_b * TILE;
    int32_t x = left[step->column_a], y = left[step->column_b];
    if (step->kind == PRESENT) {
        if (step->side_a) for (int i = 0; i < lanes; i++) pass[i] = -(a[i] >= 0);
        else for (int i = 0; i < lanes; i++) pass[i] = -(x >= 0);
    } else if (step->side_a != step->side_b) {
        const int32_t *other = step->side_a ? a : b;
        int32_t mine = step->side_a ? y : x;
        if (mine < 0) for (int i = 0; i < lanes; i++) pass[i] = 0;
        else if (step->kind == EQUAL) for (int i = 0; i < lanes; i++) pass[i] = -(other[i] == mine);
        else for (int i = 0; i < lanes; i++) pass[i] = -((other[i] != mine) & (other[i] >= 0));
    } else if (step->side_a) {
        int equal = step->kind == EQUAL;
        for (int i = 0; i < lanes; i++) pass[i] = -(((a[i] == b[i]) == equal) & (a[i] >= 0) & (b[i] >= 0));
    } else {
        int holds = ((x == y) == (step->kind == EQUAL)) && x >= 0 && y >= 0;
        for (int i = 0; i < lanes; i++) pass[i] = -holds;
    }
}

static inline float best_for(const Level *level, const int32_t *left)
{
    if (level->frequency_column < 0 || level->frequency_weight <= 0) return (float)level->best;
    int32_t value = left[level->frequency_column];
    double frequency = value < 0 ? -INFINITY : level->log2_frequency[value];
    if (frequency == -INFINITY) return (float)level->best;
    if (level->log2_floor > frequency) frequency = level->log2_floor;
    return (float)(level->weight + level->frequency_weight * (level->log2_u - frequency));
}

typedef struct {
    int32_t sets[MOST_OF_ONE + 1][TILE];
    uint8_t is_set[MOST_OF_ONE + 1];
    float most[TILE];
} Reached;

INLINED void arrive(const Plan *plan, Reached *reached, int target, int first, const int32_t *left,
                    const int32_t *restrict who, int lanes)
{
    if (target < 0) {
        float best = best_for(plan->level - 1 - target, left);
        float *restrict most = reached->most;
        for (int i = 0; i < lanes; i++) most[i] = who[i] && best > most[i] ? best : most[i];
        return;
    }
    int32_t *restrict set = reached->sets[target - first];
    if (reached->is_set[target - first]) for (int i = 0; i < lanes; i++) set[i] |= who[i];
    else for (int i = 0; i < lanes; i++) set[i] = who[i];
    reached->is_set[target - first] = 1;
}

/* A text's letters, length and first four bytes, as the tile has them for its rows. */
INLINED void sketch_one(const Plan *plan, const Step *step, const int32_t *left, Sketch *one)
{
    const Texts *texts = plan->texts + step->pool;
    int32_t value = left[step->column_a];
    sketch(texts, value, one, 0);
}

void sketch(const Texts *texts, int32_t value, Sketch *into, int lane)
{
    int64_t from = value < 0 ? 0 : texts->start[value], length = value < 0 ? 0 : texts->start[value + 1] - from;
    uint32_t start = 0;
    memcpy(&start, texts->bytes + from, length < 4 ? (size_t)length : 4);
    into->letters[lane] = value < 0 ? 0 : texts->letters[value];
    into->length[lane] = (float)length;
    into->start[lane] = start;
}

FOR_WIDE_REGISTERS
static void reach_one(const Plan *plan, const Comparison *comparison, const int32_t *left, const Tile *tile, int lanes,
                      float *restrict sum, Reached *reached)
{
    int32_t pass[TILE], yes[TILE], no[TILE];
    int first = comparison->first_step;
    memset(reached->is_set, 0, sizeof reached->is_set);
    for (int i = 0; i < lanes; i++) reached->sets[0][i] = -1, reached->most[i] = -INFINITY;
    reached->is_set[0] = 1;
    for (int at = 0; at < comparison->steps; at++) {
        const Step *step = plan->step + first + at;
        if (!reached->is_set[at]) continue;
        const int32_t *here = reached->sets[at];
        if (step->kind >= ALIKE) {
            int32_t any = 0;
            for (int i = 0; i < lanes; i++) any |= here[i];
            if (!any) continue;
            arrive(plan, reached, step->if_false, first, left, here, lanes);
            if (step->sketch >= 0 && tile->sketched) {
                Sketch mine;
                sketch_one(plan, step, left, &mine);
                hopeful(step, &mine, tile->sketches + step->sketch, lanes, pass);
                for (int i = 0; i < lanes; i++) yes[i] = here[i] & pass[i];
                arrive(plan, reached, step->if_true, first, left, yes, lanes);
            } else {
                arrive(plan, reached, step->if_true, first, left, here, lanes);
            }
            continue;
        }
        passing(step, left, tile->columns, lanes, pass);
        for (int i = 0; i < lanes; i++) yes[i] = here[i] & pass[i], no[i] = here[i] & ~pass[i];
        arrive(plan, reached, step->if_true, first, left, yes, lanes);
        arrive(plan, reached, step->if_false, first, left, no, lanes);
    }
    for (int i = 0; i < lanes; i++) sum[i] += reached->most[i];
}

FOR_WIDE_REGISTERS
static int any_reaches(const float *of, float enough, int lanes)
{
    int any = 0;
    for (int i = 0; i < lanes; i++) any |= of[i] >= enough;
    return any;
}

/* Whether any pair may reach `enough`; what each may reach is in `most`. */
int reach(const Plan *plan, const int32_t *left, const Tile *tile, int lanes, float enough, float *most)
{
    Reached reached;
    float ahead = 0;
    for (int each = 0; each < plan->comparisons; each++) ahead += plan->comparison[each].best;
    for (int i = 0; i < lanes; i++) most[i] = (float)plan->prior;
    for (int each = 0; each < plan->comparisons; each++) {
        const Comparison *comparison = plan->comparison + each;
        ahead -= comparison->best;
        if (comparison->steps == 0 || comparison->steps > MOST_OF_ONE)
            for (int i = 0; i < lanes; i++) most[i] += comparison->best;
        else
            reach_one(plan, comparison, left, tile, lanes, most, &reached);
        if (!any_reaches(most, enough - ahead - 1e-3f, lanes)) return 0;
    }
    return 1;
}
