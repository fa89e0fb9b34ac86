"""A Splink 5 model compiled to a flat plan, with the frequency tables that Splink's own file leaves out.

A model is a folder: `model.json` (Splink's, which analysts may open in Splink), `frequencies.json` (column ->
value -> share of records; frozen, so that a weight does not change while nobody looks), `versions.json` (what the
two were made with, and their digests: they belong together) and `card.md` (what it was trained on).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.levels import (
    Comparison,
    Fault,
    Frequencies,
    Level,
    columns_read,
    faults_of,
    frequency_column,
    make_comparison,
)
from jigsaw.engine.linkage.rules import Rules
from jigsaw.engine.linkage.standardise import VERSION, Standard
from jigsaw.foundation.core.errors import FaultyModel

__all__ = ["Comparison", "Level", "Model", "compile_model", "default_model", "load_model", "save_model"]

DEFAULT_MODEL = "borough-1"


@dataclass(frozen=True, slots=True)
class Model:
    """All that a pair is judged by: the compiled weights, the rules beside them, the keys of encoded records."""

    columns: tuple[str, ...]
    prior: float
    comparisons: tuple[Comparison, ...]
    rules: Rules
    keys: tuple[Key, ...] = ()

    def row(self, standard: Standard) -> Row:
        """The columns of a standardised record that this model compares; what is empty is None."""
        return tuple(getattr(standard, column) or None for column in self.columns)


def load_model(folder: Path, rules: Rules | None = None) -> Model:
    """The model in a folder. Raises FaultyModel naming every file, comparison and level that cannot be used."""
    settings, frequencies = _read(folder / "model.json"), _read(folder / "frequencies.json")
    named = f"Loading the linkage model {folder.name}"
    _refuse(named, [*_apart(folder), *_uncounted(settings, frequencies), *_faults(settings)])
    return compile_model(settings, frequencies, rules)


def save_model(folder: Path, settings: Mapping[str, Any], frequencies: Frequencies) -> None:
    """Save a model that both this engine and Splink can load. Raises FaultyModel before anything is written."""
    _refuse("Saving a linkage model", [*_uncounted(settings, frequencies), *_faults(settings)])
    folder.mkdir(parents=True, exist_ok=True)
    written = {"model.json": settings, "frequencies.json": frequencies}
    for name, content in written.items():
        (folder / name).write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    digests = {name: _digest(folder / name) for name in written}
    (folder / "versions.json").write_text(
        json.dumps({"standardisation": VERSION, "sha256": digests}, indent=1) + "\n", "utf-8"
    )


@cache
def default_model(rules: Rules | None = None) -> Model:
    """The model that ships with Jigsaw."""
    with as_file(files(__package__).joinpath("models", DEFAULT_MODEL)) as folder:
        return load_model(folder, rules)


def compile_model(settings: Mapping[str, Any], frequencies: Frequencies, rules: Rules | None = None) -> Model:
    """The flat plan of a Splink settings dictionary. Raises FaultyModel listing all that it cannot match.

    A column without a frequency table counts as one whose values are all unknown.
    """
    _refuse("Loading a linkage model", _faults(settings))
    comparisons, prior = settings["comparisons"], settings["probability_two_random_records_match"]
    columns = tuple(dict.fromkeys(column for each in comparisons for column in columns_read(each)))
    positions = {column: at for at, column in enumerate(columns)}
    return Model(
        columns=columns,
        prior=math.log2(prior / (1 - prior)),
        comparisons=tuple(make_comparison(each, positions, frequencies) for each in comparisons),
        rules=rules or Rules(),
    )


def _refuse(asked: str, faults: list[Fault]) -> None:
    if len(faults) == 1:
        raise FaultyModel(asked, str(faults[0]).removesuffix(f". {faults[0].next_step}"), faults[0].next_step)
    if faults:
        listed = "".join(f"\n- {fault}" for fault in faults)
        raise FaultyModel(
            asked, f"{len(faults)} things stand in the way:{listed}\n", "Mend them all, then try again"
        )


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        hindered_by = f"{path.name} is missing or is not JSON ({type(error).__name__})"
        raise FaultyModel(
            f"Loading the linkage model {path.parent.name}", hindered_by, "Train it again"
        ) from error


def _faults(settings: Any) -> list[Fault]:
    if not isinstance(settings, Mapping):
        return [_about_all("its settings are no JSON object", "Save the model from Splink")]
    dialect = settings.get("sql_dialect", "duckdb")
    if dialect != "duckdb":
        return [_about_all(f"it was written for {dialect!r}", "Save the model from Splink on DuckDB")]
    found = []
    prior = settings.get("probability_two_random_records_match")
    if not isinstance(prior, float) or not 0 < prior < 1:
        found.append(
            _about_all(
                "probability_two_random_records_match is not between 0 and 1", "Estimate it, or set it"
            )
        )
    if not settings.get("comparisons"):
        found.append(_about_all("it compares nothing", "Add comparisons"))
    return [*found, *(fault for each in settings.get("comparisons") or [] for fault in faults_of(each))]


def _uncounted(settings: Any, frequencies: Frequencies) -> list[Fault]:
    comparisons = settings.get("comparisons") or [] if isinstance(settings, Mapping) else []
    levels = (level for each in comparisons for level in each.get("comparison_levels") or [])
    wanted = dict.fromkeys(frequency_column(level) for level in levels)
    return [
        _about_all(f"frequencies.json does not say how common {column} is", "Save the table with the model")
        for column in wanted
        if column and column not in frequencies
    ]


def _apart(folder: Path) -> list[Fault]:
    """Files that were not saved together, or before standardisation changed. A folder may come without versions."""
    if not (folder / "versions.json").exists():
        return []
    versions = _read(folder / "versions.json")
    found = [
        _about_all(f"{name} is not the one that was saved with the model", "Train it again, or save it whole")
        for name, digest in versions.get("sha256", {}).items()
        if _digest(folder / name) != digest
    ]
    if versions.get("standardisation") != VERSION:
        now = f"records are now standardised by version {VERSION}"
        found.append(
            _about_all(
                f"it learnt from version {versions.get('standardisation')} and {now}", "Train it again"
            )
        )
    return found


def _about_all(what: str, next_step: str) -> Fault:
    return Fault("", "", what, next_step)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""
