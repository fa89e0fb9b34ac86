"""Ten years of invented pieces of many people, as columns: what every engine of `bench.patterns` reads.

Most people have few pieces and some have thousands; crises come in bursts; involvements start and end; most pieces
come within a day, some weeks late; some are taken back, some are corrected. One row is one mark, as
`jigsaw.engine.patterns.timeline.Mark` has it; rows of one person stand together, earliest first.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

AT_ONCE = 10_000
"""People in one row group: about a million rows."""

DAY = 24 * 60
FIRST, LAST = 16_801 * DAY, 20_454 * DAY  # 1 January 2016 to 1 January 2026
AGENCIES = (
    "", "ambulance", "police", "hospital", "second-hospital", "mental-health", "gp", "council", "housing", "fire",
    "charity", "crisis-line",
)  # fmt: skip

# Kind: parts in ten thousand of all pieces, and of those in a crisis; who tells of it.
EVENTS = {
    "gp-contact": (1800, 700, "gp"),
    "other-contact": (2600, 1200, "gp council charity"),
    "care-contact": (800, 900, "mental-health"),
    "referral-made": (500, 500, "gp mental-health hospital"),
    "repair-visit": (550, 100, "housing"),
    "rent-arrears": (400, 250, "housing"),
    "contact-cancelled-by-provider": (350, 200, "mental-health"),
    "contact-cancelled-by-person": (200, 200, "mental-health gp"),
    "contact-not-attended": (300, 400, "mental-health gp"),
    "police-incident": (250, 500, "police"),
    "charity-contact": (250, 200, "charity"),
    "social-work-visit": (200, 200, "council"),
    "ed-attendance": (220, 900, "hospital second-hospital"),
    "out-of-hours-contact": (200, 400, "gp"),
    "antisocial-behaviour-report": (150, 150, "housing police"),
    "ambulance-call": (120, 900, "ambulance"),
    "police-call": (90, 600, "police"),
    "ambulance-conveyance": (60, 400, "ambulance"),
    "crisis-line-call": (50, 600, "crisis-line"),
    "signpost-offered": (60, 100, "mental-health"),
    "safety-plan-given": (40, 80, "mental-health"),
    "carer-asked": (40, 20, "council mental-health"),
    "eviction-notice": (30, 30, "housing"),
    "injury-without-explanation": (25, 60, "hospital gp"),
    "concern-below-section-42": (25, 60, "council police"),
    "police-welfare-check": (20, 150, "police"),
    "section-136": (4, 80, "police"),
    "support-declined": (15, 20, "council"),
    "homelessness-approach": (15, 40, "council"),
    "follow-up-contact": (15, 80, "mental-health"),
    "crisis-team-contact": (10, 400, "mental-health"),
    "carer-strain": (10, 20, "council gp"),
    "restraint": (3, 20, "mental-health"),
    "crisis-house-review": (3, 20, "charity"),
    "crisis-house-decision": (3, 20, "charity"),
    "accommodation=rough-sleeper": (4, 10, "council"),
    "accommodation=temporary-housing:started": (8, 10, "council"),
}
# Kind: parts as above; the days it lasts on average; whether it may end at the person's own request.
INVOLVEMENTS = {
    "next-contact": (300, 200, 20, False, "mental-health"),
    "tenancy": (120, 20, 900, False, "housing"),
    "community-mental-health": (30, 60, 300, False, "mental-health"),
    "ward-stay": (10, 150, 25, False, "mental-health"),
    "crisis-team": (8, 100, 20, False, "mental-health"),
    "crisis-house-stay": (2, 25, 5, False, "charity"),
    "suicide-concern": (5, 60, 120, False, "mental-health hospital"),
    "camhs": (15, 15, 400, False, "mental-health"),
    "adult-named-worker": (6, 10, 500, False, "mental-health"),
    "care-package": (30, 30, 300, True, "council"),
    "social-work": (20, 30, 200, True, "council"),
    "housing-support": (20, 20, 200, True, "housing"),
}
AGES = ("age:under-18:started", "age:17-and-a-half", "age:under-18:ended", "age:18")
AGE_DAYS = (0, 6_392, 6_575, 6_575)

_NAMES = [*EVENTS, *INVOLVEMENTS]
_MARKS = [
    *EVENTS,
    *(f"{name}:started" for name in INVOLVEMENTS),
    *(f"{name}:ended" for name in INVOLVEMENTS),
    *(f"{name}:ended:own-request" for name in INVOLVEMENTS),
    *AGES,
]
_HELD = [*EVENTS.values(), *INVOLVEMENTS.values()]
_LASTS = np.array([0] * len(EVENTS) + [row[2] for row in INVOLVEMENTS.values()], float)
_OWN = np.array([False] * len(EVENTS) + [row[3] for row in INVOLVEMENTS.values()])

Columns = dict[str, NDArray[np.int64]]
SCHEMA = pyarrow.schema(
    [
        pyarrow.field("subject", pyarrow.int32(), nullable=False),
        pyarrow.field("at", pyarrow.int32(), nullable=False),
        pyarrow.field("known", pyarrow.int32(), nullable=False),
        pyarrow.field("gone", pyarrow.int32()),
        pyarrow.field("kind", pyarrow.dictionary(pyarrow.int32(), pyarrow.string()), nullable=False),
        pyarrow.field("agency", pyarrow.dictionary(pyarrow.int32(), pyarrow.string()), nullable=False),
        pyarrow.field("piece", pyarrow.int64()),
    ]
)


def write(path: Path, people: int, pieces: int, seed: int = 1) -> int:
    """Write about so many pieces of so many people; returns the rows written."""
    written = 0
    plain = {"piece": "DELTA_BINARY_PACKED", "subject": "DELTA_BINARY_PACKED"}
    with pyarrow.parquet.ParquetWriter(
        path, SCHEMA, use_dictionary=["kind", "agency"], column_encoding=plain, compression="snappy"
    ) as writer:
        for table in tables(people, pieces, seed):
            writer.write_table(table, row_group_size=len(table))
            written += len(table)
    return written


def tables(people: int, pieces: int, seed: int = 1) -> Iterator[pyarrow.Table]:
    """The same in parts, each of some people."""
    for first in range(0, people, AT_ONCE):
        rng = default_rng((seed, first))
        yield _table(_invented(rng, first, min(AT_ONCE, people - first), pieces / people))


def _table(columns: Columns) -> pyarrow.Table:
    gone, piece = columns["gone"], columns["piece"]
    arrays = [
        pyarrow.array(columns["subject"], pyarrow.int32()),
        pyarrow.array(columns["at"], pyarrow.int32()),
        pyarrow.array(columns["known"], pyarrow.int32()),
        pyarrow.array(gone, pyarrow.int32(), mask=gone < 0),
        pyarrow.DictionaryArray.from_arrays(pyarrow.array(columns["kind"], pyarrow.int32()), _MARKS),
        pyarrow.DictionaryArray.from_arrays(pyarrow.array(columns["agency"], pyarrow.int32()), AGENCIES),
        pyarrow.array(piece, pyarrow.int64(), mask=piece < 0),
    ]
    return pyarrow.Table.from_arrays(arrays, schema=SCHEMA)


def _invented(rng: Generator, first: int, people: int, mean: float) -> Columns:
    told = _corrected(rng, _told(rng, _lasting(rng, _events(rng, first, people, mean * 0.9))))
    rows = _together(told, _ages(rng, first, people))
    order = np.argsort(rows["subject"] * (1 << 33) + rows["at"] + (1 << 32), kind="stable")
    return {name: column[order] for name, column in rows.items()}


def _events(rng: Generator, first: int, people: int, mean: float) -> Columns:
    """What happened: a median of some forty pieces where the mean is a hundred, and a tenth of them in crises."""
    sizes = np.minimum(rng.lognormal(np.log(mean) - 0.91, 1.35, people), 40 * mean).astype(np.int64)
    subject = np.repeat(np.arange(people), sizes)
    centres = rng.integers(FIRST, LAST, (people, 4))
    in_crisis = rng.random(len(subject)) < 0.1
    chosen = centres[subject, rng.integers(0, 4, len(subject))]
    crisis = chosen + rng.exponential(20 * DAY, len(subject))
    at = np.where(in_crisis, crisis, rng.integers(FIRST, LAST, len(subject)))
    at = np.minimum(at, LAST - 1).astype(np.int64)
    kind = np.where(in_crisis, _drawn(rng, 1, len(subject)), _drawn(rng, 0, len(subject)))
    piece = np.arange(len(subject)) + first * 100_000
    return {"subject": subject + first, "at": at, "kind": kind, "piece": piece, "agency": _tellers(rng, kind)}


def _drawn(rng: Generator, column: int, count: int) -> NDArray[np.int64]:
    shares = np.cumsum([row[column] for row in _HELD], dtype=float)
    return np.searchsorted(shares, rng.random(count) * shares[-1], side="right")


def _tellers(rng: Generator, kind: NDArray[np.int64]) -> NDArray[np.int64]:
    told = [[AGENCIES.index(name) for name in str(row[-1]).split()] for row in _HELD]
    table = np.array([(many * 6)[:6] for many in told])
    return table[kind, rng.integers(0, 6, len(kind))]


def _lasting(rng: Generator, events: Columns) -> Columns:
    """Involvements also end, some at the person's own request: as marks of the same piece."""
    lasts = np.flatnonzero(_LASTS[events["kind"]] > 0)
    ends = events["at"][lasts] + (rng.exponential(_LASTS[events["kind"][lasts]]) * DAY).astype(np.int64)
    have_ended = ends < LAST
    kept = lasts[have_ended]
    ended = {name: column[kept] for name, column in events.items()}
    ended |= {"at": ends[have_ended], "kind": ended["kind"] + len(INVOLVEMENTS)}
    own = (rng.random(len(kept)) < 0.15) & _OWN[events["kind"][kept]]
    asked = {name: column[own] for name, column in ended.items()}
    asked |= {"kind": asked["kind"] + len(INVOLVEMENTS)}
    return _together(_together(events, ended), asked)


def _told(rng: Generator, rows: Columns) -> Columns:
    count = len(rows["at"])
    typical = rng.choice([6 * 60, 3 * DAY, 20 * DAY, 120 * DAY], count, p=[0.6, 0.3, 0.08, 0.02])
    known = rows["at"] + rng.exponential(typical).astype(np.int64)
    gone = np.where(
        rng.random(count) < 0.015, known + 1 + rng.exponential(20 * DAY, count).astype(np.int64), -1
    )
    return rows | {"known": known, "gone": gone}


def _corrected(rng: Generator, rows: Columns) -> Columns:
    """Some events are told again, with another time: the first telling is gone when the second is known."""
    chosen = np.flatnonzero((rng.random(len(rows["at"])) < 0.01) & (rows["gone"] < 0))
    again = {name: column[chosen] for name, column in rows.items()}
    again["known"] = again["known"] + 1 + rng.integers(0, 10 * DAY, len(chosen))
    again["at"] = again["at"] - rng.integers(0, 600, len(chosen))
    rows["gone"][chosen] = again["known"]
    return _together(rows, again)


def _ages(rng: Generator, first: int, people: int) -> Columns:
    born = rng.integers(-20_000, LAST // DAY - 365, people) * DAY
    at = (born[:, None] + np.array(AGE_DAYS) * DAY).ravel()
    count = len(at)
    kind = np.tile(np.arange(len(_MARKS) - len(AGES), len(_MARKS)), people)
    subject = np.repeat(np.arange(first, first + people), len(AGES))
    none = np.full(count, -1)
    agency = np.zeros(count, np.int64)
    return {
        "subject": subject, "at": at, "known": at, "gone": none, "kind": kind, "agency": agency, "piece": none
    }  # fmt: skip


def _together(one: Columns, other: Columns) -> Columns:
    return {name: np.concatenate([one[name], other[name]]) for name in one}
