"""All pairs a review can draw from, by stratum: those of one person, those left apart, those compared and set aside."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from uuid import UUID

import numpy as np

from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.linkage.queries import Compared, compared_pairs, weights_between
from jigsaw.care.people import derivation as people
from jigsaw.engine.linkage.review import BANDS, stratum_of
from jigsaw.foundation.core.viewer import Viewer

PROBED = 20_000
"""Pairs that were compared and came to nothing are too many to weigh again: so many of them, drawn at random, say how
the rest divide between the strata."""

Pair = tuple[UUID, UUID]


@dataclass
class Frame:
    """How many pairs each stratum holds, and the pairs that may be drawn from it."""

    sizes: dict[str, int] = field(default_factory=lambda: {one.name: 0 for one in BANDS})
    pairs: dict[str, list[Pair]] = field(default_factory=lambda: {one.name: [] for one in BANDS})

    def put(self, stratum: str, pair: Pair) -> None:
        """Count a pair in."""
        self.sizes[stratum] += 1
        self.pairs[stratum].append(pair)


def frame(viewer: Viewer, chance: random.Random, probed: int = PROBED) -> Frame:
    """Every pair, in its stratum. Raises Refused for who may not decide joins."""
    compared = compared_pairs(viewer=viewer)
    groups = linkage.records_of(people.everybody())
    owner = {record: person for person, records in groups.items() for record in records}
    made = Frame()
    for pair in _of_one_person(groups.values()):
        made.put(stratum_of(compared.found.get(pair), is_joined=True), pair)
    for pair, weight in compared.found.items():
        if owner.get(pair[0]) != owner.get(pair[1]):
            made.put(stratum_of(weight, is_joined=False), pair)
    _set_aside(viewer, made, compared, owner, chance, probed)
    return made


def _of_one_person(groups: Iterable[list[UUID]]) -> Iterable[Pair]:
    return (pair for records in groups for pair in combinations(sorted(records, key=str), 2))


def _set_aside(
    viewer: Viewer,
    made: Frame,
    compared: Compared,
    owner: dict[UUID, UUID],
    chance: random.Random,
    probed: int,
) -> None:
    """Pairs that were compared and of which nothing was kept."""
    places = _nothing_found(compared, owner)
    if not len(places):
        return
    number = min(probed, len(places))
    drawn = [_ordered(compared.pair(int(places[at]))) for at in chance.sample(range(len(places)), number)]
    for pair, weight in zip(drawn, weights_between(viewer=viewer, pairs=drawn), strict=True):
        made.put(stratum_of(min(weight, _JUST_UNDER), is_joined=False), pair)
    for stratum in _SET_ASIDE:
        made.sizes[stratum] = max(len(made.pairs[stratum]), round(made.sizes[stratum] * len(places) / number))


def _nothing_found(compared: Compared, owner: dict[UUID, UUID]) -> np.ndarray:
    place = {record: at for at, record in enumerate(compared.records)}
    persons: dict[UUID | None, int] = {}
    whose = np.array(
        [persons.setdefault(owner.get(record), len(persons)) for record in compared.records], np.int64
    )
    apart = (
        whose[compared.left] != whose[compared.right] if len(whose) else np.zeros(len(compared.left), bool)
    )
    kept = np.array(
        [
            _code(place[left], place[right])
            for left, right in compared.found
            if left in place and right in place
        ],
        np.int64,
    )
    codes = compared.left << 32 | compared.right
    return np.flatnonzero(apart & ~np.isin(codes, kept))


def _code(one: int, other: int) -> int:
    return min(one, other) << 32 | max(one, other)


def _ordered(pair: Pair) -> Pair:
    return min(pair, key=str), max(pair, key=str)


_SET_ASIDE = tuple(one.name for one in BANDS if not one.is_joined)[-2:]
_JUST_UNDER = BANDS[-2].high - 1e-9
