"""A chain of audit rows: each row's fingerprint is worked out from its own content and from the row before it.

A row that is altered, taken out, put in or moved no longer fits its neighbours. The fingerprints are no secret: whoever
may write in the database could work the whole chain out anew, which only a checkpoint kept elsewhere shows
(`checkpoints`).

Rows stand in several lanes, each a chain of its own, so that several writers need not wait for one another.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class Row(NamedTuple):
    """One row as it is fingerprinted. `at` in UTC; `detail` as `plain_detail` gives it."""

    lane: int
    number: int
    at: datetime | str
    kind: str
    act: str
    by: int | None
    by_name: str
    agency: str
    subject_kind: str
    subject_id: str
    why: str
    detail: Any


class Link(NamedTuple):
    """Where a lane stands: how many rows it has, and the fingerprint of the last of them."""

    number: int
    fingerprint: str


class Wrong(StrEnum):
    """What may be found wrong with a row."""

    ALTERED = "does not fit what it was when it was written, or the row before it"
    MISSING = "is missing"


@dataclass(frozen=True)
class Fault:
    """A place in the trail that is not as it was written."""

    lane: int
    number: int
    wrong: Wrong

    def __str__(self) -> str:
        return f"row {self.number} of lane {self.lane} {self.wrong}"


def beginning(lane: int) -> Link:
    """What the first row of a lane is chained to."""
    return Link(0, sha256(f"jigsaw audit lane {lane}".encode()).hexdigest())


def fingerprint(row: Row, before: str) -> str:
    """The fingerprint (SHA-256, 64 hexadecimal digits) of a row that follows the row with the fingerprint `before`."""
    at = row.at if isinstance(row.at, str) else written(row.at)
    content = _encode([before, row.lane, row.number, at, *row[3:]])
    return sha256(content.encode()).hexdigest()


def written(at: datetime) -> str:
    """An instant as it is fingerprinted, whatever zone it is told in."""
    return str(at.astimezone(UTC).replace(tzinfo=None))


def plain_detail(detail: Any) -> Any:
    """A detail as every database gives it back. Raises TypeError for what is no text, whole number, yes or no, or a
    list or mapping of those: a number with a fraction is not written the same everywhere.
    """
    if isinstance(detail, dict):
        return {str(key): plain_detail(one) for key, one in detail.items()}
    if isinstance(detail, list | tuple):
        return [plain_detail(one) for one in detail]
    if detail is None or isinstance(detail, str | int):
        return detail
    raise TypeError(f"An audit row's detail cannot hold {type(detail).__name__}")


def faults(lane: int, rows: Iterable[tuple[Row, str]]) -> Iterator[Fault | Link]:
    """Walk a lane in the order of its numbers: each fault, then where the lane stands.

    rows: with the fingerprints that they carry. After a fault the walk goes on from what the row carries, so that one
    change is one fault and does not hide the next.
    """
    number, before = beginning(lane)
    for row, carried in rows:
        for gone in range(number + 1, row.number):
            yield Fault(lane, gone, Wrong.MISSING)
        fits = row.number == number + 1 and fingerprint(row, before) == carried
        if not fits and row.number == number + 1:
            yield Fault(lane, row.number, Wrong.ALTERED)
        number, before = row.number, carried
    yield Link(number, before)
