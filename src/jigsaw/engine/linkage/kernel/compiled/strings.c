/* Similarities of texts as bytes, equal to DuckDB's to the last digit, and what they can reach at most. */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ON_STACK 512

static double jaro_of(int common, int swapped, int la, int lb)
{
    double sum = (double)common / la;
    sum += (double)common / lb;
    sum += ((double)common - swapped / 2) / common;
    return sum / 3.0;
}

static double jaro_short(Desk *desk, const uint8_t *a, int la, const uint8_t *b, int lb)
{
    int reach = (la > lb ? la : lb) / 2 - 1, common = 0, swapped = 0;
    uint64_t taken_a = 0, taken_b = 0, *positions = desk->positions;
    if (reach < 0) reach = 0;
    for (int i = 0; i < la; i++) positions[a[i]] |= 1ull << i;
    for (int j = 0; j < lb; j++) {
        int from = j > reach ? j - reach : 0, to = j + reach + 1;
        if (from >= la) break;
        uint64_t window = (to >= 64 ? ~0ull : (1ull << to) - 1) & (~0ull << from);
        uint64_t free_here = positions[b[j]] & window & ~taken_a;
        taken_a |= free_here & -free_here;
        taken_b |= (uint64_t)(free_here != 0) << j;
    }
    for (int i = 0; i < la; i++) positions[a[i]] = 0;
    for (uint64_t x = taken_a, y = taken_b; x; x &= x - 1, y &= y - 1) {
        common++;
        swapped += a[__builtin_ctzll(x)] != b[__builtin_ctzll(y)];
    }
    return common ? jaro_of(common, swapped, la, lb) : 0.0;
}

static double jaro_long(const uint8_t *a, int la, const uint8_t *b, int lb)
{
    int reach = (la > lb ? la : lb) / 2 - 1, common = 0, swapped = 0;
    uint8_t on_stack[2 * ON_STACK];
    uint8_t *taken_a = la + lb <= 2 * ON_STACK ? on_stack : malloc((size_t)la + lb);
    if (!taken_a) return NAN;
    uint8_t *taken_b = taken_a + la;
    memset(taken_a, 0, (size_t)la + lb);
    for (int j = 0; j < lb; j++) {
        int from = j > reach ? j - reach : 0, to = j + reach + 1 < la ? j + reach + 1 : la;
        for (int i = from; i < to; i++)
            if (!taken_a[i] && a[i] == b[j]) {
                taken_a[i] = taken_b[j] = 1;
                common++;
                break;
            }
    }
    for (int i = 0, j = 0; i < la; i++)
        if (taken_a[i]) {
            while (!taken_b[j]) j++;
            swapped += a[i] != b[j++];
        }
    if (taken_a != on_stack) free(taken_a);
    return common ? jaro_of(common, swapped, la, lb) : 0.0;
}

static double jaro(Desk *desk, const uint8_t *a, int la, const uint8_t *b, int lb)
{
    if (!la || !lb) return 0.0;
    if (la == 1 && lb == 1) return a[0] == b[0] ? 1.0 : 0.0;
    return la <= 64 && lb <= 64 ? jaro_short(desk, a, la, b, lb) : jaro_long(a, la, b, lb);
}

static int shared_start(const uint8_t *a, int la, const uint8_t *b, int lb)
{
    int most = la < lb ? la : lb, same = 0;
    if (most > 4) most = 4;
    while (same < most && a[same] == b[same]) same++;
    return same;
}

/* Fused, as in the wheels of DuckDB: one rounding fewer decides pairs that stand on a threshold. */
static double lifted(double similarity, int prefix)
{
    return similarity > 0.7 ? fma(prefix * 0.1, 1.0 - similarity, similarity) : similarity;
}

static int levenshtein_short(Desk *desk, const uint8_t *a, int la, const uint8_t *b, int lb)
{
    uint64_t *positions = desk->positions, rises = ~0ull, falls = 0, last = 1ull << (la - 1);
    int distance = la;
    for (int i = 0; i < la; i++) positions[a[i]] |= 1ull << i;
    for (int j = 0; j < lb; j++) {
        uint64_t match = positions[b[j]];
        uint64_t zero = (((match & rises) + rises) ^ rises) | match | falls;
        uint64_t up = falls | ~(zero | rises), down = rises & zero;
        distance += (up & last) != 0;
        distance -= (down & last) != 0;
        up = (up << 1) | 1;
        rises = (down << 1) | ~(zero | up);
        falls = up & zero;
    }
    for (int i = 0; i < la; i++) positions[a[i]] = 0;
    return distance;
}

static int least(int a, int b) { return a < b ? a : b; }

static int levenshtein_long(const uint8_t *a, int la, const uint8_t *b, int lb)
{
    int on_stack[ON_STACK];
    int *row = lb < ON_STACK ? on_stack : malloc(sizeof(int) * (size_t)(lb + 1));
    if (!row) return la + lb;
    for (int j = 0; j <= lb; j++) row[j] = j;
    for (int i = 1; i <= la; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= lb; j++) {
            int above = row[j];
            row[j] = least(corner + (a[i - 1] != b[j - 1]), least(above, row[j - 1]) + 1);
            corner = above;
        }
    }
    int distance = row[lb];
    if (row != on_stack) free(row);
    return distance;
}

/* The true distance: letters may be put in between two that are then exchanged. */
static int damerau_levenshtein(const uint8_t *a, int la, const uint8_t *b, int lb)
{
    int on_stack[34 * 34], last_row[256] = {0}, wide = lb + 2;
    size_t cells = (size_t)(la + 2) * wide;
    int *grid = cells <= 34 * 34 ? on_stack : malloc(sizeof(int) * cells);
    if (!grid) return la + lb;
#define AT(i, j) grid[((i) + 1) * wide + (j) + 1]
    for (int i = -1; i <= la; i++) AT(i, -1) = la + lb, AT(i, 0) = i;
    for (int j = 0; j <= lb; j++) AT(-1, j) = la + lb, AT(0, j) = j;
    for (int i = 1; i <= la; i++) {
        int last_column = 0;
        for (int j = 1; j <= lb; j++) {
            int k = last_row[b[j - 1]], l = last_column;
            int changed = AT(i - 1, j - 1) + (a[i - 1] != b[j - 1]);
            if (a[i - 1] == b[j - 1]) last_column = j;
            int edited = least(AT(i - 1, j), AT(i, j - 1)) + 1;
            int exchanged = AT(k - 1, l - 1) + (i - k - 1) + 1 + (j - l - 1);
            AT(i, j) = least(least(changed, edited), k && l ? exchanged : la + lb);
        }
        last_row[a[i - 1]] = i;
    }
    int distance = AT(la, lb);
#undef AT
    if (grid != on_stack) free(grid);
    return distance;
}

static double measured(Desk *desk, int metric, const uint8_t *a, int la, const uint8_t *b, int lb)
{
    switch (metric) {
    case JARO_WINKLER: return lifted(jaro(desk, a, la, b, lb), shared_start(a, la, b, lb));
    case JARO: return jaro(desk, a, la, b, lb);
    case LEVENSHTEIN:
        if (!la || !lb) return la + lb;
        return la <= 64 ? levenshtein_short(desk, a, la, b, lb) : levenshtein_long(a, la, b, lb);
    default: return damerau_levenshtein(a, la, b, lb);
    }
}

double measure(Desk *desk, int metric, const Texts *texts, int pool, int32_t a, int32_t b)
{
    uint64_t pair = (uint64_t)(uint32_t)a << 32 | (uint32_t)b;
    uint64_t slot = (pair * 0x9E3779B97F4A7C15ull) >> (64 - REMEMBERED_BITS);
    Remembered *known = &desk->remembered[metric][slot];
    if (known->pair != pair || known->pool != pool + 1) {
        const Text *one = texts->text + a, *other = texts->text + b;
        known->value = measured(desk, metric, texts->bytes + one->start, one->length, texts->bytes + other->start,
                                other->length);
        known->pair = pair;
        known->pool = pool + 1;
    }
    return known->value;
}

/* How many of the first four bytes are the same; a text that ends sooner has zeros there. */
static int same_beginning(const Text *a, const Text *b)
{
    uint32_t x = a->beginning ^ b->beginning;
    return (x & 0xFF) ? 0 : (x & 0xFFFF) ? 1 : (x & 0xFFFFFF) ? 2 : x ? 3 : 4;
}

/* No less than a similarity, no more than a distance: from lengths and letters alone. */
double best_measure(int metric, const Texts *texts, int32_t a, int32_t b)
{
    const Text *one = texts->text + a, *other = texts->text + b;
    int la = one->length, lb = other->length;
    int only_a = __builtin_popcountll(one->letters & ~other->letters);
    int only_b = __builtin_popcountll(other->letters & ~one->letters);
    if (metric >= LEVENSHTEIN) {
        int apart = la > lb ? la - lb : lb - la, letters = only_a > only_b ? only_a : only_b;
        return apart > letters ? apart : letters;
    }
    int common = least(la - only_a, lb - only_b);
    if (common <= 0 || !la || !lb) return 0.0;
    double most = jaro_of(common, 0, la, lb) + 1e-12;
    if (metric == JARO) return most;
    return lifted(most, same_beginning(one, other)) + 1e-12;
}

/* Each letter's first and second appearance has a bit: a letter in one text alone costs it a match. */
EXPORTED void describe(const uint8_t *bytes, const int64_t *start, int64_t count, Text *texts)
{
    for (int64_t each = 0; each < count; each++) {
        Text text = {0, start[each], (int32_t)(start[each + 1] - start[each]), 0};
        for (int64_t at = start[each]; at < start[each + 1]; at++) {
            uint64_t first = 1ull << (bytes[at] & 31);
            text.letters |= text.letters & first ? first << 32 : first;
        }
        for (int at = 0; at < 4 && at < text.length; at++) text.beginning |= (uint32_t)bytes[text.start + at] << 8 * at;
        texts[each] = text;
    }
}

EXPORTED double similarity(int metric, const uint8_t *a, int la, const uint8_t *b, int lb)
{
    static __thread Desk *desk;
    if (!desk && !(desk = calloc(1, sizeof(Desk)))) return NAN;
    return measured(desk, metric, a, la, b, lb);
}
