"""One agency's chronology: every row is taken, or refused with where it stands, why and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jigsaw.care.reviews.reading.headings import NONE, Heads, columns_of
from jigsaw.care.reviews.reading.opening import open_file
from jigsaw.care.reviews.reading.rows import Refusal, RowRead, read_row
from jigsaw.care.reviews.reading.tables import RawRow, RawTable


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken. field: the heading at fault, or empty. cells: heading and words of each."""

    table: str
    line: int
    field: str
    why: str
    next_step: str
    cells: tuple[tuple[str, str], ...]
    place: int


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held. headings: rows that are headings or a title, and no row of the chronology.

    rows: how many rows there are that are neither empty nor headings: always accepted and refused together.
    """

    accepted: tuple[RowRead, ...]
    refused: tuple[Refused, ...]
    headings: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.accepted) + len(self.refused)


@dataclass(slots=True)
class _Gathered:
    accepted: list[RowRead] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_chronology(name: str, content: bytes, agencies: Mapping[str, str] | None = None) -> Read:
    """Read a Word, Excel or CSV file. Raises Refused (errors) for a file that cannot be opened or is too large.

    agencies: the key of each agency by the words by which rows name it, for the column of who was told.
    """
    raw = open_file(name, content)
    found = _Gathered(notes=list(raw.notes))
    heads: Heads | None = None
    for table in raw.tables:
        heads = _read_table(table, heads, found, agencies or {})
    return Read(tuple(found.accepted), tuple(found.refused), tuple(found.headings), tuple(found.notes))


def _read_table(
    table: RawTable, before: Heads | None, found: _Gathered, agencies: Mapping[str, str]
) -> Heads | None:
    """Read one table. Without headings of its own it goes on under those of the table before it, if as wide."""
    has_own = any(columns_of(row.cells) for row in table.rows)
    heads = None if has_own or before is None or not _is_as_wide(table, before) else before
    if heads and not has_own and any(not row.is_empty for row in table.rows):
        found.notes.append(
            f"{table.name} has no headings of its own: it was read under those of the table before it."
        )
    for row in table.rows:
        if row.is_empty:
            continue
        if own := columns_of(row.cells):
            heads = Heads(own, row.cells)
            found.headings.append(f"{table.name}, row {row.line}: {_joined(row)}")
        elif heads is None and has_own and _is_title(row):
            found.headings.append(f"{table.name}, row {row.line}: {_joined(row)}")
        else:
            _take(table.name, row, heads, found, agencies)
    return heads or before


def _is_as_wide(table: RawTable, heads: Heads) -> bool:
    return all(len(row.cells) == len(heads.words) for row in table.rows)


def _is_title(row: RawRow) -> bool:
    return len({text for text in row.cells if text}) == 1


def _joined(row: RawRow) -> str:
    return " | ".join(text for text in row.cells if text)


def _take(
    table: str, row: RawRow, heads: Heads | None, found: _Gathered, agencies: Mapping[str, str]
) -> None:
    read = read_row(table, row, heads, agencies) if heads else _HEADLESS
    place = len(found.accepted) + len(found.refused) + 1
    if isinstance(read, RowRead):
        found.accepted.append(replace(read, place=place))
        return
    known = heads or NONE
    heading = known.heading_of(read.field) if read.field else ""
    cells = known.over(row.cells)
    found.refused.append(Refused(table, row.line, heading, read.why, read.next_step, cells, place))


_HEADLESS = Refusal(
    "",
    "no headings that can be read stand above it",
    "Put one row of headings over the table, with “Date” and “Event” among them",
)
