"""The same text in the databases that Jigsaw itself stands on: SQLite, and PostgreSQL in the second run."""

import random

import pytest
from django.db import connection

from bench.fuzz_patterns import drawn_round, shipped
from bench.fuzz_twins import by_definition
from jigsaw.engine.patterns.naive import explain
from jigsaw.engine.patterns.sql import MARKS_TABLE, lines_sql, onsets_sql, pieces_sql, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Asks a statement of our database, in which the marks of some timelines stand."""

    def fill(lines):
        rows = [row_of(mark, line.subject) for line in lines for mark in line.marks]
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS marks")
            cursor.execute(MARKS_TABLE.replace("CREATE TABLE", "CREATE TEMPORARY TABLE"))
            cursor.executemany("INSERT INTO marks VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", rows)

    def ask(statement, lines=None):
        if lines is not None:
            fill(lines)
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    return ask


@pytest.mark.parametrize("seed", range(4))
def test_our_database_finds_what_the_definition_finds(asked, seed):
    one = drawn_round(random.Random(seed), 40, shipped() if seed % 2 else ())
    lines, answer = one.timelines(), {}
    for pattern in one.patterns:
        for subject, raised, ended in asked(onsets_sql(pattern, one.until), lines):
            answer[subject, pattern.id] = (*answer.get((subject, pattern.id), ()), (raised, ended))
    assert answer == by_definition(one.patterns, lines, one.until)


def test_our_database_explains_as_the_definition_does(asked):
    one = drawn_round(random.Random(7), 12, ())
    for line in one.timelines():
        pattern, now = one.patterns[0], one.until // 2
        told = explain(pattern, line, now).lines
        whole, *lines = asked(lines_sql(pattern, line.subject, now), [line])
        assert [int(value) for _, _, value, _, _ in lines] == [each.value for each in told]
        assert bool(whole[4]) == explain(pattern, line, now).holds
        pieces = {(number, piece) for number, each in enumerate(told, 1) for piece in each.pieces}
        assert set(asked(pieces_sql(pattern, line.subject, now))) == pieces
