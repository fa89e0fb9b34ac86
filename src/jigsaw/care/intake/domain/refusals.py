"""A row that cannot be accepted: where it stands, what is wrong with it and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing wrong with a row. Neither `why` nor `what_to_do` repeats the row's values."""

    field: str
    why: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused row with all its faults, and its values by column for mending."""

    file: str
    line: int
    faults: tuple[RowFault, ...]
    values: Mapping[str, str]


def refusal(file: str, line: int, field: str, why: str, what_to_do: str, **values: str) -> Refusal:
    """A refusal for one fault."""
    return Refusal(file, line, (RowFault(field, why, what_to_do),), values)
