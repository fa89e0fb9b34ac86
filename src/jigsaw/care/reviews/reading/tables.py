"""Tables as they stand in a file, before anything is made of them: rows of words, whatever the file is."""

from collections.abc import Iterator
from dataclasses import dataclass

from jigsaw.foundation.core.errors import Refused

MOST_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 300_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row. line: its number in its table, the first is 1. across: one cell runs over the whole row.

    filled: columns whose words stand in a cell above that is merged with this one.
    """

    line: int
    cells: tuple[str, ...]
    across: bool = False
    filled: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in the row itself."""
        return not any(text for place, text in enumerate(self.cells) if place not in self.filled)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table with its name as a person would find it: "Table 2", "Sheet “Calls”"."""

    name: str
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawFile:
    """The tables of a file. notes: what of the file is in no table, in sentences."""

    tables: tuple[RawTable, ...]
    notes: tuple[str, ...] = ()


def unreadable(why: str, next_step: str) -> Refused:
    """A whole file that cannot be taken. Nothing of it is kept."""
    return Refused("Reading a chronology", why, next_step)


def counted(rows: Iterator[RawRow]) -> tuple[RawRow, ...]:
    """All rows. Raises Refused beyond what one file may hold."""
    kept: list[RawRow] = []
    for row in rows:
        if len(kept) == MOST_ROWS:
            raise unreadable(f"it has more than {MOST_ROWS:,} rows", "Divide it into several files")
        if len(row.cells) > MOST_COLUMNS:
            raise unreadable(
                f"a table has more than {MOST_COLUMNS} columns", "Take out the columns that are empty"
            )
        kept.append(row)
    return tuple(kept)
