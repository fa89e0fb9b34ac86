"""The week's choice: most places by evidence, one in ten by lot from among those that the evidence left below the line.

The lot is drawn by a keyed hash: the same key, week and subjects give the same lot, nobody chooses it, and without the
key nobody can foresee it. It is the only honest way to learn what the order misses.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

ONE_IN = 10


@dataclass(frozen=True)
class Candidate:
    """A person or home with an open reason that may wait. evidence: as `evidence` gives it."""

    subject: str
    evidence: int


@dataclass(frozen=True)
class Chosen:
    """One of the week's conversations, and whether it came onto the list by lot."""

    subject: str
    by_lot: bool


def places_by_lot(places: int) -> int:
    """How many of the week's places are drawn by lot: one in ten, and one at least where there are two or more."""
    return max(1, (places + ONE_IN // 2) // ONE_IN) if places > 1 else 0


def choose(candidates: Iterable[Candidate], places: int, week: str, key: bytes) -> tuple[Chosen, ...]:
    """The week's conversations, in the order in which they are shown; those by lot stand evenly among the others.

    week: such as "2026-11-23"; key: a secret of the installation. Equal evidence is put in order by lot too.
    """
    lots = {one: draw(one.subject, week, key) for one in candidates}
    ordered = sorted(lots, key=lambda one: (-one.evidence, lots[one]))
    line = max(0, places - places_by_lot(places))
    if len(ordered) <= places:
        line = places
    below = sorted(ordered[line:], key=lots.__getitem__)[: places - line]
    return _among([one.subject for one in ordered[:line]], [one.subject for one in below])


def _among(first: list[str], by_lot: list[str]) -> tuple[Chosen, ...]:
    """Those by lot spread evenly: whoever works down the list and runs out of week leaves out some of both."""
    every = len(first) // (len(by_lot) + 1) + 1
    found = [Chosen(subject, by_lot=False) for subject in first]
    for place, subject in enumerate(by_lot, start=1):
        found.insert(place * every - 1, Chosen(subject, by_lot=True))
    return tuple(found)


def draw(subject: str, week: str, key: bytes) -> bytes:
    """The subject's lot in that week."""
    return hmac.new(key, f"{week}|{subject}".encode(), sha256).digest()
