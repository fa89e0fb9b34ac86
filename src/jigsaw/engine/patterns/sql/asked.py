"""The generated SQL, asked of one timeline in a SQLite database in memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from jigsaw.engine.patterns.describe import Labels, plain_kind
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.sql.statements import lines_sql, pieces_sql
from jigsaw.engine.patterns.sql.table import COLUMNS, MARKS_TABLE, row_of
from jigsaw.engine.patterns.timeline import Timeline


@dataclass(frozen=True)
class AskedLine:
    """One comparison as the database has it; `pieces` in the order of their ids."""

    asks: str
    value: int
    needed: int
    holds: bool
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class SecondOpinion:
    """What a database makes of the same definition and the same marks. text: the statement that was run."""

    holds: bool
    lines: tuple[AskedLine, ...]
    text: str


def second_opinion(
    pattern: Pattern, timeline: Timeline, at: int, label: Labels = plain_kind
) -> SecondOpinion:
    """Why the pattern was, or was not, true of the timeline at the minute `at`, by the generated SQL alone.

    The same answer as `naive.explain`, which shares no code with it but the words of `asks`.
    """
    text = lines_sql(pattern, timeline.subject, at, label)
    with marks_in_memory([timeline]) as database:
        whole, *lines = database.execute(text).fetchall()
        pieces: dict[int, list[str]] = {}
        for line, piece in database.execute(pieces_sql(pattern, timeline.subject, at, label)):
            pieces.setdefault(line, []).append(piece)
    asked = tuple(
        AskedLine(asks, value, needed, bool(holds), tuple(pieces.get(n, ())))
        for n, asks, value, needed, holds in lines
    )
    return SecondOpinion(bool(whole[4]), asked, text)


@contextmanager
def marks_in_memory(timelines: Iterable[Timeline]) -> Iterator[sqlite3.Connection]:
    """A database in memory with the table `marks` of these timelines, each by its subject."""
    places = ", ".join("?" * len(COLUMNS))
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(MARKS_TABLE)
        rows = (row_of(mark, timeline.subject) for timeline in timelines for mark in timeline.marks)
        database.executemany(f"INSERT INTO marks VALUES ({places})", rows)
        yield database
