"""One job of linking: files in, people out, with what was read, learnt, skipped and how long it took."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from jigsaw.engine.linkage.adapt.comparable import Comparable, comparable
from jigsaw.engine.linkage.adapt.linking import Asked, Find, Outcome, Tell, frequencies_of, link
from jigsaw.engine.linkage.adapt.organisations import tell_organisations
from jigsaw.engine.linkage.model import DEFAULT_MODEL, Model, compile_model
from jigsaw.engine.linkage.standardise import Standard
from jigsaw.foundation.core.errors import FaultyMapping, FaultyModel
from jigsaw.interfaces.analysts.entries import FileRead, entries_of
from jigsaw.interfaces.analysts.mapping import FileMapping, mapping_for, read_mapping
from jigsaw.interfaces.analysts.own_columns import is_of_own_columns, own_columns
from jigsaw.interfaces.analysts.tables import Table, read_table


@dataclass(frozen=True, slots=True)
class Job:
    """What was read and what came of it. `ids` and `rows` stand in the order of the outcome's positions."""

    read: list[FileRead]
    mappings: dict[str, FileMapping]
    ids: list[str]
    rows: list[dict[str, str]]
    outcome: Outcome
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model as written: Splink settings, and the frequency tables beside them if there are any."""

    name: str
    settings: dict[str, Any]
    frequencies: dict[str, dict[str, float]]


def look(paths: Sequence[Path], mapping: Path | None) -> tuple[list[Table], dict[str, FileMapping]]:
    """The files' tables, and what each of their columns is. Raises FaultyMapping when two files have one name."""
    names = [path.name for path in paths]
    if len(set(names)) < len(names):
        raise FaultyMapping("Reading the files", "two of them have the same name", "Rename one of them")
    entries = read_mapping(mapping) if mapping else []
    tables = [read_table(path) for path in paths]
    return tables, {
        table.file: mapping_for(table.file, Path(table.file).stem, table.headers, table.rows, entries)
        for table in tables
    }


def read_model(place: Path | None) -> ModelFile:
    """A model folder, a Splink JSON file, or the shipped model. Raises FaultyModel naming the file."""
    if place is None:
        shipped = files("jigsaw.engine.linkage").joinpath("models", DEFAULT_MODEL)
        texts = [shipped.joinpath(name).read_text("utf-8") for name in ("model.json", "frequencies.json")]
        return ModelFile(DEFAULT_MODEL, *map(json.loads, texts))
    main = place / "model.json" if place.is_dir() else place
    beside = main.parent / "frequencies.json"
    try:
        settings = json.loads(main.read_text("utf-8"))
        frequencies = json.loads(beside.read_text("utf-8")) if place.is_dir() and beside.exists() else {}
    except (OSError, ValueError) as error:
        raise FaultyModel(
            f"Loading the model {place.name}", f"it is missing or is not JSON ({type(error).__name__})",
            "Give a folder of `jigsaw train`, or a JSON file that Splink saved",
        ) from error  # fmt: skip
    if not isinstance(settings, dict) or not settings.get("comparisons"):
        raise FaultyModel(
            f"Loading the model {place.name}", "it has no comparisons", "Save it again from Splink"
        )
    return ModelFile(place.name, settings, frequencies)


def run(
    tables: list[Table],
    mappings: dict[str, FileMapping],
    model: ModelFile,
    asked: Asked,
    tell: Tell,
    elsewhere: Callable[[ModelFile], Find] | None = None,
) -> Job:
    """Link the files. `elsewhere`: given the model with its frequencies, finds and weighs pairs on another machine."""
    began = time.perf_counter()
    tell("Reading rows", 0, 1)
    compiled = compile_model(model.settings, model.frequencies)
    of_its_own = is_of_own_columns(compiled)
    read = [entries_of(table, mappings[table.file], ids_alone=of_its_own) for table in tables]
    _refuse_shared_sources(read)
    entries = [entry for one in read for entry in one.entries]
    rows = [dict(row) for table in tables for row in table.rows]
    if of_its_own and elsewhere:
        raise FaultyModel(
            f"Linking on Spark with the model {model.name}", "it compares columns of its own",
            "Give it to Splink's Linker on Spark as it is, or link without --spark",
        )  # fmt: skip
    if of_its_own:
        headers = [name for table in tables for name in table.headers]
        own = own_columns(model.name, compiled, model.settings, headers)
        people = own.people(entries, rows)
        asked = replace(asked, rules=own.rules, across_only=asked.across_only or own.across_only)
    else:
        people = [comparable(entry) for entry in tell_organisations(entries)]
        _refuse_unknown_columns(model.name, compiled, people)
    tell("Reading rows", 1, 1)
    seconds = {"Reading rows": round(time.perf_counter() - began, 3)}
    # Splink's own file holds no frequencies: it counts them in the files at hand.
    frequencies = model.frequencies or frequencies_of(people, model.settings)
    find = elsewhere(replace(model, frequencies=frequencies)) if elsewhere else None
    outcome = link(people, model.settings, frequencies, asked, tell, find)
    return Job(
        read, mappings, [entry.id for entry in entries], rows, outcome, seconds | dict(outcome.seconds)
    )


def _refuse_unknown_columns(name: str, model: Model, people: Sequence[Comparable]) -> None:
    # Scored as empty, a column that no row has would change every weight and nobody would see it.
    known = {column for each in people for column in each.columns} | set(Standard.__dataclass_fields__)
    if unknown := [column for column in model.columns if column not in known]:
        raise FaultyModel(
            f"Linking with the model {name}",
            f"it compares {', '.join(map(repr, unknown))}, which these files, as they are mapped, do not give",
            "Map those columns, or use a model that was learnt from files mapped like these",
        )


def _refuse_shared_sources(read: list[FileRead]) -> None:
    sources = [one.source for one in read]
    shared = {one for one in sources if sources.count(one) > 1}
    ids = [entry.id for one in read if one.source in shared for entry in one.entries]
    if len(set(ids)) < len(ids):
        raise FaultyMapping(
            "Reading the files",
            "two files of one source hold the same id",
            "Give each file its own `source` in the mapping",
        )
