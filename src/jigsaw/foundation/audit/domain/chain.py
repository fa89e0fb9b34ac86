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


class Row(NamedTuple):
    """One row as it is fingerprinted: `at` and `detail` as `written` and `written_detail` give them."""

    lane: int
    number: int
    at: str
    kind: str
    act: str
    by: int | None
    by_name: str
    agency: str
    subject_kind: str
    subject_id: str
    why: str
    detail: str


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
    """The fingerprint (SHA-256, 64 hexadecimal digits) of a row that follows the row with the fingerprint `before`.

    Each text stands after its length, so that no letter can move from one to the next.
    """
    lane, number, at, kind, act, by, by_name, agency, subject_kind, subject_id, why, detail = row
    content = (
        f"{before} {lane} {number} {at} {kind} {by} {len(act)} {act} {len(by_name)} {by_name} {len(agency)} {agency} "
        f"{len(subject_kind)} {subject_kind} {len(subject_id)} {subject_id} {len(why)} {why} {detail}"
    )
    return sha256(content.encode()).hexdigest()


def written(at: datetime) -> str:
    """An instant as it is fingerprinted, whatever zone it is told in."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def plain_detail(detail: Any) -> Any:
    """A detail as every database gives it back, keys in the order in which PostgreSQL keeps them.

    Raises TypeError for what is no text, whole number, yes or no, or a list or mapping of those: a number with a
    fraction is not written the same everywhere.
    """
    if isinstance(detail, dict):
        named = {str(key): plain_detail(one) for key, one in detail.items()}
        return {key: named[key] for key in sorted(named, key=_as_postgresql_orders)}
    if isinstance(detail, list | tuple):
        return [plain_detail(one) for one in detail]
    if detail is None or isinstance(detail, str | int):
        return detail
    raise TypeError(f"An audit row's detail cannot hold {type(detail).__name__}")


def written_detail(plain: Any) -> str:
    """A plain detail as it is fingerprinted: what both databases keep, unless letters outside ASCII are in it."""
    return json.dumps(plain, ensure_ascii=False) if plain else "{}"


def as_written(row: Row) -> Row:
    """A row whose instant and detail may be written otherwise than they were fingerprinted, as they were."""
    detail = written_detail(plain_detail(json.loads(row.detail)))
    return row._replace(at=written(datetime.fromisoformat(row.at).replace(tzinfo=UTC)), detail=detail)


def _as_postgresql_orders(key: str) -> tuple[int, bytes]:
    kept = key.encode()
    return len(kept), kept


def faults(lane: int, rows: Iterable[tuple[Row, str]]) -> Iterator[Fault | Link]:
    """Walk a lane in the order of its numbers: each fault, then where the lane stands.

    rows: with the fingerprints that they carry. After a fault the walk goes on from what the row carries, so that one
    change is one fault and does not hide the next.
    """
    number, before = beginning(lane)
    for row, carried in rows:
        for gone in range(number + 1, row.number):
            yield Fault(lane, gone, Wrong.MISSING)
        if row.number == number + 1 and not _fits(row, before, carried):
            yield Fault(lane, row.number, Wrong.ALTERED)
        number, before = row.number, carried
    yield Link(number, before)


def _fits(row: Row, before: str, carried: str) -> bool:
    # Nearly always the row is kept letter for letter as it was fingerprinted: only else is it read and written anew.
    return fingerprint(row, before) == carried or fingerprint(as_written(row), before) == carried
