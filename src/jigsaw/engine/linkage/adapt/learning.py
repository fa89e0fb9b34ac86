"""Learning from the files themselves what agreement is worth, without any truth.

By chance (u): counted on random pairs, and worked out from the values' own frequencies where a level means equality.
For one human being (m): expectation maximisation (Fellegi and Sunter 1969; Winkler 1988) over the patterns of
agreement among candidate pairs. Blocks over-represent pairs that agree by chance, so while m is sought the chance of
agreement among *blocked* strangers is free too, and given up afterwards for u. The shipped weights stand in as so many
pairs already seen (a Dirichlet prior): a hundred records move them little, a hundred thousand replace them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from jigsaw.engine.linkage.adapt.blocks import asked_about
from jigsaw.engine.linkage.adapt.comparable import Comparable
from jigsaw.engine.linkage.adapt.comparing import Settings
from jigsaw.engine.linkage.adapt.scoring import Floats, Levels, Pairs, Scorer

PAIRS_ALREADY_SEEN = 30.0
"""How many pairs of one human being the shipped m is worth."""

STRANGERS_ALREADY_SEEN = 100.0
RANDOM_PAIRS = 100_000
PATTERN_PAIRS = 300_000
ROUNDS = 60
SEED = 20
_LEAST = 1e-7


@dataclass(frozen=True, slots=True)
class Learnt:
    """What learning made of the settings, what it saw, and each level's bits before and after."""

    settings: Settings
    random_pairs: int
    candidate_pairs: int
    expected_matches: float
    moved: tuple[tuple[str, str, float, float], ...]


def learn(
    settings: Settings, scorer: Scorer, people: Sequence[Comparable], pairs: Pairs, *, across_only: bool
) -> Learnt:
    """The settings with m, u and the prior learnt from these rows.

    `scorer`: the rows under the settings as they come. `pairs`: those worth comparing.
    """
    chance = numpy.random.default_rng(SEED)
    strangers = _random_pairs(people, chance, across_only=across_only)
    shown = (
        pairs
        if len(pairs) <= PATTERN_PAIRS
        else pairs[chance.choice(len(pairs), PATTERN_PAIRS, replace=False)]
    )
    first_m, first_u = _probabilities(settings, "m_probability"), _probabilities(settings, "u_probability")
    met = _by_chance(first_u, scorer.levels(strangers), settings, people)
    m, matches = _maximise(first_m, met, *_counted(scorer.levels(shown)))
    matches *= len(pairs) / max(len(shown), 1)
    share = min(0.5, max(matches, 1.0) / max(_pairs_in_all(people, across_only=across_only), 2.0))
    u = [_without_matches(each, ours, share) for each, ours in zip(met, m, strict=True)]
    moved = tuple(_moved(settings, (first_m, first_u), (m, u)))
    return Learnt(_filled_in(settings, m, u, share), len(strangers), len(pairs), matches, moved)


def _random_pairs(
    people: Sequence[Comparable], chance: numpy.random.Generator, *, across_only: bool
) -> Pairs:
    count = len(people)
    if count * (count - 1) // 2 <= RANDOM_PAIRS:
        pairs = numpy.stack(numpy.triu_indices(count, 1), axis=1).astype(numpy.int64)
    else:
        pairs = numpy.sort(chance.integers(0, count, (RANDOM_PAIRS, 2)), axis=1)
        pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return pairs[asked_about(people, pairs)] if across_only else pairs


def _pairs_in_all(people: Sequence[Comparable], *, across_only: bool) -> float:
    sizes = Counter(each.standard.agency for each in people).values()
    within = sum(size * (size - 1) / 2 for size in sizes) if across_only else 0.0
    return len(people) * (len(people) - 1) / 2 - within


def _probabilities(settings: Settings, which: str) -> list[Floats]:
    """One array per comparison; nothing (0) at a level that says nothing because a value is absent."""
    return [
        numpy.array(
            [
                0.0 if level.get("is_null_level") else float(level[which])
                for level in each["comparison_levels"]
            ]
        )
        for each in settings["comparisons"]
    ]


def _by_chance(
    first: list[Floats], held: Levels, settings: Settings, people: Sequence[Comparable]
) -> list[Floats]:
    learnt = []
    for column, before in enumerate(first):
        seen = numpy.bincount(held[:, column], minlength=len(before)).astype(float)
        seen[before == 0] = 0
        now = (seen + STRANGERS_ALREADY_SEEN * before) / (seen.sum() + STRANGERS_ALREADY_SEEN * before.sum())
        _work_out_equality(now, settings["comparisons"][column], people)
        learnt.append(now)
    return learnt


def _work_out_equality(u: Floats, comparison: Mapping[str, Any], people: Sequence[Comparable]) -> None:
    # Two random rows agree exactly with the sum of the values' squared shares: exact where a sample sees nothing.
    for at, level in enumerate(comparison["comparison_levels"]):
        column = _column_of_equality(level["sql_condition"])
        counts = Counter(filter(None, (each.value(column) for each in people))) if column else None
        if counts and not level.get("is_null_level"):
            total = counts.total()
            alike = sum(count * (count - 1) for count in counts.values()) + 1.0
            u[at] = alike / max(total * (total - 1.0), 1.0) if total > 1 else u[at]
            break
    u[-1] = max(1.0 - u[:-1].sum(), _LEAST)
    u /= u.sum()


def _column_of_equality(condition: str) -> str:
    left, _, right = condition.replace('"', "").partition(" = ")
    return left[:-2] if left.endswith("_l") and right == f"{left[:-2]}_r" else ""


def _counted(held: Levels) -> tuple[Levels, Floats]:
    patterns, counts = numpy.unique(held, axis=0, return_counts=True)
    return patterns, counts.astype(float)


def _maximise(
    first_m: list[Floats], u: list[Floats], patterns: Levels, counts: Floats
) -> tuple[list[Floats], float]:
    if not len(patterns):
        return first_m, 1.0
    m, blocked = [each.copy() for each in first_m], [each.copy() for each in u]
    share = 0.1
    belief = numpy.zeros(len(counts))
    for _ in range(ROUNDS):
        odds = numpy.log(share / (1 - share)) + _log(m, patterns) - _log(blocked, patterns)
        before, belief = belief, 1 / (1 + numpy.exp(-numpy.clip(odds, -500, 500)))
        ours, theirs = belief * counts, (1 - belief) * counts
        m = [_level_shares(at, ours, patterns, one, PAIRS_ALREADY_SEEN) for at, one in enumerate(first_m)]
        blocked = [
            _level_shares(at, theirs, patterns, one, STRANGERS_ALREADY_SEEN) for at, one in enumerate(u)
        ]
        share = min(max(ours.sum() / counts.sum(), 1e-6), 1 - 1e-6)
        if numpy.abs(belief - before).max() < 1e-4:
            break
    return m, float((belief * counts).sum())


def _log(probabilities: list[Floats], patterns: Levels) -> Floats:
    total = numpy.zeros(len(patterns))
    for column, each in enumerate(probabilities):
        known = numpy.where(each > 0, each, 1.0)
        total += numpy.log(known)[patterns[:, column]]
    return total


def _level_shares(column: int, weights: Floats, patterns: Levels, prior: Floats, worth: float) -> Floats:
    seen = numpy.bincount(patterns[:, column], weights=weights, minlength=len(prior))
    seen[prior == 0] = 0
    now: Floats = seen + worth * prior
    return now / now.sum() if now.sum() else prior


def _filled_in(settings: Settings, m: list[Floats], u: list[Floats], prior: float) -> Settings:
    comparisons = []
    for each, ours, chance in zip(settings["comparisons"], m, u, strict=True):
        levels = [
            level
            if level.get("is_null_level")
            else {**level, "m_probability": max(float(a), _LEAST), "u_probability": max(float(b), _LEAST)}
            for level, a, b in zip(each["comparison_levels"], ours, chance, strict=True)
        ]
        comparisons.append({**each, "comparison_levels": levels})
    return {**settings, "comparisons": comparisons, "probability_two_random_records_match": prior}


def _without_matches(met: Floats, m: Floats, share: float) -> Floats:
    # What two random rows agree in holds the few that are one human being: take their part out.
    least = numpy.minimum(met, met * 0.02 + 1e-9)
    alone = numpy.where(met > 0, numpy.maximum((met - share * m) / (1 - share), least), 0.0)
    return alone / alone.sum() if alone.sum() else met


def _moved(
    settings: Settings, before: tuple[list[Floats], list[Floats]], after: tuple[list[Floats], list[Floats]]
) -> Iterator[tuple[str, str, float, float]]:
    """Comparison, level, its bits before and after, for every level that has any."""
    for at, each in enumerate(settings["comparisons"]):
        for place, level in enumerate(each["comparison_levels"]):
            if not level.get("is_null_level"):
                bits = (_bits(m[at][place], u[at][place]) for m, u in (before, after))
                yield each["output_column_name"], level["label_for_charts"], *bits


def _bits(m: float, u: float) -> float:
    return float(numpy.log2(max(m, _LEAST) / max(u, _LEAST)))
