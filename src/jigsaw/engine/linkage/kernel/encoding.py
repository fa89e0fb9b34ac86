"""Columns of a batch as whole numbers. Arrow's dictionaries do it where Arrow is installed, Python's otherwise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.evaluation import make_operand, make_test
from jigsaw.engine.linkage.expressions import Call, Column, Literal
from jigsaw.engine.linkage.kernel.numbering import ABSENT, Codes, Numbering, longer
from jigsaw.engine.linkage.kernel.operands import StoredColumn
from jigsaw.engine.linkage.model import Model


@cache
def arrow() -> Any:
    """Arrow, where it is installed (with Splink)."""
    try:
        import pyarrow
    except ImportError:
        return None
    return pyarrow


def reader_of(column: StoredColumn) -> Callable[[Any], Any] | None:
    """What makes a stored value of a record's, None for none; None where the value is stored as it is."""
    positions = {column.base: 0}
    if column.form == "flag" and column.condition is not None:
        test = make_test(column.condition, positions)
        return lambda value: True if test((value,), ()) else None
    if column.value is not None:
        operand = make_operand(column.value, positions)
        return lambda value: operand((value,), ())
    return None


@dataclass(frozen=True, slots=True)
class Distinct:
    """A column of a batch: the number of each row's value, and the distinct values (a list, or of Arrow)."""

    codes: Codes
    values: Any

    def listed(self) -> list[Any]:
        """The distinct values."""
        return self.values.to_pylist() if hasattr(self.values, "to_pylist") else list(self.values)


def distinct(column: Sequence[Any]) -> Distinct:
    """The distinct values of a column, in the order in which they appear."""
    library = arrow()
    if library is not None:
        found = _by_arrow(library, column)
        if found is not None:
            return found
    numbers: dict[Any, int] = {}
    codes = np.fromiter(
        (ABSENT if v is None else numbers.setdefault(v, len(numbers)) for v in _plain(column)),
        np.int32,
        len(column),
    )
    return Distinct(codes, list(numbers))


def _plain(column: Sequence[Any]) -> list[Any]:
    values = column.to_pylist() if hasattr(column, "to_pylist") else list(column)
    return [tuple(value) if isinstance(value, list) else value for value in values]


def _by_arrow(library: Any, column: Any) -> Distinct | None:
    try:
        array = column if hasattr(column, "dictionary_encode") else library.array(column)
    except (library.ArrowInvalid, library.ArrowTypeError):
        return None
    if isinstance(array, library.ChunkedArray):
        array = array.combine_chunks()
    if library.types.is_nested(array.type) or library.types.is_null(array.type):
        return None
    encoded = array.dictionary_encode()
    return Distinct(_as_codes(encoded.indices), encoded.dictionary)


def number_together(
    columns: Sequence[StoredColumn], found: Sequence[Distinct], numbering: Numbering
) -> list[Codes]:
    """The numbers of the stored values of columns that share one numbering, by row."""
    parts = [_stored_by_arrow(column, each) for column, each in zip(columns, found, strict=True)]
    library = arrow()
    if library is None or None in parts or len({str(part.type) for part in parts if part is not None}) != 1:
        return [_numbered(*each, numbering) for each in zip(columns, found, strict=True)]
    if columns[0].value is None and len(parts) == 1:
        numbering.take_arrow(parts[0])
        return [found[0].codes]
    encoded = library.concat_arrays(parts).dictionary_encode()
    numbering.take_arrow(encoded.dictionary)
    numbers = np.append(_as_codes(encoded.indices), np.int32(ABSENT))
    starts = np.cumsum([0, *(len(part) for part in parts if part is not None)])
    return [
        numbers[np.where(each.codes < 0, ABSENT, each.codes + start)].astype(np.int32, copy=False)
        for each, start in zip(found, starts, strict=False)
    ]


def _stored_by_arrow(column: StoredColumn, found: Distinct) -> Any:
    """A column's stored values of the distinct ones, where Arrow makes them without Python."""
    if column.form != "value" or not hasattr(found.values, "to_pylist"):
        return None
    match column.value:
        case None:
            return found.values
        case Call("substring", (Column(), Literal(float(start)), Literal(float(count)))) if (
            start >= 1 <= count
        ):
            import pyarrow.compute as compute

            first = int(start) - 1
            return compute.utf8_slice_codeunits(found.values, first, first + int(count))
    return None


def _numbered(column: StoredColumn, found: Distinct, numbering: Numbering) -> Codes:
    read, values = reader_of(column), found.listed()
    stored = values if read is None else [read(value) for value in values]
    absent = None if read is None else read(None)
    table = np.append(numbering.take(stored), numbering.take([absent]))
    return table[found.codes].astype(np.int32, copy=False)


def _as_codes(indices: Any) -> Codes:
    codes: Codes = indices.fill_null(ABSENT).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return codes


@dataclass(slots=True)
class Lists:
    """The items of each row's list as numbers, ascending, each once; which rows have a list."""

    start: NDArray[np.int64]
    items: NDArray[np.int32]
    count: int
    used: int

    def add(self, numbers: set[int]) -> bool:
        """Put one more list behind the others, by its items' numbers. Returns whether they moved."""
        before = self.start, self.items
        if self.count + 2 > len(self.start):
            self.start = longer(self.start, self.count * 2 + 64)
        if self.used + len(numbers) > len(self.items):
            self.items = longer(self.items, (self.used + len(numbers)) * 2 + 64)
        self.items[self.used : self.used + len(numbers)] = sorted(numbers)
        self.used, self.count = self.used + len(numbers), self.count + 1
        self.start[self.count] = self.used
        return before[0] is not self.start or before[1] is not self.items


def encode_lists(column: Sequence[Any], numbering: Numbering) -> tuple[Codes, Lists]:
    """A column of lists: a row's own number where it has a list, and the lists."""
    present, lengths, items = _flattened(column)
    codes = _numbers_of(items, numbering)
    row = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    keys = np.unique((row << 32) | codes.astype(np.int64)[: len(row)]) if len(row) else row
    keys = keys[(keys & 0xFFFFFFFF) != 0xFFFFFFFF]
    start = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(np.bincount(keys >> 32, minlength=len(lengths)), out=start[1:])
    own = np.where(present, np.arange(len(lengths), dtype=np.int32), np.int32(ABSENT))
    return own, Lists(start, (keys & 0xFFFFFFFF).astype(np.int32), len(lengths), len(keys))


def _numbers_of(items: Sequence[Any], numbering: Numbering) -> Codes:
    found = distinct(items)
    return np.append(numbering.take(found.listed()), np.int32(ABSENT))[found.codes]


def _flattened(column: Sequence[Any]) -> tuple[NDArray[np.bool_], NDArray[np.int64], Sequence[Any]]:
    library = arrow()
    if library is not None and hasattr(column, "dictionary_encode"):
        import pyarrow.compute as compute

        array = column.combine_chunks() if hasattr(column, "combine_chunks") else column
        lengths = compute.fill_null(compute.list_value_length(array), 0).to_numpy(zero_copy_only=False)
        present = compute.is_valid(array).to_numpy(zero_copy_only=False)
        return present, lengths.astype(np.int64), compute.list_flatten(array)
    values = _plain(column)
    present = np.fromiter((value is not None for value in values), np.bool_, len(values))
    lengths = np.fromiter((len(value or ()) for value in values), np.int64, len(values))
    return present, lengths, [item for value in values for item in value or ()]


def order_of(ids: Sequence[Any]) -> NDArray[np.int64]:
    """The rows in the order of their ids: which of a pair is the left one is decided by it."""
    library = arrow()
    if library is not None and hasattr(ids, "dictionary_encode"):
        import pyarrow.compute as compute

        return np.asarray(compute.sort_indices(ids).to_numpy(), np.int64)
    listed = list(ids)
    return np.asarray(sorted(range(len(listed)), key=listed.__getitem__), np.int64)


def sources_of(sources: Sequence[Any] | None) -> Codes | None:
    """Each row's source as a number."""
    return None if sources is None else distinct(sources).codes


Columns = Mapping[str, Sequence[Any]]


def columns_of(model: Model, rows: Sequence[Row]) -> Columns:
    """Rows of a model (`model.row`) as columns by name."""
    turned: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(model.columns)
    return dict(zip(model.columns, turned, strict=True))
