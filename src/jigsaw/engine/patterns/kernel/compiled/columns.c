/* From columns as a file has them to the marks that the kernel reads: rows of kinds that no pattern reads are left out. */
#include "kernel.h"

#define UNREAD UINT16_MAX

/* there: bits of which a row has none where a value is missing, or NULL. Codes are numbered by the file; the tables
   give the kernel's own numbers. person, incident: may be NULL. */
typedef struct {
    const int32_t *at, *known, *gone, *person, *kind, *agency;
    const int64_t *piece, *incident;
    const uint8_t *gone_there, *piece_there, *incident_there;
    const uint16_t *kind_of, *agency_of;
    const int64_t *starts; /* the first row of each timeline, and one past the last */
    int64_t timelines, gone_offset, piece_offset, incident_offset;
} Rows;

typedef struct {
    int32_t *at, *known, *gone, *person;
    int64_t *piece, *counted;
    uint16_t *kind, *agency;
    int64_t *offsets;
} Kept;

static inline int is_there(const uint8_t *bits, int64_t i) { return !bits || (bits[i >> 3] >> (i & 7) & 1); }

/* A mark of no piece: the same number for the same kind at the same time, and below nought. */
static inline int64_t of_no_piece(uint16_t kind, int32_t at)
{
    return -1 - (((int64_t)kind << 32) | (uint32_t)at);
}

static inline int64_t of_incident(int64_t incident) { return INT64_MIN + incident; }

static inline void keep_one(const Rows *rows, const Kept *kept, int64_t i, int64_t n, uint16_t kind)
{
    int64_t piece = is_there(rows->piece_there, i + rows->piece_offset) ? rows->piece[i] : of_no_piece(kind, rows->at[i]);
    kept->at[n] = rows->at[i];
    kept->known[n] = rows->known[i];
    kept->gone[n] = is_there(rows->gone_there, i + rows->gone_offset) ? rows->gone[i] : NEVER;
    kept->person[n] = rows->person ? rows->person[i] : 0;
    kept->piece[n] = piece;
    kept->counted[n] = rows->incident && is_there(rows->incident_there, i + rows->incident_offset)
                           ? of_incident(rows->incident[i])
                           : piece;
    kept->kind[n] = kind;
    kept->agency[n] = rows->agency_of[rows->agency[i]];
}

/* Gives the number of marks kept; or -1 where a timeline is not in the order of time. kept: room for every row, and one. */
EXPORTED int64_t keep(const Rows *rows, const Kept *kept)
{
    int64_t n = 0;
    int out_of_order = 0;
    kept->offsets[0] = 0;
    for (int64_t one = 0; one < rows->timelines; one++) {
        int32_t last = INT32_MIN;
        for (int64_t i = rows->starts[one]; i < rows->starts[one + 1]; i++) {
            uint16_t kind = rows->kind_of[rows->kind[i]];
            out_of_order |= rows->at[i] < last;
            last = rows->at[i];
            keep_one(rows, kept, i, n, kind); /* written over by the next, where it is not read */
            n += kind != UNREAD;
        }
        kept->offsets[one + 1] = n;
    }
    return out_of_order ? -1 : n;
}
