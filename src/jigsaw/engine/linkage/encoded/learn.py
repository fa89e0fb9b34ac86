"""Learning m and u from encodings alone, as Splink learns them from plain records.

m is counted on pairs with one NHS number, u on random pairs. Names and homes can be compared only within a salt, so
their u is counted on random pairs that share one: what a birth year is worth is then counted once, by the birth date.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from jigsaw.engine.linkage.encoded.compare import COMPARISONS, Comparison, level_of, pair_of
from jigsaw.engine.linkage.encoded.encoding import Encoding
from jigsaw.engine.linkage.encoded.scheme import scheme

SEED = 20
RANDOM_PAIRS = 400_000
NEVER_SEEN = 0.5
"""What a level that no pair reached counts as: half a pair, so that its weight stays bounded."""

JUDGED = {"telephone": 0.65, "email": 0.75, "gender": 0.98}
"""m set by judgement, as for plain records (`comparisons`): training on fresh records would make a change weigh too
much."""

Counts = dict[str, list[float]]
Pairs = Iterable[tuple[Encoding, Encoding]]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """See `weights.Weights`."""

    upper: float
    lower: float
    household: float


def learn(encodings: Sequence[Encoding], thresholds: Thresholds, out: Path) -> None:
    """Learn from encodings made with one key, and save `model.json` in the folder `out`."""
    numbered = list(_numbered_pairs(encodings))
    m, u = count_levels(numbered), count_levels(_pairs_within_a_salt(encodings))
    u["birth_date"] = count_levels(_random_pairs(encodings))["birth_date"]
    saved = {
        "scheme": scheme().name,
        "probability_two_random_records_match": _prior(encodings, len(numbered)),
        "rules": {"upper": thresholds.upper, "lower": thresholds.lower, "household": thresholds.household},
        "comparisons": {each.name: _levels(each, m, u) for each in COMPARISONS},
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "model.json").write_text(json.dumps(saved, indent=1) + "\n", "utf-8")


def count_levels(pairs: Pairs) -> Counts:
    """How many of the pairs reach each level of each comparison."""
    counts: Counts = {each.name: [0.0] * len(each.levels) for each in COMPARISONS}
    for left, right in pairs:
        pair = pair_of(left, right)
        for each in COMPARISONS:
            at = level_of(each, pair)
            if at is not None:
                counts[each.name][at] += 1
    return counts


def _levels(comparison: Comparison, m: Counts, u: Counts) -> dict[str, dict[str, float]]:
    chances = _shares(m[comparison.name])
    if comparison.name in JUDGED:
        chances = [JUDGED[comparison.name], 1 - JUDGED[comparison.name]]
    by_chance = _shares(u[comparison.name])
    return {
        level.label: {"m_probability": round(chances[at], 9), "u_probability": round(by_chance[at], 9)}
        for at, level in enumerate(comparison.levels)
    }


def _shares(counts: Sequence[float]) -> list[float]:
    seen = [count or NEVER_SEEN for count in counts]
    return [count / sum(seen) for count in seen]


def _numbered_pairs(encodings: Iterable[Encoding]) -> Iterator[tuple[Encoding, Encoding]]:
    by_number: dict[str, list[Encoding]] = {}
    for each in encodings:
        by_number.setdefault(each.tags["nhs_number"], []).append(each)
    by_number.pop("", None)
    for together in by_number.values():
        yield from combinations(together, 2)


def _random_pairs(encodings: Sequence[Encoding]) -> Pairs:
    chance = random.Random(SEED)  # noqa: S311
    return (_two(chance, encodings) for _ in range(RANDOM_PAIRS))


def _pairs_within_a_salt(encodings: Sequence[Encoding]) -> Pairs:
    chance = random.Random(SEED)  # noqa: S311
    for salt in ("birth_year", "birth_month_day"):
        groups = [group for group in _by_tag(encodings, salt) if len(group) > 1]
        sizes = [len(group) ** 2 for group in groups]
        drawn = chance.choices(groups, sizes, k=RANDOM_PAIRS // 2) if groups else []
        yield from (_two(chance, group) for group in drawn)


def _two(chance: random.Random, among: Sequence[Encoding]) -> tuple[Encoding, Encoding]:
    left, right = chance.sample(among, 2)
    return left, right


def _by_tag(encodings: Iterable[Encoding], name: str) -> list[list[Encoding]]:
    groups: dict[str, list[Encoding]] = {}
    for each in encodings:
        groups.setdefault(each.tags[name], []).append(each)
    groups.pop("", None)
    return list(groups.values())


def _prior(encodings: Sequence[Encoding], numbered: int) -> float:
    """The chance that two random records are one person: as many pairs as the numbered ones stand for, over all."""
    share = sum(bool(each.tags["nhs_number"]) for each in encodings) / len(encodings)
    every = len(encodings) * (len(encodings) - 1) / 2
    return numbered / share**2 / every if share else 1 / len(encodings)
