"""The back-test over Parquet: from a file's columns straight into the compiled kernel, a part of the file at a time.

**The file.** One row is one mark, as `timeline.Mark` has it, in the columns

- subject     whose timeline it is on: whole numbers or words. The file is in the order of it.
- at, known   when it happened, and when we were told: whole minutes since 1970 in UTC, or timestamps
- gone        when it was taken back, null where it was not
- kind, agency   words
- piece       whole numbers from nought, or words; null for a mark of no piece
- person      whom it is about, on timelines of homes; may be left out
- incident    as piece; null where the mark is no copy; may be left out

Rows of a kind that no pattern reads are dropped as they are read. pyarrow reads the files (the extra `train`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.compute
import pyarrow.parquet
from numpy.typing import NDArray

from jigsaw.engine.patterns.kernel.columns import UNREAD, Bits, Room, Rows, kept
from jigsaw.engine.patterns.kernel.encode import Encoded
from jigsaw.engine.patterns.kernel.finding import Finder
from jigsaw.engine.patterns.kernel.kernel import Kernel
from jigsaw.engine.patterns.kernel.layout import LASTS, NEVER
from jigsaw.engine.patterns.kernel.library import library
from jigsaw.engine.patterns.kernel.plan import NotForTheKernel
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import Mark, SubjectKind, Timeline
from jigsaw.foundation.core.errors import JigsawError

AT_ONCE = 1 << 20
"""Rows read at once."""

NEAR_AN_END = 4096
"""Rows at an end of what was read, among which another subject is looked for first."""

NEEDED = ("subject", "at", "known", "gone", "kind", "agency", "piece")
MAY_BE_THERE = ("person", "incident")

Progress = Callable[[int, int], None]


class FileNotInOrder(JigsawError):
    """The rows of one subject do not stand together."""


class FileUnreadable(JigsawError):
    """There is no Parquet file there, or none that can be read."""


class ColumnsMissing(JigsawError):
    """A column that every file must have is not there."""


def onsets_in(
    path: Path, patterns: Sequence[Pattern], until: int, progress: Progress | None = None
) -> pyarrow.Table:
    """Every time that a pattern became true of a subject, up to and including the minute `until`.

    Columns: subject as in the file; pattern, its id; raised and ended, minutes since 1970 in UTC, ended null while it
    lasts. In the order of subjects, patterns and time. progress: told the rows read, and those there are.
    Raises FileUnreadable, ColumnsMissing, FileNotInOrder.
    """
    find = finding(patterns, until)
    parts = [find(part) for part in parts_of(path, progress)]
    if not parts:
        schema = pyarrow.parquet.read_schema(path)
        parts = [find(schema.empty_table())]
    return pyarrow.concat_tables(parts).combine_chunks()


def finding(patterns: Sequence[Pattern], until: int) -> Callable[[pyarrow.Table], pyarrow.Table]:
    """What finds the onsets in whole timelines given as a table; see `onsets_in`."""
    try:
        kernel = Kernel(patterns) if library() and patterns else None
    except NotForTheKernel:
        kernel = None
    return partial(_compiled, kernel, until, Room()) if kernel else partial(_plainly, tuple(patterns), until)


def parts_of(path: Path, progress: Progress | None = None) -> Iterator[pyarrow.Table]:
    """The file in parts; no timeline is in two of them."""
    with _opened(path) as file:
        names = file.schema_arrow.names
        if missing := [name for name in NEEDED if name not in names]:
            asked = "A file of marks was to be read."
            raise ColumnsMissing(asked, f"It lacks {', '.join(missing)}.", "Write these columns too.")
        columns = [*NEEDED, *(name for name in MAY_BE_THERE if name in names)]
        batches = file.iter_batches(AT_ONCE, columns=columns, use_threads=False)
        yield from whole_timelines(_told(batches, file.metadata.num_rows, progress))


def _opened(path: Path) -> pyarrow.parquet.ParquetFile:
    try:
        # Read ahead, a whole column of a row group would be copied once more before it is decoded.
        return pyarrow.parquet.ParquetFile(path, read_dictionary=["kind", "agency"], pre_buffer=False)
    except (OSError, pyarrow.ArrowInvalid) as error:
        asked, hindered = "A file of marks was to be read.", "It is not there, or it is no Parquet file."
        raise FileUnreadable(asked, hindered, "Check the path, and write the file as Parquet.") from error


def whole_timelines(tables: Iterable[pyarrow.Table]) -> Iterator[pyarrow.Table]:
    """The same rows, in the order of subjects, in parts of which none cuts a timeline in two."""
    pending = None
    for table in tables:
        whole, pending = _cut(pending, table)
        yield from filter(len, whole)
    if pending is not None:
        yield pending


def _told(
    batches: Iterable[pyarrow.RecordBatch], rows: int, progress: Progress | None
) -> Iterator[pyarrow.Table]:
    read = 0
    for batch in batches:
        yield pyarrow.Table.from_batches([batch])
        read += len(batch)
        if progress:
            progress(read, rows)


def encoded(table: pyarrow.Table, kernel: Kernel) -> Encoded:
    """The marks that the kernel's patterns read, of whole timelines given as a table. Raises FileNotInOrder."""
    return kept(_rows(table, kernel, starts_of(table["subject"])))


def starts_of(subject: pyarrow.ChunkedArray | pyarrow.Array) -> NDArray[np.int64]:
    """The first row of each subject, and one past the last. Raises FileNotInOrder."""
    column = _one(subject)
    if len(column) == 0:
        return np.zeros(1, np.int64)
    before, after = column.slice(0, len(column) - 1), column.slice(1)
    changes = np.flatnonzero(_differ(before, after))
    rising = pyarrow.compute.less(before.take(changes), after.take(changes))
    if not pyarrow.compute.all(rising, min_count=0).as_py():
        asked = "A file of marks was to be read."
        raise FileNotInOrder(asked, "Its subjects are not in order.", "Sort the file by subject.")
    return np.concatenate([[0], changes + 1, [len(column)]]).astype(np.int64)


def _differ(one: pyarrow.Array, other: pyarrow.Array) -> NDArray[np.bool_]:
    if pyarrow.types.is_integer(one.type) and one.null_count == 0 and other.null_count == 0:
        return np.asarray(one.to_numpy() != other.to_numpy())  # far quicker than a bit for each
    return np.asarray(pyarrow.compute.not_equal(one, other).to_numpy(zero_copy_only=False))


def _ends(subject: pyarrow.Array) -> tuple[int, int]:
    """Where the second subject begins, and where the last one does. Raises FileNotInOrder."""
    near = NEAR_AN_END
    while near < len(subject):
        head, tail = starts_of(subject.slice(0, near)), starts_of(subject.slice(len(subject) - near))
        if len(head) > 2 and len(tail) > 2:
            return int(head[1]), len(subject) - near + int(tail[-2])
        near *= 16
    starts = starts_of(subject)
    return int(starts[1]), int(starts[-2])


def _cut(pending: pyarrow.Table | None, table: pyarrow.Table) -> tuple[list[pyarrow.Table], pyarrow.Table]:
    """Whole timelines, and what is left: the last subject may go on in the next part. Few rows are copied."""
    first, last = _ends(_one(table["subject"]))
    head = table.slice(0, first)
    if pending is not None:
        head = pyarrow.concat_tables([pending, head]).unify_dictionaries().combine_chunks()
    if last:
        return [head, table.slice(first, last - first)], table.slice(last)
    begun = int(starts_of(head["subject"])[-2])
    return [head.slice(0, begun)], head.slice(begun)


def _compiled(kernel: Kernel, until: int, room: Room, table: pyarrow.Table) -> pyarrow.Table:
    starts = starts_of(table["subject"])
    marks = kept(_rows(table, kernel, starts), room)
    onsets = kernel.onsets(marks, np.full(len(marks), until, np.int64))
    subject = _one(table["subject"]).take(pyarrow.array(starts[onsets.timeline]))
    ids = [pattern.id for pattern in kernel.patterns]
    return _found(subject, onsets.pattern, ids, onsets.raised, onsets.ended)


def _plainly(patterns: tuple[Pattern, ...], until: int, table: pyarrow.Table) -> pyarrow.Table:
    starts = starts_of(table["subject"])
    subject_kind = patterns[0].subject if patterns else "person"
    lines = timelines_of(table, subject_kind)
    places = {pattern.id: i for i, pattern in enumerate(patterns)}
    rows = [
        (
            starts[place],
            places[pattern.id],
            found.raised_at,
            LASTS if found.ended_at is None else found.ended_at,
        )
        for place, pattern, found in Finder(patterns).find_all(lines, [until] * len(lines))
    ]
    first, number, raised, ended = np.array(rows, np.int64).reshape(-1, 4).T
    return _found(_one(table["subject"]).take(pyarrow.array(first)), number, list(places), raised, ended)


def timelines_of(table: pyarrow.Table, subject_kind: SubjectKind) -> list[Timeline]:
    """The timelines of a table, as the naive evaluator reads them."""
    starts = starts_of(table["subject"]).tolist()
    told = table.set_column(0, "subject", table["subject"])
    for name in ("at", "known", "gone"):
        told = told.set_column(told.column_names.index(name), name, _minutes(_one(table[name])))
    marks = [_mark(row) for row in told.to_pylist()]
    names = [str(table["subject"][i]) for i in starts[:-1]]
    spans = zip(names, starts, starts[1:], strict=False)
    return [Timeline(subject_kind, name, tuple(marks[low:high])) for name, low, high in spans]


def _mark(row: dict[str, Any]) -> Mark:
    def word(name: str) -> str:
        return "" if row.get(name) is None else str(row[name])

    return Mark(
        row["at"],
        row["known"],
        row["gone"],
        row["kind"],
        word("agency"),
        word("piece"),
        word("person"),
        word("incident"),
    )


def _found(
    subject: pyarrow.Array, pattern: Any, ids: list[str], raised: Any, ended: NDArray[Any]
) -> pyarrow.Table:
    numbers = pyarrow.array(pattern, pyarrow.int32())
    return pyarrow.table(
        {
            "subject": subject,
            "pattern": pyarrow.DictionaryArray.from_arrays(numbers, pyarrow.array(ids, pyarrow.string())),
            "raised": pyarrow.array(raised, pyarrow.int32()),
            "ended": pyarrow.array(ended, pyarrow.int32(), mask=np.asarray(ended) == LASTS),
        }
    )


def _rows(table: pyarrow.Table, kernel: Kernel, starts: NDArray[np.int64]) -> Rows:
    names = {*table.column_names}
    kind, agency = (_coded(_one(table[name])) for name in ("kind", "agency"))
    columns = {name: _minutes(_one(table[name])) for name in ("at", "known", "gone")}
    columns["piece"] = _numbered(_one(table["piece"]))
    if "incident" in names:
        columns["incident"] = _numbered(_one(table["incident"]))
    there = {name: _there(one) for name, one in columns.items() if one.null_count}
    numbers = {word: i for i, word in enumerate(["", *sorted({*agency.dictionary.to_pylist()} - {"", None})])}
    rows = Rows(
        **{name: _values(one) for name, one in columns.items()},
        kind=_values(kind.indices),
        agency=_values(agency.indices),
        starts=starts,
        kind_of=np.array([kernel.kinds.get(one, UNREAD) for one in kind.dictionary.to_pylist()], np.uint16),
        agency_of=np.array([numbers[one or ""] for one in agency.dictionary.to_pylist()], np.uint16),
        there=there,
    )
    return replace(rows, person=_persons(_one(table["person"]))) if "person" in names else rows


def _one(column: pyarrow.ChunkedArray | pyarrow.Array) -> pyarrow.Array:
    if isinstance(column, pyarrow.Array):
        return column
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _coded(column: pyarrow.Array) -> pyarrow.DictionaryArray:
    """Words as numbers of a dictionary; null as no word."""
    if column.null_count:
        column = pyarrow.compute.fill_null(column.cast(pyarrow.string()), "")
    if not pyarrow.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    return column


def _minutes(column: pyarrow.Array) -> pyarrow.Array:
    """As 32 bits. A time past the year 6000 lies outside every window: it is held at the edge."""
    if pyarrow.types.is_timestamp(column.type):
        seconds = pyarrow.compute.floor_temporal(column, unit="minute").cast(pyarrow.timestamp("s"))
        column = pyarrow.compute.divide(seconds.cast(pyarrow.int64()), 60)
    if pyarrow.types.is_null(column.type):
        return column.cast(pyarrow.int32())
    if column.type == pyarrow.int32():
        return column
    low = pyarrow.compute.min_element_wise(column, NEVER, skip_nulls=False)
    return pyarrow.compute.max_element_wise(low, -NEVER, skip_nulls=False).cast(pyarrow.int32())


def _numbered(column: pyarrow.Array) -> pyarrow.Array:
    """Whole numbers as they are, words by the place where they first stand: a subject's rows are never apart."""
    if pyarrow.types.is_integer(column.type):
        return column.cast(pyarrow.int64())
    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(pyarrow.string())
    return column.dictionary_encode().indices.cast(pyarrow.int64())


def _persons(column: pyarrow.Array) -> NDArray[np.int32]:
    coded = _coded(column.cast(pyarrow.string()))
    words = coded.dictionary.to_pylist()
    numbers = {word: i for i, word in enumerate(["", *sorted({*words} - {""})])}
    table = np.array([numbers[word] for word in words], np.int32)
    return table[_values(coded.indices)] if len(words) else np.zeros(len(column), np.int32)


def _values(column: pyarrow.Array) -> NDArray[Any]:
    """The column's own memory; what stands where a value is missing means nothing."""
    width = column.type.bit_width // 8
    whole = np.frombuffer(column.buffers()[1] or b"", dtype=f"i{width}")
    return np.ascontiguousarray(whole[column.offset : column.offset + len(column)])


def _there(column: pyarrow.Array) -> Bits:
    return Bits(np.frombuffer(column.buffers()[0], np.uint8), column.offset)
