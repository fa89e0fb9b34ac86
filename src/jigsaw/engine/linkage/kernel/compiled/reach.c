/* What a row's pairs can reach at most, sixteen and more at once: from whole numbers, lengths and letters alone.

   A comparison's steps are first walked for the one row alone, as far as it decides them. From there all pairs go
   together: the set of pairs that come to a step divides by its test, and goes both ways where a pair may pass and may
   fail. The comparisons that say most for least come first, and soon only a few pairs can still reach the threshold. */
#include "kernel.h"

#include <math.h>
#include <string.h>

#define MOST_OF_ONE 48 /* steps of one comparison; a longer one is taken to reach its best */
#define FEW 3          /* who are sooner weighed one by one */
#define INLINED static inline __attribute__((always_inline))
#define EACH for (int i = from; i < lanes; i++)

typedef struct {
    const Plan *plan;
    const int32_t *row; /* the one */
    Tile *tile;         /* the many */
    int from, lanes;
} Meeting;

typedef struct {
    int32_t sets[MOST_OF_ONE][TILE];
    uint64_t is_set; /* a bit for each step that somebody came to */
    float most[TILE], alike[TILE];
    int32_t alike_by; /* the metric and the sketch that `alike` was worked out by; -1 before */
} Reached;

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

static void sketch(const Texts *texts, int32_t value, Sketch *into, int lane)
{
    static const Text none;
    const Text *text = value < 0 ? &none : texts->text + value;
    into->letters[lane] = text->letters;
    into->length[lane] = (float)text->length;
    into->beginning[lane] = text->beginning;
}

static const Sketch *sketch_of(const Meeting *meeting, int which)
{
    Tile *tile = meeting->tile;
    Sketch *sketches = tile->sketches + which;
    if (!(tile->sketched >> which & 1)) {
        const int32_t *sketched = meeting->plan->sketched + 2 * which;
        const Texts *texts = meeting->plan->texts + sketched[1];
        for (int lane = 0; lane < tile->lanes; lane++) sketch(texts, tile->columns[sketched[0] * TILE + lane], sketches, lane);
        tile->sketched |= 1u << which;
    }
    return sketches;
}

/* No less than each similarity, no more than each distance. */
INLINED void best_measures(int metric, const Text *text, const Sketch *b, int from, int lanes, float *restrict alike)
{
    uint64_t letters = text->letters;
    uint32_t beginning = text->beginning;
    float la = (float)text->length, common[TILE], further[TILE];
    EACH {
        float only_a = (float)bits_of(letters & ~b->letters[i]), only_b = (float)bits_of(b->letters[i] & ~letters);
        float in_a = la - only_a, in_b = b->length[i] - only_b;
        common[i] = in_a < in_b ? in_a : in_b;
        further[i] = only_a > only_b ? only_a : only_b;
    }
    if (metric >= LEVENSHTEIN) {
        EACH {
            float apart = fabsf(la - b->length[i]);
            alike[i] = (apart > further[i] ? apart : further[i]) - 1e-3f;
        }
        return;
    }
    float prefix_worth = metric == JARO_WINKLER ? 0.1f : 0.0f;
    EACH {
        uint32_t x = beginning ^ b->beginning[i];
        float same = (float)(((x & 0xFF) == 0) + ((x & 0xFFFF) == 0) + ((x & 0xFFFFFF) == 0) + (x == 0));
        float most = (common[i] / la + common[i] / b->length[i] + 1.0f) * (1.0f / 3.0f);
        most += same * prefix_worth * (1.0f - most) + 1e-4f;
        alike[i] = most - 4.0f * (float)(common[i] <= 0); /* nothing in common: below every bound */
    }
}

/* Where a similarity may still reach the bound, or a distance stay within it. */
INLINED void hopeful(const Meeting *meeting, const Step *step, Reached *reached, int32_t *restrict hope)
{
    int from = meeting->from, lanes = meeting->lanes, by = step->metric << 8 | step->sketch;
    float bound = (float)step->bound;
    if (reached->alike_by != by) {
        int32_t mine = meeting->row[meeting->tile->side ? step->column_b : step->column_a];
        const Text *text = meeting->plan->texts[step->pool].text + mine;
        best_measures(step->metric, text, sketch_of(meeting, step->sketch), from, lanes, reached->alike);
        reached->alike_by = by;
    }
    const float *alike = reached->alike;
    if (step->metric >= LEVENSHTEIN) EACH hope[i] = -(alike[i] <= bound);
    else EACH hope[i] = -(alike[i] >= bound);
}

/* What the one row decides by itself, or what all of a block have in common: 0 or 1; -1 where the others matter. */
static int settled(const Meeting *meeting, const Step *step)
{
    int side = meeting->tile->side;
    const uint8_t *shared = meeting->tile->shared;
    int32_t a = meeting->row[step->column_a], b = meeting->row[step->column_b];
    if (step->kind == PRESENT) {
        if (step->side_a == side) return a >= 0;
        return shared && shared[step->column_a] ? 1 : -1;
    }
    if (step->kind > ALIKE) return -1;
    if ((step->side_a == side && a < 0) || (step->side_b == side && b < 0)) return 0;
    if (step->kind == ALIKE) return -1;
    if (step->side_a == side && step->side_b == side) return (a == b) == (step->kind == EQUAL);
    int is_shared = shared && step->column_a == step->column_b && step->side_a != step->side_b && shared[step->column_a];
    return is_shared ? step->kind == EQUAL : -1;
}

INLINED void passing(const Meeting *meeting, const Step *step, int32_t *restrict pass)
{
    int from = meeting->from, lanes = meeting->lanes, side = meeting->tile->side;
    const int32_t *a = meeting->tile->columns + step->column_a * TILE, *b = meeting->tile->columns + step->column_b * TILE;
    if (step->kind == PRESENT) {
        EACH pass[i] = -(a[i] >= 0);
    } else if (step->side_a != step->side_b) {
        const int32_t *other = step->side_a == side ? b : a;
        int32_t mine = meeting->row[step->side_a == side ? step->column_a : step->column_b];
        if (step->kind == EQUAL) EACH pass[i] = -(other[i] == mine);
        else EACH pass[i] = -((other[i] != mine) & (other[i] >= 0));
    } else {
        int equal = step->kind == EQUAL;
        EACH pass[i] = -(((a[i] == b[i]) == equal) & (a[i] >= 0) & (b[i] >= 0));
    }
}

static float best_for(const Meeting *meeting, const Level *level)
{
    if (level->frequency_column < 0 || level->frequency_weight <= 0) return (float)level->best;
    int32_t value = meeting->row[level->frequency_column];
    double frequency = value < 0 ? -INFINITY : level->log2_frequency[value];
    if (frequency == -INFINITY) return (float)level->best;
    if (level->log2_floor > frequency) frequency = level->log2_floor;
    return (float)(level->weight + level->frequency_weight * (level->log2_u - frequency));
}

INLINED void arrive(const Meeting *meeting, Reached *reached, int target, int first, const int32_t *restrict who)
{
    int from = meeting->from, lanes = meeting->lanes;
    if (target < 0) {
        float best = best_for(meeting, meeting->plan->level - 1 - target);
        float *restrict most = reached->most;
        EACH most[i] = who[i] && best > most[i] ? best : most[i];
        return;
    }
    int32_t *restrict set = reached->sets[target - first];
    uint64_t bit = 1ull << (target - first);
    if (reached->is_set & bit) EACH set[i] |= who[i];
    else EACH set[i] = who[i];
    reached->is_set |= bit;
}

/* A tile's sketches are of right rows' columns; of left rows they are the same where a column is compared with itself. */
static int is_sketched(const Meeting *meeting, const Step *step)
{
    return step->kind == ALIKE && step->sketch >= 0 && (!meeting->tile->side || step->column_a == step->column_b);
}

/* Adds to `sum` the most that one comparison can give, from the step on that the one row leaves open. */
FOR_WIDE_REGISTERS
static void reach_one(const Meeting *meeting, const Comparison *comparison, int entry, float *restrict sum, Reached *reached)
{
    const Plan *plan = meeting->plan;
    int32_t pass[TILE], yes[TILE], no[TILE];
    int first = comparison->first_step, from = meeting->from, lanes = meeting->lanes;
    int32_t *restrict start = reached->sets[entry - first];
    EACH start[i] = -1, reached->most[i] = -INFINITY;
    reached->is_set = 1ull << (entry - first);
    reached->alike_by = -1;
    for (int at = entry - first; at < comparison->steps; at++) {
        if (!(reached->is_set >> at & 1)) continue;
        const Step *step = plan->step + first + at;
        const int32_t *here = reached->sets[at];
        int known = settled(meeting, step);
        if (known >= 0) {
            arrive(meeting, reached, known ? step->if_true : step->if_false, first, here);
            continue;
        }
        if (step->kind >= ALIKE) {
            int32_t any = 0;
            EACH any |= here[i];
            if (!any) continue;
            arrive(meeting, reached, step->if_false, first, here);
            if (is_sketched(meeting, step)) {
                hopeful(meeting, step, reached, pass);
                EACH yes[i] = here[i] & pass[i];
                arrive(meeting, reached, step->if_true, first, yes);
            } else {
                arrive(meeting, reached, step->if_true, first, here);
            }
            continue;
        }
        passing(meeting, step, pass);
        EACH yes[i] = here[i] & pass[i], no[i] = here[i] & ~pass[i];
        arrive(meeting, reached, step->if_true, first, yes);
        arrive(meeting, reached, step->if_false, first, no);
    }
    EACH sum[i] += reached->most[i];
}

FOR_WIDE_REGISTERS
static int how_many_reach(const float *of, float enough, int from, int lanes)
{
    int count = 0;
    EACH count += of[i] >= enough;
    return count;
}

static float best_of(const Meeting *meeting, const Comparison *comparison)
{
    float best = -INFINITY;
    for (int each = 0; each < comparison->levels; each++) {
        float here = best_for(meeting, meeting->plan->level + comparison->first_level + each);
        if (here > best) best = here;
    }
    return best;
}

/* The first step that the one row leaves open, or -1 - a level of the plan. */
static int entered(const Meeting *meeting, const Comparison *comparison)
{
    int at = comparison->first_step;
    while (at >= 0) {
        const Step *step = meeting->plan->step + at;
        int known = settled(meeting, step);
        if (known < 0) break;
        at = known ? step->if_true : step->if_false;
    }
    return at;
}

/* Whether any pair of the row with a row of the tile, from one lane on, may reach `enough`; what each may reach is in
   `most`. */
int reach(const Plan *plan, const int32_t *row, Tile *tile, int from, float enough, float *most)
{
    Reached reached;
    Meeting meeting = {plan, row, tile, from, tile->lanes};
    int open = 0, entry[MOST_COMPARISONS], which[MOST_COMPARISONS], lanes = tile->lanes;
    float base = (float)plan->prior, ahead = 0, best[MOST_COMPARISONS];
    for (int each = 0; each < plan->comparisons; each++) {
        const Comparison *comparison = plan->comparison + plan->order[each];
        int at = entered(&meeting, comparison);
        if (at < 0) base += best_for(&meeting, plan->level - 1 - at);
        else if (comparison->steps > MOST_OF_ONE) base += best_of(&meeting, comparison);
        else {
            entry[open] = at;
            which[open] = plan->order[each];
            int is_plain = (int)(tile->plain >> plan->order[each] & 1);
            ahead += best[open++] = is_plain ? comparison->best : best_of(&meeting, comparison);
        }
    }
    if (base + ahead < enough - 1e-3f) return 0;
    EACH most[i] = base;
    for (int each = 0; each < open; each++) {
        ahead -= best[each];
        reach_one(&meeting, plan->comparison + which[each], entry[each], most, &reached);
        int hopeful_ones = how_many_reach(most, enough - ahead - 1e-3f, from, lanes);
        if (!hopeful_ones) return 0;
        if (hopeful_ones <= FEW) break;
    }
    EACH most[i] += ahead;
    return 1;
}
