"""Who is put on each week's list: by Jigsaw, by the ceiling, and by what people do today.

Everybody has the same places a week and the same rules: no one twice within four weeks, no one already harmed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bench.family.draw import Borough, Floats, Wholes
from bench.family.reasons import Bools, minute_of
from bench.family.worlds import AGENCIES, DAYS, FIRST_DAY, SORTS
from jigsaw.engine.patterns import Mark
from jigsaw.engine.triage import Candidate, choose, evidence

WEEKS = list(range(FIRST_DAY + 7, DAYS - 6, 7))
REST = 28
PLACES = 0.005
"""Conversations a week, as a share of the people known."""

KEY = b"the family's key"


@dataclass(frozen=True)
class Pick:
    """A conversation: whose, on which day, and whether it came by lot."""

    person: int
    day: int
    by_lot: bool = False


def places(borough: Borough) -> int:
    """Conversations a week in this borough."""
    return round(borough.world.people * PLACES)


def by_score(borough: Borough, scores: Iterable[Floats]) -> list[Pick]:
    """The highest scores of each week; whoever has none (minus infinity) is never chosen. Ties fall at random."""
    rng = np.random.default_rng(7)
    last = np.full(borough.world.people, -REST)
    found = []
    for day, score in zip(WEEKS, scores, strict=True):
        free = _free(borough, last, day) & (score > -np.inf)
        order = np.lexsort((rng.random(len(score)), -score))
        chosen = order[free[order]][: places(borough)]
        last[chosen] = day
        found += [Pick(int(person), day) for person in chosen]
    return found


def ours(borough: Borough, signs: list[list[Mark]], open_on: list[Bools]) -> list[Pick]:
    """Jigsaw's lists: those with an open reason, by the evidence as shipped, one in ten by lot."""
    last = np.full(borough.world.people, -REST)
    found = []
    for day, has_reason in zip(WEEKS, open_on, strict=True):
        waiting = np.nonzero(has_reason & _free(borough, last, day))[0].tolist()
        now = minute_of(day)
        candidates = [Candidate(str(one), evidence(signs[one], now)) for one in waiting]
        for chosen in choose(candidates, places(borough), str(day), KEY):
            person = int(chosen.subject)
            last[person] = day
            found.append(Pick(person, day, chosen.by_lot))
    return found


def contacts(borough: Borough) -> list[Floats]:
    """Contact counting: every piece of the last 90 days, whatever it is."""
    return [counted(borough, day, 0, 90).sum(axis=1) for day in WEEKS]


def reasons_counted(borough: Borough, open_on: list[Bools]) -> list[Floats]:
    """The same pack without our order: whoever has a reason, by contacts counted."""
    return [np.where(has, score, -np.inf) for has, score in zip(open_on, contacts(borough), strict=True)]


def frequent_attenders(borough: Borough) -> list[Floats]:
    """The ambulance service's own rule: 5 calls in 30 days or 12 in 90; those over it, by their calls in 90."""
    calls = [number for number, sort in enumerate(SORTS) if sort.agency == "ambulance"]
    found = []
    for day in WEEKS:
        month, quarter = (_of_sorts(borough, calls, day, days) for days in (30, 90))
        found.append(np.where((month >= 5) | (quarter >= 12), quarter, -np.inf))
    return found


def counted(borough: Borough, day: int, nearest: int, furthest: int) -> Floats:
    """Pieces known before a day, from so many to so many days before it: people by agencies."""
    pieces = borough.pieces
    inside = (pieces.known < day) & (pieces.day < day - nearest) & (pieces.day >= day - furthest)
    cell = pieces.person[inside] * len(AGENCIES) + pieces.agency[inside]
    size = borough.world.people * len(AGENCIES)
    return np.bincount(cell, minlength=size).reshape(-1, len(AGENCIES)).astype(np.float64)


def _of_sorts(borough: Borough, sorts: list[int], day: int, furthest: int) -> Floats:
    pieces = borough.pieces
    inside = np.isin(pieces.sort, sorts) & (pieces.known < day) & (pieces.day >= day - furthest)
    return np.bincount(pieces.person[inside], minlength=borough.world.people).astype(np.float64)


def _free(borough: Borough, last: Wholes, day: int) -> Bools:
    return np.asarray((borough.harm >= day) & (day - last >= REST))
