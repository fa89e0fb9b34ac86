"""Learning the weights from records, through Splink 5 on DuckDB.

How often fields agree by chance (u) is counted on random pairs; how often they agree for one person (m) on
pairs of records with an equal valid NHS number, which are one person by rule and were not found by name.
Where too few records have a number, m comes from expectation maximisation instead. The chance of an equal NHS
number is set from theory.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow
from splink import DuckDBAPI, Linker, block_on
from splink import __version__ as splink_version

from jigsaw.engine.linkage.charts import save_charts
from jigsaw.engine.linkage.comparisons import settings
from jigsaw.engine.linkage.model import save_model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import Standard, standardise

RANDOM_PAIRS = 2e7
SEED = 20
ENOUGH_NUMBERED_PAIRS = 2_000

NEVER_SEEN = {"m_probability": 2e-3, "u_probability": 1e-6}
"""What a level that training never saw among one person's pairs, or among random pairs, is given. Each is named.

Cautious on purpose: no service's records are so clean that a difference could be worth much more against a join.
So a comparison's last level, "different", is believed to be at least as common in one person as this.
"""

FEWEST = {"birth_date": 10}
FEWEST_OTHERWISE = 3
"""A value that fewer records have is left out of the frequency table: it would point to a person."""

RULES_BY_HAND = (("nhs_number",), ("given", "family", "birth_date"), ("given", "birth_date", "postcode"))
RULES_OF_EXPECTATION = (("birth_date",), ("given", "family"), ("postcode", "birth_year"))
RECALL_OF_RULES = 0.85
"""The share of random pairs that match is what these rules find, over the share that they find."""

STANDARDISING = "Making records comparable"
LEARNING = "Learning weights"

_ARRAYS = frozenset({
    "first_roots", "all_roots", "family_tokens", "given_codes", "family_codes", "name_codes", "name_tokens",
})  # fmt: skip
_COLUMNS = tuple(
    name
    for name in Standard.__dataclass_fields__
    if name not in ("agency", "nhs_number_verified", "nhs_number_unverified")
)


@dataclass(frozen=True, slots=True)
class Trained:
    """What training made: the settings as saved, and the levels it never saw, by comparison and label.

    `from_numbers`: whether m was counted on pairs with one NHS number; `charts`: the names of those saved.
    """

    settings: dict[str, Any]
    records: int
    numbered_pairs: int
    never_seen: tuple[str, ...]
    from_numbers: bool
    charts: tuple[str, ...]
    filled: dict[str, float]


Tell = Callable[[str, int, int], None]


def train(
    records: Collection[Record],
    out: Path,
    *,
    random_pairs: float = RANDOM_PAIRS,
    with_charts: bool = False,
    tell: Tell = lambda what, done, of: None,
) -> Trained:
    """Learn a model from records and save it in the folder `out` (`model.save_model`). The records need no truth.

    `tell` hears what is being done, how far it is and of how much.
    """
    standards = _standards(records, tell)
    numbered = _numbered_pairs(standards)
    enough = numbered >= ENOUGH_NUMBERED_PAIRS
    people = max(len(standards) // 3, len({each.nhs_number for each in standards}), 2)
    linker = Linker(_table(standards), settings(people), log_level=logging.ERROR)
    _learn(linker, random_pairs, enough_numbers=enough, tell=tell)
    learnt = linker.misc.save_model_to_json()
    never_seen = tuple(_fill_never_seen(learnt))
    _no_cleaner_than_life(learnt)
    save_model(
        out, learnt, {column: _frequencies(standards, column) for column in _frequency_columns(learnt)}
    )
    charts = save_charts(linker, out) if with_charts else ()
    return Trained(learnt, len(standards), numbered, never_seen, enough, charts, _filled(standards))


def version_of_splink() -> str:
    """What learns here, with its version."""
    return f"Splink {splink_version}"


def _standards(records: Collection[Record], tell: Tell) -> list[Standard]:
    standards = []
    for done, record in enumerate(records):
        if done % 5_000 == 0:
            tell(STANDARDISING, done, len(records))
        standards.append(standardise(record))
    tell(STANDARDISING, len(records), len(records))
    return standards


def _filled(standards: Collection[Standard]) -> dict[str, float]:
    columns = (
        "given",
        "family",
        "birth_date",
        "nhs_number",
        "postcode",
        "uprn",
        "telephone",
        "email",
        "gender",
    )
    return {name: sum(bool(getattr(each, name)) for each in standards) / len(standards) for name in columns}


def table_columns(standards: Collection[Standard]) -> Mapping[str, list[Any]]:
    """The standardised records as columns for Splink; what is empty is None."""
    return {column: [getattr(each, column) or None for each in standards] for column in _COLUMNS}


def as_arrow(standards: Collection[Standard]) -> pyarrow.Table:
    """The standardised records as an Arrow table, lists as lists."""
    types = {
        column: pyarrow.list_(pyarrow.string()) if column in _ARRAYS else pyarrow.string()
        for column in _COLUMNS
    }
    return pyarrow.table(
        {column: pyarrow.array(values, types[column]) for column, values in table_columns(standards).items()}
    )


def _table(standards: Collection[Standard]) -> Any:
    return DuckDBAPI().register(as_arrow(standards))


def _learn(linker: Linker, random_pairs: float, *, enough_numbers: bool, tell: Tell) -> None:
    training = linker.training
    rules: list[Any] = [block_on(*columns) for columns in RULES_BY_HAND]
    by_expectation = [block_on(*columns) for columns in RULES_OF_EXPECTATION]
    steps: list[Callable[[], Any]] = [
        lambda: training.estimate_probability_two_random_records_match(rules, recall=RECALL_OF_RULES),
        lambda: training.estimate_u_using_random_sampling(max_pairs=random_pairs, seed=SEED),
    ]
    if enough_numbers:
        steps.append(lambda: training.estimate_m_from_label_column("nhs_number"))
    else:
        steps += [
            partial(training.estimate_parameters_using_expectation_maximisation, each)
            for each in by_expectation
        ]
    for done, step in enumerate(steps):
        tell(LEARNING, done, len(steps))
        step()
    tell(LEARNING, len(steps), len(steps))


def _numbered_pairs(standards: Collection[Standard]) -> int:
    numbers = Counter(each.nhs_number for each in standards if each.nhs_number)
    return sum(count * (count - 1) // 2 for count in numbers.values())


def _fill_never_seen(learnt: dict[str, Any]) -> list[str]:
    named = []
    for comparison in learnt["comparisons"]:
        for level in comparison["comparison_levels"]:
            missing = [which for which in NEVER_SEEN if which not in level and not level.get("is_null_level")]
            level.update({which: NEVER_SEEN[which] for which in missing})
            if len(missing) == 2:
                # Seen by neither, a level says nothing: equal probabilities weigh 0.
                level["m_probability"] = level["u_probability"]
            place = f"{comparison['output_column_name']}: {level.get('label_for_charts')}"
            named += [f"{place} ({which[0]})" for which in missing]
    return named


def _no_cleaner_than_life(learnt: dict[str, Any]) -> None:
    for comparison in learnt["comparisons"]:
        different = comparison["comparison_levels"][-1]
        different["m_probability"] = max(different["m_probability"], NEVER_SEEN["m_probability"])


def _frequency_columns(learnt: Mapping[str, Any]) -> list[str]:
    levels = (level for each in learnt["comparisons"] for level in each["comparison_levels"])
    return list(
        dict.fromkeys(level["tf_adjustment_column"] for level in levels if "tf_adjustment_column" in level)
    )


def _frequencies(standards: Collection[Standard], column: str) -> dict[str, float]:
    counts = Counter(getattr(each, column) for each in standards if getattr(each, column))
    total, fewest = counts.total(), FEWEST.get(column, FEWEST_OTHERWISE)
    return {value: count / total for value, count in sorted(counts.items()) if count >= fewest}
