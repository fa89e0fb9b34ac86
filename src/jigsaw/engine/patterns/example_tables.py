"""Reading a pattern's worked examples."""

from jigsaw.engine.patterns.pattern import Example, ExampleMark
from jigsaw.engine.patterns.tables import Table

_A_YEAR_ON = 366


def read_examples(table: Table) -> tuple[Example, ...]:
    """The tables under [[example]]; at least one."""
    written = table.raw("example")
    if not isinstance(written, list) or not written:
        table.fault("example", "is missing.", "Give at least one [[example]] with says, marks and raised.")
        return ()
    return tuple(_example(one, f"example[{i}]", table) for i, one in enumerate(written, 1))


def _example(content: object, key: str, parent: Table) -> Example:
    table = Table(content if isinstance(content, dict) else {}, key, parent.notes)
    marks = _marks(table)
    last = max((mark.day for mark in marks), default=0)
    until = table.raw("until")
    if until is not None and not _is_whole(until):
        table.fault("until", "is not a day.", "Give a whole number of days.")
    example = Example(
        says=table.text("says"),
        marks=marks,
        raised=_days(table, "raised"),
        ended=_days(table, "ended") if "ended" in table.content else None,
        until=until if isinstance(until, int) else last + _A_YEAR_ON,
    )
    table.finish()
    return example


def _days(table: Table, key: str) -> tuple[int, ...]:
    value = table.raw(key)
    if isinstance(value, list) and all(_is_whole(day) for day in value):
        return tuple(value)
    table.fault(key, "is not a list of days.", "Give whole numbers, such as [9]; [] means never.")
    return ()


def _marks(table: Table) -> tuple[ExampleMark, ...]:
    written = table.raw("marks")
    if not isinstance(written, list):
        table.fault("marks", "is not a list.", 'Give rows such as [0, "ambulance-call", "ambulance"].')
        return ()
    return tuple(mark for i, row in enumerate(written, 1) if (mark := _mark(row, i, table)))


def _mark(row: object, i: int, table: Table) -> ExampleMark | None:
    if not isinstance(row, list) or not _is_row(row):
        table.fault(f"marks[{i}]", "is not a mark.", "Give day, kind, agency and, when it matters, person.")
        return None
    if row[1] not in table.notes.vocabulary.resolve(row[1]):
        mend = "Write one kind as a timeline would hold it."
        table.fault(f"marks[{i}]", f'"{row[1]}" is no kind of mark.', mend)
    return ExampleMark(row[0], row[1], row[2], row[3] if len(row) == 4 else "one person")


def _is_row(row: list[object]) -> bool:
    return len(row) in (3, 4) and _is_whole(row[0]) and all(isinstance(word, str) for word in row[1:])


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
