"""What each level of a comparison of encodings is worth in bits, as learnt: log2(m / u), as for plain records.

A folder: `model.json` (the prior, the thresholds, m and u by comparison and level) and `card.md`. It is not a
Splink model, since its levels are not SQL; m and u mean the same. No frequencies: an encoded name does not tell
whether it is rare.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from jigsaw.engine.linkage.encoded.compare import COMPARISONS, Comparison, Pair, level_of
from jigsaw.engine.linkage.encoded.scheme import scheme
from jigsaw.foundation.core.errors import FaultyModel

DEFAULT = "encoded-3"


@dataclass(frozen=True, slots=True)
class Step:
    """What one comparison adds: in words, and in bits."""

    comparison: str
    label: str
    bits: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The learnt bits of every level, the prior, and the thresholds.

    `upper`: at this weight and above a pair joins without a person. `lower`: below it the pair stays apart.
    """

    prior: float
    upper: float
    lower: float
    household: float
    bits: Mapping[str, tuple[float, ...]]

    def weigh(self, pair: Pair) -> float:
        """The match weight of a pair, in bits."""
        return self.prior + sum(step.bits for step in self.steps(pair))

    def steps(self, pair: Pair) -> list[Step]:
        """Each comparison's part of the weight, in order; with the prior they add up to `weigh`."""
        return [self._step(each, pair) for each in COMPARISONS]

    def _step(self, comparison: Comparison, pair: Pair) -> Step:
        at = level_of(comparison, pair)
        if at is None:
            return Step(comparison.name, "Not known to one", 0.0)
        return Step(comparison.name, comparison.levels[at].label, self.bits[comparison.name][at])


@cache
def default_weights() -> Weights:
    """The weights that ship with Jigsaw."""
    with as_file(files("jigsaw.engine.linkage").joinpath("models", DEFAULT)) as folder:
        return load_weights(folder)


def load_weights(folder: Path) -> Weights:
    """The weights in a folder. Raises FaultyModel naming what is missing."""
    try:
        said = json.loads((folder / "model.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _faulty(folder, f"model.json is missing or is not JSON ({type(error).__name__})") from None
    if said.get("scheme") != scheme().name:
        raise _faulty(folder, f"it was trained on another scheme than {scheme().name}")
    prior = said["probability_two_random_records_match"]
    rules = said["rules"]
    return Weights(
        prior=math.log2(prior / (1 - prior)),
        upper=rules["upper"],
        lower=rules["lower"],
        household=rules["household"],
        bits={each.name: _bits(folder, each, said["comparisons"].get(each.name, {})) for each in COMPARISONS},
    )


def _bits(folder: Path, comparison: Comparison, said: Mapping[str, Any]) -> tuple[float, ...]:
    found = []
    for level in comparison.levels:
        learnt = said.get(level.label, {})
        m, u = learnt.get("m_probability", 0), learnt.get("u_probability", 0)
        if m <= 0 or u <= 0:
            raise _faulty(folder, f"{comparison.name} has no m and u for the level {level.label!r}")
        found.append(math.log2(m / u))
    return tuple(found)


def _faulty(folder: Path, why: str) -> FaultyModel:
    return FaultyModel(f"Loading the encoded linkage model {folder.name}", why, "Train it again")
