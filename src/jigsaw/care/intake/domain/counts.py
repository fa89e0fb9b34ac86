"""What became of a file's rows, in numbers."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Counts:
    """How many rows were read, and what each statement did.

    new, corrected, withdrawn: records and pieces. unchanged: said before in the same words. older: said by the
    agency before what is already held, so left aside. passed_over: rows by which the mapping gives nothing.
    refused: rows newly put into quarantine; refused_before: rows that have been there already.
    """

    rows: int = 0
    records_new: int = 0
    records_corrected: int = 0
    records_withdrawn: int = 0
    pieces_new: int = 0
    pieces_corrected: int = 0
    pieces_withdrawn: int = 0
    unchanged: int = 0
    older: int = 0
    passed_over: int = 0
    refused: int = 0
    refused_before: int = 0
    not_read: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)

    @property
    def changed(self) -> int:
        """How many statements changed what is known."""
        records = self.records_new + self.records_corrected + self.records_withdrawn
        return records + self.pieces_new + self.pieces_corrected + self.pieces_withdrawn

    def add(self, other: "Counts") -> None:
        """Add another's numbers to these."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.not_read += other.not_read
        self.warnings += other.warnings

    def as_json(self) -> dict[str, Any]:
        """The numbers for a table or for --json."""
        numbers: dict[str, Any] = {name: getattr(self, name) for name in NUMBERS}
        return numbers | {"not_read": dict(self.not_read), "warnings": dict(self.warnings)}


NUMBERS = (
    *("rows", "records_new", "records_corrected", "records_withdrawn"),
    *("pieces_new", "pieces_corrected", "pieces_withdrawn"),
    *("unchanged", "older", "passed_over", "refused", "refused_before"),
)
