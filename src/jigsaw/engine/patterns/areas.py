"""Areas: what one place sets otherwise than the pack, in a file of its own under the pack's folder, `areas/KEY.toml`.

An area may give a pattern's parameters other numbers, and leave patterns out: one whose pieces no feed there sends,
say. It may not touch a pattern with a clock that is not its own to set (`statutory`). Every area is checked with the
pack, whichever is in force.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jigsaw.engine.patterns.faults import Fault
from jigsaw.engine.patterns.sentences import kind_words
from jigsaw.engine.patterns.tables import Notes, Table
from jigsaw.engine.patterns.vocabulary import Vocabulary

Numbers = Mapping[str, Mapping[str, int | str]]

FOLDER = "areas"


@dataclass(frozen=True)
class Area:
    """One area. numbers: its own parameters by pattern id. leaves_out: ids. The rest says who answers for it."""

    key: str
    name: str
    why: str
    agreed_by: str
    agreed_on: datetime.date
    leaves_out: tuple[str, ...]
    numbers: Numbers


def read_areas(folder: Path, vocabulary: Vocabulary) -> tuple[dict[str, Area], list[Fault]]:
    """The areas of a pack's folder by key, and what is wrong with their files as such."""
    areas: dict[str, Area] = {}
    faults: list[Fault] = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        notes = Notes(f"{FOLDER}/{path.name}", vocabulary)
        areas[path.stem] = _area(path, notes)
        faults += notes.faults
    return areas, faults


def _area(path: Path, notes: Notes) -> Area:
    try:
        content: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        notes.add("(the file)", f"is not TOML in UTF-8: {error}.", "Mend it there.")
        return Area(path.stem, "", "", "", datetime.date.min, (), {})
    table = Table(content, "", notes)
    area = Area(
        key=path.stem,
        name=table.text("name"),
        why=kind_words(table, "why"),
        agreed_by=table.text("agreed_by"),
        agreed_on=table.date("agreed_on"),
        leaves_out=table.words("leaves_out") if "leaves_out" in content else (),
        numbers=_numbers(table),
    )
    table.finish()
    return area


def _numbers(table: Table) -> dict[str, dict[str, int | str]]:
    written = table.raw("parameters")
    if written is None:
        return {}
    if not isinstance(written, dict) or not all(isinstance(each, dict) for each in written.values()):
        table.fault(
            "parameters",
            "is not a table of tables.",
            "Write [parameters.R01] with a name and a value a line.",
        )
        return {}
    return {pattern_id: dict(each) for pattern_id, each in written.items()}


def faults_beside(areas: Mapping[str, Area], statutory: Mapping[str, bool]) -> list[Fault]:
    """Where areas name patterns that there are not, or that are not theirs to change. statutory: by pattern id."""
    return [fault for area in areas.values() for fault in _beside(area, statutory)]


def _beside(area: Area, statutory: Mapping[str, bool]) -> list[Fault]:
    file = f"{FOLDER}/{area.key}.toml"
    named = [
        *((f"parameters.{one}", one) for one in area.numbers),
        *(("leaves_out", one) for one in area.leaves_out),
    ]
    faults = [
        Fault(file, key, f"no pattern has the id {one}.", "Check its spelling.")
        for key, one in named
        if one not in statutory
    ]
    faults += [
        Fault(
            file,
            key,
            f"{one} has a clock that no area sets.",
            "Take it out, and raise it with the pack's owner.",
        )
        for key, one in named
        if statutory.get(one)
    ]
    both = sorted(set(area.numbers) & set(area.leaves_out))
    return faults + [
        Fault(file, "leaves_out", f"{one} is left out and given numbers.", "Choose one of the two.")
        for one in both
    ]
