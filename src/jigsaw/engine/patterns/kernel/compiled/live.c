/* Pieces as they arrive: each person's marks packed, what was true of them, and when the clock alone may next turn it.

   A mark that is told at a minute changes nothing before that minute. So what was true is kept as bits, and only what
   comes after the last minute looked at is looked at again, by the same sweep as over years. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

/* The marks lie in one block, as columns, so that nothing has to be laid out before they are read. The columns of those
   whom marks are about, and of incidents, are there only where some mark has one. */
typedef struct {
    char *block;
    uint64_t is_true;
    int32_t n, room, last, due; /* due: the first minute at which the clock may turn an answer */
    uint8_t has_copies, has_people, has_incidents;
} Line;

/* A line's columns, to be written to. counted is the pieces where there are no incidents; person NULL without people. */
typedef struct {
    int64_t *piece, *counted;
    int32_t *at, *known, *gone, *person;
    uint16_t *kind, *agency;
} Columns;

/* One mark as it is told. */
typedef struct {
    int64_t piece, counted;
    int32_t at, known, person;
    uint16_t kind, agency;
} Told;

/* By kind: the patterns that read it, those that a mark of it may make true by appearing, and those it may make untrue.
   kept_for: minutes after which a mark can turn no answer; NEVER where it always may. */
typedef struct {
    uint64_t read, rise, fall;
    int64_t kept_for;
} Kind;

typedef struct {
    int32_t pattern, at, is_true;
} Turned;

typedef struct Live {
    const Group *group;
    const Kind *kinds;
    Line *lines;
    int64_t how_many, room, failed;
    Turned *turned;
    int64_t turns, turned_room;
    Desk desk;
    int64_t desk_room;
    int32_t *nobody; /* as many noughts as the desk has room */
    uint64_t once;   /* sets in which copies of one thing are to be counted once */
} Live;

static int make_room(Live *live, int64_t marks)
{
    if (marks <= live->desk_room) return 1;
    size_t room = 2 * (size_t)marks + 64;
    desk_clear(&live->desk);
    free(live->nobody);
    live->nobody = calloc(room, sizeof *live->nobody);
    live->desk_room = live->nobody && desk_set_up(&live->desk, live->group, (int64_t)room) ? (int64_t)room : 0;
    return live->desk_room > 0;
}

static size_t size_of(const Line *line)
{
    return (size_t)line->room * (24 + 4 * (size_t)line->has_people + 8 * (size_t)line->has_incidents);
}

static Columns columns_of(const Line *line)
{
    int64_t room = line->room, *piece = (int64_t *)line->block, *counted = line->has_incidents ? piece + room : piece;
    int32_t *at = (int32_t *)(counted + room), *person = line->has_people ? at + 3 * room : NULL;
    uint16_t *kind = (uint16_t *)(at + (line->has_people ? 4 : 3) * room);
    return (Columns){piece, counted, at, at + room, at + 2 * room, person, kind, kind + room};
}

static Marks marks_of(const Live *live, const Line *line)
{
    Columns it = columns_of(line);
    return (Marks){it.at, it.known, it.gone, it.person ? it.person : live->nobody, it.piece, it.counted, it.kind, it.agency};
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
    desk_begin(&live->desk, marks_of(live, line), line->n, (int64_t)line->last + 1);
    desk_open(&live->desk, lists);
    desk_find_copies(&live->desk, line->has_copies ? once : 0);
    for (uint64_t left = patterns; left; left &= left - 1) due = sooner(due, go_on(live, line, lowest(left), now));
    if (live->desk.failed) return 0;
    line->last = (int32_t)now;
    line->due = (int32_t)due;
    return 1;
}

/* Mark i of one goes to place j of another. */
static void copy(Columns from, int64_t i, Columns to, int64_t j)
{
    to.piece[j] = from.piece[i];
    to.counted[j] = from.counted[i];
    to.at[j] = from.at[i];
    to.known[j] = from.known[i];
    to.gone[j] = from.gone[i];
    if (to.person) to.person[j] = from.person ? from.person[i] : 0;
    to.kind[j] = from.kind[i];
    to.agency[j] = from.agency[i];
}

/* Whether the mark may still turn an answer after the last minute looked at. */
static int is_needed(const Live *live, const Line *line, Columns of, int64_t i)
{
    int64_t kept_for = live->kinds[of.kind[i]].kept_for;
    return of.gone[i] > line->last && (kept_for == NEVER || of.at[i] + kept_for > line->last);
}

/* Room for one more mark, of this kind. What can turn nothing any more is let go of, and the room follows what is left. */
static int make_place(const Live *live, Line *line, const Told *told)
{
    Line other = *line;
    Columns from = columns_of(line);
    other.has_people |= told->person != 0;
    other.has_incidents |= told->counted != told->piece;
    if (line->n < line->room && size_of(&other) == size_of(line)) return 1;
    other.n = 0;
    for (int32_t i = 0; i < line->n; i++) other.n += is_needed(live, line, from, i);
    other.room = other.n + other.n / 8 + 1;
    other.block = malloc(size_of(&other));
    if (!other.block) return 0;
    Columns to = columns_of(&other);
    for (int32_t i = 0, n = 0; i < line->n; i++)
        if (is_needed(live, line, from, i)) copy(from, i, to, n++);
    free(line->block);
    *line = other;
    return 1;
}

/* Whether an earlier mark counts as the same as the one told, and can be seen together with it. */
static int is_copy(const Live *live, Columns of, int32_t i, const Told *told)
{
    const uint64_t *by_kind = live->group->by_kind;
    if (of.counted[i] != told->counted || of.gone[i] <= later(told->at, told->known)) return 0;
    return told->counted != told->piece || (by_kind[of.kind[i]] & by_kind[told->kind] & live->once);
}

static int put_in(const Live *live, Line *line, const Told *told)
{
    if (!make_place(live, line, told)) return 0;
    Columns to = columns_of(line);
    int32_t i = line->n;
    for (int32_t j = 0; j < line->n; j++) line->has_copies |= to.counted[j] == told->counted && is_copy(live, to, j, told);
    for (; i > 0 && to.at[i - 1] > told->at; i--) copy(to, i - 1, to, i);
    line->n++;
    to.piece[i] = told->piece;
    to.counted[i] = told->counted;
    to.at[i] = told->at;
    to.known[i] = told->known;
    to.gone[i] = NEVER;
    if (to.person) to.person[i] = told->person;
    to.kind[i] = told->kind;
    to.agency[i] = told->agency;
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
    for (int64_t i = 0; i < group->how_many; i++) live->once |= group->patterns[i].once;
    return live;
}

EXPORTED void live_end(Live *live)
{
    for (int64_t i = 0; i < live->how_many; i++) free(live->lines[i].block);
    free(live->lines);
    desk_clear(&live->desk);
    free(live->nobody);
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
    live->lines[live->how_many] = (Line){.last = INT32_MIN, .due = NEVER};
    return live->how_many++;
}

/* A mark is told at `known`; incident: a number from nought, or below it for none. Gives how many answers turned; -1 where
   memory ran out, -2 where it is told before the last. */
EXPORTED int64_t live_arrive(Live *live, int64_t place, int32_t at, int32_t known, int32_t kind, int32_t agency, int64_t piece,
                             int32_t person, int64_t incident)
{
    Line *line = live->lines + place;
    Told told = {piece, incident < 0 ? piece : INT64_MIN + incident, at, known, person, (uint16_t)kind, (uint16_t)agency};
    live->turns = 0;
    if (known < line->last) return -2;
    if (!put_in(live, line, &told)) return -1;
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
    Columns of = columns_of(line);
    for (int32_t i = 0; i < line->n; i++)
        if (of.piece[i] == piece && of.gone[i] == NEVER) {
            of.gone[i] = now;
            patterns |= live->kinds[of.kind[i]].read;
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
    for (int64_t i = 0; i < live->how_many; i++) bytes += (int64_t)size_of(live->lines + i);
    return bytes;
}
