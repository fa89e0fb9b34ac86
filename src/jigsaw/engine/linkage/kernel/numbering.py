"""Every distinct value once: a number for each, so that equality is an equality of whole numbers."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from math import inf, log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.kernel.layout import TEXT

Codes = NDArray[np.int32]
ABSENT = -1
_LINE, _ABREAST = 16, 8


class Numbering:
    """The distinct values of columns that are compared with each other, in the order of their numbers.

    Made from a batch, or one value at a time; `measured`: texts, whose letters a kernel reads. `moved`: where a
    kernel was told that its tables are they are no longer.
    """

    def __init__(self, *, measured: bool) -> None:
        self.measured = measured
        self.values: list[Any] = []
        self._arrow: Any = None
        self._numbers: dict[Hashable, int] = {}
        self._tables: list[Table] = []
        self._texts: Texts | None = None
        self.moved = False

    def __len__(self) -> int:
        return len(self._arrow) if self._arrow is not None else len(self.values)

    def take_arrow(self, distinct: Any) -> None:
        """Start with distinct values that an Arrow array holds in the order of their numbers."""
        self._arrow = distinct

    def take(self, values: Sequence[Any]) -> Codes:
        """The numbers of these values, in their order; None is absent."""
        number = self.number
        return np.fromiter((ABSENT if v is None else number(v) for v in values), np.int32, len(values))

    def listed(self) -> list[Any]:
        """The values by number."""
        self._unfold()
        return self.values

    def numbers(self) -> dict[Hashable, int]:
        """The number of each value, kept up as values come."""
        self._unfold()
        return self._numbers

    def number(self, value: Hashable) -> int:
        """The number of a value, a new one where it was never seen."""
        if self._arrow is not None:
            self._unfold()
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
            if self._texts is not None:
                self.moved |= self._texts.add(value)
            for table in self._tables:
                self.moved |= table.add(value)
        return found

    def table(self, of: Callable[[Any], float]) -> "Table":
        """A number for each value, kept up as values come."""
        if self._arrow is not None and isinstance(of, Frequencies):
            made = Table(of, of.of_arrow(self._arrow))
        else:
            listed = self.listed()
            made = Table(of, np.fromiter(map(of, listed), np.float64, len(listed)))
        self._tables.append(made)
        return made

    def texts(self) -> "Texts":
        """The values' letters."""
        if self._texts is None:
            self._texts = Texts.of(self._arrow if self._arrow is not None else self.values)
        return self._texts

    def _unfold(self) -> None:
        if self._arrow is not None:
            self.values, self._arrow = self._arrow.to_pylist(), None
        if len(self._numbers) < len(self.values):
            self._numbers = dict(zip(self.values, range(len(self.values)), strict=True))


class Table:
    """Doubles by a value's number, with room to grow."""

    def __init__(self, of: Callable[[Any], float], found: NDArray[np.float64]) -> None:
        self.of = of
        self.count = len(found)
        self.room = np.append(found, np.zeros(16))

    def add(self, value: Any) -> bool:
        """Take in the next value. Returns whether the table moved."""
        is_full = self.count == len(self.room)
        if is_full:
            self.room = np.append(self.room, np.zeros(self.count))
        self.room[self.count] = self.of(value)
        self.count += 1
        return is_full


class Frequencies:
    """How common a value is, in bits; minus infinity where no table knows it."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self._bits = {value: log2(share) for value, share in shares.items() if share > 0}
        self.ends = (min(self._bits.values()), max(self._bits.values())) if self._bits else (0.0, 0.0)
        self._arrays: Any = None

    def __call__(self, value: Any) -> float:
        return self._bits.get(value, -inf)

    def of_arrow(self, values: Any) -> NDArray[np.float64]:
        """The same of an Arrow array of values, at once."""
        import pyarrow
        import pyarrow.compute as compute

        if self._arrays is None:
            in_bits = np.append(np.fromiter(self._bits.values(), np.float64, len(self._bits)), -inf)
            self._arrays = pyarrow.array(list(self._bits), values.type), in_bits
        keys, in_bits = self._arrays
        places = compute.index_in(values, value_set=keys).fill_null(len(self._bits))
        found: NDArray[np.float64] = in_bits[places.to_numpy(zero_copy_only=False)]
        return found


class Texts:
    """The bytes (UTF-8) of texts one after another, where each starts, and what the kernel asks of each first.

    `each` is worked out by the kernel for the texts of a batch (`describe`), here for those that come later.
    """

    def __init__(self, content: NDArray[np.uint8], start: NDArray[np.int64]) -> None:
        self.content = content
        self.start = start
        self.count = len(start) - 1
        self.used = int(start[-1])
        self.each: NDArray[Any] = np.zeros(0, TEXT)

    @classmethod
    def of(cls, values: Any) -> "Texts":
        """Of a list of texts, or of an Arrow array of them."""
        if hasattr(values, "buffers"):
            return cls._of_arrow(values)
        encoded = [str(value).encode() for value in values]
        start = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(each) for each in encoded], out=start[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8).copy(), start)

    @classmethod
    def _of_arrow(cls, values: Any) -> "Texts":
        import pyarrow

        held = values.cast(pyarrow.large_string())
        _, offsets, content = held.buffers()
        start = np.frombuffer(offsets, np.int64, len(held) + 1, held.offset * 8)
        return cls(np.frombuffer(content or b"", np.uint8), start)

    def add(self, value: Any) -> bool:
        """Put one more text behind the others. Returns whether they moved."""
        encoded = np.frombuffer(str(value).encode(), np.uint8)
        before = self.content, self.each
        if self.used + len(encoded) > len(self.content) or not self.content.flags.writeable:
            self.content = longer(self.content, (self.used + len(encoded)) * 2 + 64)
        if self.count + 1 > len(self.each):
            self.each = longer(self.each, self.count * 2 + 64)
        self.content[self.used : self.used + len(encoded)] = encoded
        beginning = int.from_bytes(encoded[:4].tobytes(), "little")
        self.each[self.count] = (letters_of(encoded.tobytes()), self.used, len(encoded), beginning)
        self.used += len(encoded)
        self.count += 1
        return before[0] is not self.content or before[1] is not self.each


def letters_of(encoded: bytes) -> int:
    """Which of 32 classes of letters a text has: a bit for the first of each, another for the second."""
    mask = 0
    for letter in encoded:
        first = 1 << (letter & 31)
        mask |= first << 32 if mask & first else first
    return mask


def longer(array: NDArray[Any], room: int) -> NDArray[Any]:
    """The same array with room for so many, zeros behind."""
    made: NDArray[Any] = np.zeros(room, array.dtype)
    made[: len(array)] = array
    return made


def aligned_rows(count: int, columns: int) -> Codes:
    """Room for rows of so many columns, each row in as few lines of a processor's memory as it can lie in."""
    wide = -(-columns // _ABREAST) * _ABREAST
    room = np.empty(count * wide + _LINE, np.int32)
    start = -room.ctypes.data % (4 * _LINE) // 4
    return room[start : start + count * wide].reshape(count, wide)[:, :columns]
