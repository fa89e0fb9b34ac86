"""A report as sections of paragraphs and tables, whatever it is then written as."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table: its first column names the row. bars: the shares, 0 to 1, of a column that is drawn as well."""

    caption: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    bars: tuple[float, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, in order. key: its place on the page."""

    key: str
    title: str
    blocks: tuple[str | Table, ...]


@dataclass(frozen=True)
class Report:
    """A title, a line under it, and the sections."""

    title: str
    line: str
    sections: tuple[Section, ...]
