"""What every reader gives: rows as they stand in their file, with the line where each begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from jigsaw.care.intake.domain.refusals import Refusal


class Row(NamedTuple):
    """One row of a file: the file's name, the line where it begins, and its values by column, trimmed.

    The line is the line of a text file, the row of a sheet, or the number of a bundle's entry, from 1.
    """

    file: str
    line: int
    values: Mapping[str, str]


class NotRead(NamedTuple):
    """Something sound that Jigsaw does not read yet, to be counted and not kept: what it was."""

    file: str
    line: int
    what: str


Found = Row | Refusal | NotRead


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out. What is empty or None is found out by looking at the file.

    date_columns: columns that hold dates, where a sheet's bare number is a day count.
    codes: FHIR codes that the mapping knows, so that the reader can choose among an encounter's several.
    """

    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_line: int = 1
    date_columns: frozenset[str] = field(default_factory=frozenset)
    codes: frozenset[str] = field(default_factory=frozenset)
