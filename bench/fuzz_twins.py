"""The ways to one answer: the definition, the compiled kernel, the kernel arrival by arrival, the generated SQL.

An answer is a table: (subject, pattern) to the spans in which the pattern was true, as (raised, ended) in minutes. A
subject of whom a pattern never was true is not in it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from bench.fuzz_lives import Group, Life
from jigsaw.engine.patterns.kernel import Kernel, encode
from jigsaw.engine.patterns.kernel.layout import LASTS
from jigsaw.engine.patterns.naive import evaluation_points, holds
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.sql import MARKS_TABLE, onsets_sql, row_of
from jigsaw.engine.patterns.sql.table import COLUMNS
from jigsaw.engine.patterns.timeline import Mark, Timeline

Span = tuple[int, int | None]
Answer = dict[tuple[str, str], tuple[Span, ...]]


@dataclass(frozen=True)
class Round:
    """Some lives and some patterns, and every group of records as a timeline of its own."""

    patterns: list[Pattern]
    lives: list[Life]
    until: int

    def timelines(self) -> list[Timeline]:
        """A timeline for every group that there ever was in a life."""
        return [
            Timeline("person", subject_of(place, group), tuple(life.marks_of(group)))
            for place, life in enumerate(self.lives)
            for group in life.groups
        ]


def subject_of(place: int, group: Group) -> str:
    """The name of a group's timeline."""
    return f"{place}/{''.join(group)}"


def by_definition(patterns: Sequence[Pattern], timelines: Sequence[Timeline], until: int) -> Answer:
    """The definition alone: whether the condition holds of the marks to be seen, at one moment after another."""
    answer: Answer = {}
    for line in timelines:
        for pattern in patterns:
            if spans := _spans(pattern, line, until):
                answer[line.subject, pattern.id] = spans
    return answer


def _spans(pattern: Pattern, line: Timeline, until: int) -> tuple[Span, ...]:
    marks = line.marks_of(pattern.reads)
    spans: list[Span] = []
    is_true = False
    for now in evaluation_points(pattern.condition, marks, until):
        was_true = is_true
        is_true = holds(pattern.condition, [mark for mark in marks if mark.is_visible(now)], now)
        if is_true and not was_true:
            spans.append((now, None))
        elif was_true and not is_true:
            spans[-1] = (spans[-1][0], now)
    return tuple(spans)


def by_kernel(
    kernel: Kernel, timelines: Sequence[Timeline], untils: Sequence[int]
) -> list[dict[str, tuple[Span, ...]]]:
    """The compiled kernel over all timelines at once: for each, its patterns' spans."""
    onsets = kernel.onsets(encode(timelines, kernel.kinds), np.array(untils, np.int64))
    found: list[dict[str, tuple[Span, ...]]] = [{} for _ in timelines]
    columns = (onsets.timeline, onsets.pattern, onsets.raised, onsets.ended)
    for place, number, raised, ended in zip(*(column.tolist() for column in columns), strict=True):
        name = kernel.patterns[number].id
        found[place][name] = (*found[place].get(name, ()), (raised, None if ended == LASTS else ended))
    return found


def by_sql(patterns: Sequence[Pattern], timelines: Sequence[Timeline], until: int) -> Answer:
    """The generated SQL on DuckDB, one statement for each pattern over all timelines."""
    rows = [row_of(mark, line.subject) for line in timelines for mark in line.marks]
    answer: Answer = {}
    with duckdb.connect(config={"threads": 1}) as database:
        database.execute(MARKS_TABLE)
        if rows:
            columns = [pa.array(column) for column in zip(*rows, strict=True)]
            columns[3] = columns[3].cast(pa.int64())
            database.register("given", pa.table(columns, names=list(COLUMNS)))
            database.execute("INSERT INTO marks SELECT * FROM given")
        for pattern in patterns:
            for subject, raised, ended in database.execute(onsets_sql(pattern, until)).fetchall():
                key = (subject, pattern.id)
                answer[key] = (*answer.get(key, ()), (raised, ended))
    return answer


@dataclass(frozen=True)
class Step:
    """One reading of one group at the minute of an arrival, a withdrawal, a join or a parting."""

    subject: str
    timeline: Timeline
    now: int


def steps_of(place: int, life: Life, until: int) -> Iterator[Step]:
    """Every reading of a life, live, until a minute: of whoever is touched, by what was known then."""
    marks = [(record, mark) for record, told in life.marks.items() for mark in told]
    touched: dict[int, set[str]] = {}
    for record, mark in marks:
        for minute in (mark.known, mark.gone):
            if minute is not None and minute <= until:
                touched.setdefault(minute, set()).add(record)
    since = [minute for minute, _ in life.groupings]
    for minute in since[1:]:
        touched.setdefault(minute, set()).update(life.marks)
    for minute in sorted(touched):
        for group in life.groupings[max(0, bisect_right(since, minute) - 1)][1]:
            if touched[minute].intersection(group):
                told = tuple(as_known(life.marks_of(group), minute))
                subject = subject_of(place, group)
                yield Step(subject, Timeline("person", subject, told), minute)


def as_known(marks: Sequence[Mark], now: int) -> Iterator[Mark]:
    """The marks as they stood at a minute: what came later had not come, what went later had not gone."""
    for one in marks:
        if one.known > now:
            continue
        if one.gone is None or one.gone <= now:
            yield one
        else:
            yield Mark(one.at, one.known, None, one.kind, one.agency, one.piece, one.person, one.incident)


def cut(spans: Sequence[Span], now: int) -> tuple[Span, ...]:
    """What of these spans there was to be known at a minute."""
    return tuple(
        (raised, ended if ended is not None and ended <= now else None)
        for raised, ended in spans
        if raised <= now
    )
