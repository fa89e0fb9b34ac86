"""The generated SQL gives the answer of the definition, in more than one database."""

import duckdb
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jigsaw.engine.patterns.language import DAY, AllOf, AnyOf, Comparison, Flag, Number
from jigsaw.engine.patterns.naive import explain, find, holds
from jigsaw.engine.patterns.sql import MARKS_TABLE, onsets_sql, row_of, second_opinion
from jigsaw.engine.patterns.sql.asked import marks_in_memory
from jigsaw.engine.patterns.timeline import Timeline
from tests.engine.patterns.invented import (
    CONDITIONS,
    MARKS,
    UNTIL,
    kinds,
    mark,
    only,
    pattern,
    timeline,
)

LINES = st.lists(MARKS, min_size=1, max_size=3)


def named(lines):
    return [Timeline("person", str(place), tuple(marks)) for place, marks in enumerate(lines)]


def plainly(one, lines, until=UNTIL):
    return [
        (line.subject, found.raised_at, found.ended_at) for line in lines for found in find(one, line, until)
    ]


def in_sqlite(one, lines, until=UNTIL):
    with marks_in_memory(lines) as database:
        return database.execute(onsets_sql(one, until)).fetchall()


def in_duckdb(one, lines, until=UNTIL):
    with duckdb.connect() as database:
        database.execute(MARKS_TABLE)
        for row in (row_of(each, line.subject) for line in lines for each in line.marks):
            database.execute("INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return database.execute(onsets_sql(one, until)).fetchall()


@settings(max_examples=max(100, settings().max_examples))
@given(CONDITIONS, LINES)
def test_sqlite_finds_what_the_definition_finds(condition, lines):
    assume(not holds(condition, [], 0))
    assert in_sqlite(pattern(condition), named(lines)) == plainly(pattern(condition), named(lines))


@settings(max_examples=12)
@given(CONDITIONS, LINES)
def test_duckdb_finds_what_the_definition_finds(condition, lines):
    assume(not holds(condition, [], 0))
    assert in_duckdb(pattern(condition), named(lines)) == plainly(pattern(condition), named(lines))


@settings(max_examples=max(60, settings().max_examples))
@given(CONDITIONS, MARKS, st.integers(0, UNTIL))
def test_of_one_subject_at_one_minute_it_gives_what_the_explanation_gives(condition, marks, now):
    one, line = pattern(condition), timeline(*marks)
    asked, told = second_opinion(one, line, now), explain(one, line, now)
    assert asked.holds == told.holds
    assert [(one.asks, one.value, one.needed, one.holds, one.pieces) for one in asked.lines] == [
        (one.asks, one.value, one.needed, one.holds, tuple(sorted(one.pieces))) for one in told.lines
    ]


def test_it_can_be_read_beside_the_words_of_the_pattern():
    text = onsets_sql(only(Number(kinds("call"), 30 * DAY), 2), 99)
    assert "-- 1. 2 or more of “call” in 30 days.\ncounted_1 AS (" in text
    assert "AND happened > now - 43200 /* 30 days */" in text


def test_a_word_with_a_quotation_mark_stays_a_word():
    one = pattern(AllOf((Comparison(Flag("o'clock"), 1), Comparison(Number(kinds("--'"), 9), 1))))
    lines = [timeline(mark(1, "o'clock:started"), mark(2, "--'"))]
    assert in_sqlite(one, lines) == in_duckdb(one, lines) == [("ann", 2, 11)]


def test_a_subject_that_is_not_there_has_nothing():
    one = pattern(AnyOf((Comparison(Number(kinds("call"), 9), 1), Comparison(Flag("x"), 1))))
    told = second_opinion(one, timeline(), 5)
    assert (told.holds, [line.value for line in told.lines]) == (False, [0, 0])


def differing(day, agency, *pieces):
    """Two agencies hold different answers from that day on."""
    return mark(day * DAY, "differ:accommodation:started", agency, piece="&".join(pieces))


def test_where_two_answers_differ_it_names_both_pieces_as_the_explanation_does():
    asks = Comparison(Flag("differ:accommodation"), 1), Comparison(Number(kinds("call"), 9 * DAY), 1)
    one = pattern(AllOf(asks))
    line = timeline(
        differing(1, "trust", "a", "b"), differing(2, "council", "a", "c"), mark(3 * DAY, "call", piece="d")
    )
    asked, told = second_opinion(one, line, 4 * DAY), explain(one, line, 4 * DAY)
    assert [each.pieces for each in asked.lines] == [tuple(sorted(each.pieces)) for each in told.lines]
    assert asked.lines[0].pieces[0] == "a"
