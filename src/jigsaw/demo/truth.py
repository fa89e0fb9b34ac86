"""The truth of the borough, apart from what agencies sent: for scoring, never for loading."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jigsaw.demo.borough import Borough
from jigsaw.demo.records import Register

MOODS = ("steady", "strained", "in crisis")


def write_truth(
    folder: Path, borough: Borough, registers: list[Register], faults: list[tuple[str, ...]]
) -> None:
    """Every list of the truth as a CSV file."""
    clock = borough.clock
    who = (
        "person",
        "given",
        "family",
        "born",
        "gender",
        "origin",
        "nhs_number",
        "household",
        "reach",
        "died",
    )
    _table(folder, "people", who, (
        (person.key, person.given, person.family, person.born, person.gender, person.origin.key, person.nhs_number,
         person.household, int(person.reach), clock.slashes_day(person.died) if person.died is not None else "")
        for person in borough.place.people
    ))  # fmt: skip
    _table(folder, "homes", ("home", "shape", "uprn", "address", "locality", "postcode", "social"), (
        (home.key, home.shape, home.uprn, home.line, home.locality, home.postcode, int(home.social))
        for home in borough.place.estate.homes
    ))  # fmt: skip
    _table(folder, "residences", ("person", "home", "since"), (
        (person.key, home.key, clock.slashes_day(since) if since >= 0 else "")
        for person in borough.place.people for since, home in person.homes
    ))  # fmt: skip
    _table(folder, "records", ("agency", "local_id", "person"), (
        (register.agency.key, local_id, person) for register in registers
        for person, ids in register.ids.items() for local_id in ids
    ))  # fmt: skip
    _table(folder, "faults", ("agency", "file", "reference", "column", "value", "why"), faults)
    _table(
        folder,
        "traps",
        ("trap", "person", "other"),
        ((trap, one.key, two.key) for trap, one, two in borough.traps),
    )
    hidden_truth(folder, borough, registers)


def hidden_truth(folder: Path, borough: Borough, registers: list[Register]) -> None:
    """What no agency ever wrote: states, harms, and which stories were planned."""
    day = borough.clock.slashes_day
    _table(folder, "states", ("person", "state", "from", "until"), (
        (person.key, MOODS[level], day(start * 1440), day(end * 1440))
        for person in borough.place.people for start, end, level in person.spells
    ))  # fmt: skip
    _table(folder, "harms", ("person", "on"), ((person.key, day(minute)) for person, minute in borough.harms))
    columns = ("story", "place", "role", "person", "home", "uprn", "from", "agency", "local_id", "expected")
    _table(folder, "scenarios", columns, (
        (told.story, told.place, told.role, told.person.key, told.home.key, told.home.uprn, day(told.start),
         register.agency.key, local_id, told.expected)
        for told in borough.stories for register in registers for local_id in register.ids.get(told.person.key, [])
    ))  # fmt: skip


def _table(folder: Path, name: str, header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
