/* Pieces as they arrive: each person's marks packed, what was true of them, and when the clock alone may next turn it.

   A mark that is told at a minute changes nothing before that minute. So what was true is kept as bits, and only what
   comes after the last minute looked at is looked at again, by the same sweep as over years. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

/* 28 bytes: whole numbers of 32 bits alone, so that nothing is lost between them. */
typedef struct {
    int32_t piece_low, piece_high, at, known, gone, person;
    uint16_t kind, agency;
} Packed;

typedef struct {
    Packed *marks;
    uint64_t is_true;
    int32_t n, room, last, due; /* due: the first minute at which the clock may turn an answer */
    int32_t has_copies, unused;
} Line;

/* By kind: the patterns that read it, those that a mark of it may make true by appearing, and those it may make untrue.
   kept_for: minutes after which a mark can turn no answer; NEVER where it always may. */
typedef struct {
    uint64_t read, rise, fall;
    int64_t kept_for;
} Kind;

typedef struct {
    int32_t pattern, at, is_true;
} Turned;

typedef struct {
    const Group *group;
    const Kind *kinds;
    Line *lines;
    int64_t how_many, room, failed;
    Turned *turned;
    int64_t turns, turned_room;
    Desk desk;
    int64_t desk_room;
    Marks columns; /* memory of the marks laid out for the desk */
} Live;

static int make_room(Live *live, int64_t marks)
{
    if (marks <= live->desk_room) return 1;
    size_t room = 2 * (size_t)marks + 64;
    desk_clear(&live->desk);
    free((void *)live->columns.piece);
    char *memory = malloc(room * 28);
    live->desk_room = memory && desk_set_up(&live->desk, live->group, (int64_t)room) ? (int64_t)room : 0;
    int64_t *piece = (int64_t *)memory;
    int32_t *whole = (int32_t *)(piece + room);
    uint16_t *small = (uint16_t *)(whole + 4 * room);
    live->columns = (Marks){whole, whole + room, whole + 2 * room, whole + 3 * room, piece, piece, small, small + room};
    return live->desk_room > 0;
}

static int64_t piece_of(const Packed *mark) { return (int64_t)(((uint64_t)(uint32_t)mark->piece_high << 32) | (uint32_t)mark->piece_low); }

static void lay_out(Live *live, const Line *line)
{
    const Marks *to = &live->columns;
    for (int32_t i = 0; i < line->n; i++) {
        const Packed *mark = line->marks + i;
        ((int32_t *)to->at)[i] = mark->at;
        ((int32_t *)to->known)[i] = mark->known;
        ((int32_t *)to->gone)[i] = mark->gone;
        ((int32_t *)to->person)[i] = mark->person;
        ((int64_t *)to->piece)[i] = piece_of(mark);
        ((uint16_t *)to->kind)[i] = mark->kind;
        ((uint16_t *)to->agency)[i] = mark->agency;
    }
}

static void turn(Live *live, Line *line, int pattern, int64_t now, int is_true)
{
    line->is_true ^= (uint64_t)1 << pattern;
    if (live->turns < live->turned_room) live->turned[live->turns] = (Turned){pattern, (int32_t)now, is_true};
    live->turns++;
}

/* One pattern from the last minute on, up to `until`. Gives the first minute after it at which the clock turns it. */
static int64_t go_on(Live *live, Line *line, int pattern, int64_t until)
{
    const Pattern *it = live->group->patterns + pattern;
    Desk *desk = &live->desk;
    int is_true = line->is_true >> pattern & 1;
    if (!is_true && !could_hold(desk, it->rows, it->nodes)) return NEVER;
    int64_t ended = desk->from;
    desk->rows = it->rows;
    desk->spans.n = 0;
    add(desk, 0, desk->from, NEVER);
    Spans found = when_true(desk, it->nodes, since(desk, 0));
    for (int64_t i = 0; i <= found.n; i++) {
        Span next = i < found.n ? desk->spans.at[found.first + i] : (Span){NEVER, NEVER};
        if (is_true && ended < next.from) {
            if (ended > until) return ended;
            turn(live, line, pattern, ended, is_true = 0);
        }
        if (!is_true && next.from < NEVER) {
            if (next.from > until) return next.from;
            turn(live, line, pattern, next.from, is_true = 1);
        }
        ended = next.to;
    }
    return NEVER;
}

/* The patterns of which a turn is due, or that read what has come, are looked at; others stand as they are. */
static int look(Live *live, Line *line, uint64_t patterns, int64_t now)
{
    uint64_t lists = 0, once = 0;
    int64_t due = line->due <= now ? NEVER : line->due;
    if (line->due <= now) patterns = live->group->how_many == 64 ? ~(uint64_t)0 : ((uint64_t)1 << live->group->how_many) - 1;
    if (!make_room(live, line->n)) return 0;
    for (uint64_t left = patterns; left; left &= left - 1) {
        lists |= live->group->patterns[lowest(left)].lists;
        once |= live->group->patterns[lowest(left)].once;
    }
    lay_out(live, line);
    desk_begin(&live->desk, live->columns, line->n, (int64_t)line->last + 1);
    desk_open(&live->desk, lists);
    desk_find_copies(&live->desk, line->has_copies ? once : 0);
    for (uint64_t left = patterns; left; left &= left - 1) due = sooner(due, go_on(live, line, lowest(left), now));
    if (live->desk.failed) return 0;
    line->last = (int32_t)now;
    line->due = (int32_t)due;
    return 1;
}

/* Marks that can turn no answer after the last minute looked at are let go of. */
static void forget(const Live *live, Line *line)
{
    int64_t last = line->last;
    int32_t n = 0;
    for (int32_t i = 0; i < line->n; i++) {
        const Packed *mark = line->marks + i;
        int64_t kept_for = live->kinds[mark->kind].kept_for;
        if (mark->gone > last && (kept_for == NEVER || mark->at + kept_for > last)) line->marks[n++] = *mark;
    }
    line->n = n;
}

/* Where there is no room: what can be let go of goes, and the room follows what is left. */
static int make_place(const Live *live, Line *line)
{
    forget(live, line);
    int32_t room = line->n + line->n / 8 + 1;
    Packed *other = realloc(line->marks, (size_t)room * sizeof *other);
    if (!other) return 0;
    line->marks = other;
    line->room = room;
    return 1;
}

static int put_in(const Live *live, Line *line, Packed mark)
{
    if (line->n == line->room && !make_place(live, line)) return 0;
    int32_t i = line->n++;
    for (; i > 0 && line->marks[i - 1].at > mark.at; i--) line->marks[i] = line->marks[i - 1];
    line->marks[i] = mark;
    for (int32_t j = 0; j < line->n; j++)
        line->has_copies |= j != i && line->marks[j].piece_low == mark.piece_low && line->marks[j].piece_high == mark.piece_high;
    return 1;
}

/* What is true stays so whatever may only make it true, and the other way round; where marks are copies, anything may. */
static uint64_t to_look_at(const Live *live, const Line *line, int32_t kind)
{
    const Kind *it = live->kinds + kind;
    return line->has_copies ? it->read : (it->rise & ~line->is_true) | (it->fall & line->is_true);
}

EXPORTED Live *live_begin(const Group *group, const Kind *kinds, Turned *turned, int64_t room)
{
    Live *live = calloc(1, sizeof *live);
    if (!live) return NULL;
    *live = (Live){.group = group, .kinds = kinds, .turned = turned, .turned_room = room};
    return live;
}

EXPORTED void live_end(Live *live)
{
    for (int64_t i = 0; i < live->how_many; i++) free(live->lines[i].marks);
    free(live->lines);
    desk_clear(&live->desk);
    free((void *)live->columns.piece);
    free(live);
}

/* A place for one more timeline; or -1 where memory ran out. */
EXPORTED int64_t live_add(Live *live)
{
    if (live->how_many == live->room) {
        int64_t room = live->room + live->room / 8 + 64;
        Line *wider = realloc(live->lines, (size_t)room * sizeof *wider);
        if (!wider) return -1;
        live->lines = wider;
        live->room = room;
    }
    live->lines[live->how_many] = (Line){NULL, 0, 0, 0, INT32_MIN, NEVER, 0, 0};
    return live->how_many++;
}

/* A mark is told at `known`. Gives how many answers turned; -1 where memory ran out, -2 where it is told before the last. */
EXPORTED int64_t live_arrive(Live *live, int64_t place, int32_t at, int32_t known, int32_t kind, int32_t agency, int64_t piece, int32_t person)
{
    Line *line = live->lines + place;
    live->turns = 0;
    if (known < line->last) return -2;
    Packed mark = {(int32_t)(uint64_t)piece, (int32_t)((uint64_t)piece >> 32), at, known, NEVER, person, (uint16_t)kind, (uint16_t)agency};
    if (!put_in(live, line, mark)) return -1;
    if (line->last == known) line->last = known - 1; /* more is told of a minute that was looked at: look at it again */
    uint64_t patterns = to_look_at(live, line, kind);
    if (!patterns && line->due > known) {
        line->last = known;
        return 0;
    }
    return look(live, line, patterns, known) ? live->turns : -1;
}

/* The piece is taken back at `now`. As live_arrive; -3 where none of its marks is held. */
EXPORTED int64_t live_go(Live *live, int64_t place, int64_t piece, int32_t now)
{
    Line *line = live->lines + place;
    uint64_t patterns = 0;
    live->turns = 0;
    if (now < line->last) return -2;
    for (int32_t i = 0; i < line->n; i++)
        if (piece_of(line->marks + i) == piece && line->marks[i].gone == NEVER) {
            line->marks[i].gone = now;
            patterns |= live->kinds[line->marks[i].kind].read;
        }
    if (!patterns) return -3;
    if (line->last == now) line->last = now - 1;
    return look(live, line, patterns, now) ? live->turns : -1;
}

/* The clock has come to `now`. As live_arrive. */
EXPORTED int64_t live_wait(Live *live, int64_t place, int32_t now)
{
    Line *line = live->lines + place;
    live->turns = 0;
    if (now < line->last) return -2;
    if (line->due > now) return 0;
    return look(live, line, 0, now) ? live->turns : -1;
}

EXPORTED int64_t live_due(const Live *live, int64_t place) { return live->lines[place].due; }

EXPORTED int64_t live_bytes(const Live *live)
{
    int64_t bytes = live->room * (int64_t)sizeof(Line);
    for (int64_t i = 0; i < live->how_many; i++) bytes += live->lines[i].room * (int64_t)sizeof(Packed);
    return bytes;
}
