"""Going over the whole audit trail: is each row as it was written, and is it the trail that the checkpoints saw?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from jigsaw.foundation.audit.domain import checkpoints
from jigsaw.foundation.audit.domain.chain import Fault, Link, Row, beginning, faults
from jigsaw.foundation.audit.domain.checkpoints import Checkpoint, LaneThen
from jigsaw.foundation.core.errors import JigsawError

Progress = Callable[[int], None]
Kept = tuple[Row, str]
"""A row and the fingerprint that it carries."""

_AT_ONCE = 5_000
_MOST_FAULTS = 1_000

# As text, instants and details come as they are fingerprinted: nothing is read and written again.
_AT = {
    "sqlite": "CAST(at AS TEXT)",
    "postgresql": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}
_ROWS = (
    "SELECT lane, number, {at}, kind, act, by_id, by_name, agency, subject_kind, subject_id, why, "
    "CAST(detail AS text), fingerprint FROM audit_auditevent "
    "WHERE (lane, number) > (%s, %s) ORDER BY lane, number LIMIT %s"
)


class TrailChanged(JigsawError):
    """The trail is not the one that the last checkpoint saw."""

    def __init__(self, lane: int, number: int) -> None:
        hindered = f"row {number} of lane {lane} is not the one that the last checkpoint saw, or is gone"
        super().__init__(
            "Adding a checkpoint", hindered, "Run: jigsaw audit verify. Change nothing until it is clear why"
        )


@dataclass
class Verified:
    """What was found. `rows` were read; `faults` are of the rows, `against` of what the checkpoints saw."""

    rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    lanes: dict[int, Link] = field(default_factory=dict)
    checkpoints: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults and not self.against


def verify(
    lines: Sequence[str] = (), key: Ed25519PublicKey | None = None, progress: Progress | None = None
) -> Verified:
    """Go over every row, and hold the trail against the checkpoints in these lines, signed with this key.

    At most 1,000 faults are kept. progress: told how many rows are verified.
    """
    found = Verified(checkpoints=len(lines))
    seen = _Seen(_readable(lines))
    for lane, rows in groupby(_rows(progress), key=lambda kept: kept[0].lane):
        _walk(found, lane, seen.passing(lane, rows))
    if key:
        found.against += checkpoints.faults_of(lines, key)
    found.against += seen.faults()
    return found


def _walk(found: Verified, lane: int, rows: Iterable[Kept]) -> None:
    for one in faults(lane, _counted(found, rows)):
        if isinstance(one, Link):
            found.lanes[lane] = one
        elif len(found.faults) < _MOST_FAULTS:
            found.faults.append(one)


def _counted(found: Verified, rows: Iterable[Kept]) -> Iterator[Kept]:
    for one in rows:
        found.rows += 1
        yield one


def _readable(lines: Sequence[str]) -> list[Checkpoint]:
    """The checkpoints in these lines; those that cannot be read are named by `checkpoints.faults_of`."""
    found = []
    for line in lines:
        try:
            found.append(checkpoints.read(line))
        except ValueError:
            continue
    return found


class _Seen:
    """What the checkpoints saw at the end of each lane, held against the rows as they pass."""

    def __init__(self, made: Sequence[Checkpoint]) -> None:
        self._awaited: dict[int, dict[int, dict[str, list[int]]]] = {}
        for one in made:
            for lane, then in one.lanes.items():
                if then.number:
                    at = self._awaited.setdefault(lane, {}).setdefault(then.number, {})
                    at.setdefault(then.fingerprint, []).append(one.number)

    def passing(self, lane: int, rows: Iterable[Kept]) -> Iterator[Kept]:
        """The same rows; what was seen as it is now is no longer awaited."""
        awaited = self._awaited.get(lane, {})
        for row, carried in rows:
            if row.number in awaited:
                awaited[row.number].pop(carried, None)
            yield row, carried

    def faults(self) -> list[str]:
        """What a checkpoint saw and is no longer so, in sentences."""
        unmet = (
            (checkpoint, lane, number)
            for lane, numbers in self._awaited.items()
            for number, seen in numbers.items()
            for made in seen.values()
            for checkpoint in made
        )
        return [
            f"checkpoint {checkpoint} saw another row {number} of lane {lane}, or one that is no longer there"
            for checkpoint, lane, number in sorted(unmet)
        ]


def grown_since(before: Checkpoint | None) -> dict[int, LaneThen]:
    """Every lane as it is now, read on from where a checkpoint saw it. Raises TrailChanged."""
    found = dict(before.lanes) if before else {}
    for lane in sorted({*found, *_lanes()}):
        then = found.get(lane) or LaneThen(0, beginning(lane).fingerprint)
        found[lane] = _grown(lane, then)
    return found


def _grown(lane: int, then: LaneThen) -> LaneThen:
    rows = _fingerprints(lane, then.number)
    if then.number and next(rows, None) != (then.number, then.fingerprint):
        raise TrailChanged(lane, then.number)
    tree, last = then.tree(), Link(then.number, then.fingerprint)
    for number, carried in rows:
        tree.add(bytes.fromhex(carried))
        last = Link(number, carried)
    return LaneThen(*last, tuple(one.hex() for one in tree.roots))


def _fingerprints(lane: int, first: int) -> Iterator[tuple[int, str]]:
    """The numbers and fingerprints of a lane from a number on."""
    asked = (
        "SELECT number, fingerprint FROM audit_auditevent WHERE lane = %s AND number >= %s ORDER BY number"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [lane, first])
        yield from iter(cursor.fetchone, None)


def row_at(lane: int, number: int) -> Row | None:
    """One row as it is fingerprinted; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(at=_AT[connection.vendor]), [lane, number - 1, 1])
        found = [_as_row(told)[0] for told in cursor.fetchall()]
    return found[0] if found and found[0][:2] == (lane, number) else None


def rows_about(subject: str, most: int = 200) -> list[Row]:
    """The rows about one thing by its id, latest first, as they are fingerprinted."""
    asked = _ROWS.format(at=_AT[connection.vendor]).partition("WHERE")[0]
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} WHERE subject_id = %s ORDER BY id DESC LIMIT %s", [subject, most])
        return [_as_row(told)[0] for told in cursor.fetchall()]


def fingerprints_of(lane: int, last: int) -> list[str]:
    """The fingerprints of a lane's rows from the first to the `last`, in their order."""
    asked = (
        "SELECT fingerprint FROM audit_auditevent WHERE lane = %s AND number BETWEEN 1 AND %s ORDER BY number"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [lane, last])
        return [one for (one,) in cursor.fetchall()]


def _lanes() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT lane FROM audit_auditevent ORDER BY lane")
        return [lane for (lane,) in cursor.fetchall()]


def _rows(progress: Progress | None) -> Iterator[Kept]:
    """All rows in the order of lanes and numbers, in parts, so that memory stays small and writers are let in between.

    Rows are only ever added at the ends of lanes: one that comes meanwhile is read too, or is not.
    """
    lane, number, done, asked = -1, 0, 0, _ROWS.format(at=_AT[connection.vendor])
    while True:
        with connection.cursor() as cursor:
            cursor.execute(asked, [lane, number, _AT_ONCE])
            part = cursor.fetchall()
        if not part:
            return
        yield from map(_as_row, part)
        lane, number = part[-1][:2]
        done += len(part)
        if progress:
            progress(done)


def _as_row(told: Sequence[Any]) -> Kept:
    return Row._make(told[:-1]), told[-1]
