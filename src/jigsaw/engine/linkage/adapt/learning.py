"""Learning from the files themselves what agreement is worth, without any truth.

By chance (u): counted on random pairs, and worked out from the values' own frequencies where a level means equality.
For one human being (m): expectation maximisation (Fellegi and Sunter 1969; Winkler 1988) over the patterns of
agreement among candidate pairs. Blocks over-represent pairs that agree by chance, so while m is sought the chance of
agreement among *blocked* strangers is free too, and given up afterwards for u. The shipped weights stand in as so many
pairs already seen (a Dirichlet prior): a hundred records move them little, a hundred thousand replace them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy

from jigsaw.engine.linkage.adapt.by_chance import agreements, pairs_in_all, random_pairs, without_matches
from jigsaw.engine.linkage.adapt.comparable import IDENTIFIER, Comparable
from jigsaw.engine.linkage.adapt.comparing import Settings
from jigsaw.engine.linkage.adapt.households import Households, Masks
from jigsaw.engine.linkage.adapt.scoring import Floats, Levels, Pairs, Scorer

PAIRS_ALREADY_SEEN = 300.0
"""How many pairs of one human being the shipped m is worth. Chosen on small invented boroughs without NHS numbers,
where 30 let members of a household pass for one another, and on invented records of one file."""

STRANGERS_ALREADY_SEEN = 100.0
RANDOM_PAIRS = 100_000
PATTERN_PAIRS = 300_000
ROUNDS = 60
TIMES_OVER = 2
"""m and u are sought again once the pairs that match are known, and taken out of u."""

TELL_APART = ("given", "birth_date")
"""The comparisons in which the members of one household differ."""

SEED = 20
_STEADY = 1e-4
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
    settings: Settings, scorer: Scorer, people: Sequence[Comparable], pairs: Pairs, apart: Households
) -> Learnt:
    """The settings with m, u and the prior learnt from these rows.

    `scorer`: the rows under the settings as they come. `pairs`: those worth comparing. `apart`: knows households.
    """
    chance, across_only = numpy.random.default_rng(SEED), apart.across_only
    total = pairs_in_all(people, across_only=across_only)
    first_m, first_u = _probabilities(settings, "m_probability"), _probabilities(settings, "u_probability")
    strangers = random_pairs(people, RANDOM_PAIRS, chance, across_only=across_only)
    met = agreements(settings, scorer.levels(strangers), people, total)
    shown = (
        pairs
        if len(pairs) <= PATTERN_PAIRS
        else pairs[chance.choice(len(pairs), PATTERN_PAIRS, replace=False)]
    )
    held = scorer.levels(shown)
    generations = apart.look_like(shown) & apart.a_generation_apart(shown)
    patterns, counts = _counted(numpy.column_stack((held, generations.astype(held.dtype))))
    patterns, of_two_generations = patterns[:, :-1], patterns[:, -1] > 0
    counts *= len(pairs) / max(len(shown), 1)
    strange = of_two_generations | _of_two_people(settings, patterns)
    u, m, matched = first_u, first_m, numpy.zeros(len(counts))
    for _ in range(TIMES_OVER):
        m, matched = _maximise(first_m, u, patterns, counts, strange)
        u = [
            without_matches(met[at], _seen(at, matched, patterns, before), before, STRANGERS_ALREADY_SEEN)
            for at, before in enumerate(first_u)
        ]
    matches = float(matched.sum())
    learnt = _filled_in(settings, m, u, min(0.5, max(matches, 1.0) / max(total, 2.0)))
    moved = tuple(_moved(settings, (first_m, first_u), (m, u)))
    return Learnt(learnt, len(strangers), len(pairs), matches, moved)


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


def _counted(held: Levels) -> tuple[Levels, Floats]:
    patterns, counts = numpy.unique(held, axis=0, return_counts=True)
    return patterns, counts.astype(float)


def _maximise(
    first_m: list[Floats], u: list[Floats], patterns: Levels, counts: Floats, strange: Masks
) -> tuple[list[Floats], Floats]:
    """m, and how many pairs of each pattern are believed to match."""
    m, blocked = [each.copy() for each in first_m], [each.copy() for each in u]
    share, belief = 0.1, numpy.zeros(len(counts))
    for _ in range(ROUNDS if len(counts) else 0):
        odds = numpy.log(share / (1 - share)) + _log(m, patterns) - _log(blocked, patterns)
        before, belief = belief, 1 / (1 + numpy.exp(-numpy.clip(odds, -500, 500)))
        belief[strange] = 0.0
        ours, theirs = belief * counts, (1 - belief) * counts
        m = [
            _shares(_seen(at, ours, patterns, one), one, PAIRS_ALREADY_SEEN) for at, one in enumerate(first_m)
        ]
        blocked = [
            _shares(_seen(at, theirs, patterns, one), one, STRANGERS_ALREADY_SEEN) for at, one in enumerate(u)
        ]
        share = min(max(ours.sum() / counts.sum(), 1e-6), 1 - 1e-6)
        if numpy.abs(belief - before).max() < _STEADY:
            break
    return m, belief * counts


def _of_two_people(settings: Settings, patterns: Levels) -> Masks:
    """Which patterns say that both the first name and the birth date differ, and no number is the same.

    They are the members of a household, who share all else. Left to itself the estimate would learn from them that
    one human being has many first names.
    """
    different = numpy.ones(len(patterns), dtype=bool)
    for column, each in enumerate(settings["comparisons"]):
        name, levels = each["output_column_name"], each["comparison_levels"]
        if name in TELL_APART:
            different &= patterns[:, column] == len(levels) - 1
        elif name.startswith(IDENTIFIER) or name == "nhs_number":
            different &= patterns[:, column] != 1
    return different & (sum(each["output_column_name"] in TELL_APART for each in settings["comparisons"]) > 1)


def _log(probabilities: list[Floats], patterns: Levels) -> Floats:
    total = numpy.zeros(len(patterns))
    for column, each in enumerate(probabilities):
        known = numpy.where(each > 0, each, 1.0)
        total += numpy.log(known)[patterns[:, column]]
    return total


def _seen(column: int, weights: Floats, patterns: Levels, levels: Floats) -> Floats:
    """How many pairs hold each level of a comparison; none at a level that says nothing."""
    seen = numpy.bincount(patterns[:, column], weights=weights, minlength=len(levels))
    return numpy.where(levels > 0, seen, 0.0)


def _shares(seen: Floats, prior: Floats, worth: float) -> Floats:
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
