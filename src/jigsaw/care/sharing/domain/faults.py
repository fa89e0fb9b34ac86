"""What can be wrong with a policy, said as what to mend. It asks of a file and of a form alike."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from jigsaw.care.sharing.domain.vocabulary import KINDS, PURPOSES, Kind, Purpose

AGENCY_KINDS = frozenset(
    {"nhs-trust", "acute-hospital", "gp", "ambulance", "council", "housing", "police", "charity"}
)
LONGEST = 5
"""Years that a policy may hold at most: longer, and nobody remembers why."""

_TYPES: dict[str, type] = {
    "format": int,
    "key": str,
    "name": str,
    "about": str,
    "contact": str,
    "parties": list,
    "starts_on": date,
    "ends_on": date,
    "permitted_use": list,
    "permit": list,
}
_MAY: dict[str, type] = {
    "restriction": list,
    "duty": list,
    "security": list,
    "opens_workspace": bool,
    "hours": int,
}
_PERMIT = {"purposes", "kinds", "words", "basis"}, {"source", "to", "objection"}
_RESTRICTION = {"kinds", "effect", "words", "instead"}, {"purposes", "to", "source"}
_DUTY = {"words"}, {"purposes", "source"}
_KNOWN: dict[str, frozenset[str]] = {
    "purposes": frozenset(one.value for one in PURPOSES if one is not Purpose.UNSURE),
    "kinds": frozenset(one.value for one in KINDS),
    "to": AGENCY_KINDS,
    "objection": frozenset({"ask", "respect", "outweighed"}),
    "effect": frozenset({"never", "ask"}),
}
_LISTS = frozenset({"purposes", "kinds", "to"})
_TOLD = {
    str: "words in quotes",
    int: "a number",
    list: "a list",
    date: "a day like 2026-04-01",
    bool: "true or false",
}

Toml = Mapping[str, Any]


def faults_of(written: Toml) -> Iterator[str]:
    """Every fault of a policy as it was written; nothing when it is sound."""
    shape = list(_faults_of_shape(written))
    yield from shape
    if not shape:
        yield from _faults_of_whole(written)
        yield from _faults_of_paragraphs(written)


def _faults_of_shape(written: Toml) -> Iterator[str]:
    for name, wanted in {**_TYPES, **_MAY}.items():
        if name not in written:
            if name in _TYPES:
                yield f"{name}: it is missing; give {_TOLD[wanted]}"
        elif not _is_a(written[name], wanted):
            yield f"{name}: give {_TOLD[wanted]}"
    for name in written:
        if name not in {**_TYPES, **_MAY}:
            yield f"{name}: nothing by this name is known here"


def _is_a(value: Any, wanted: type) -> bool:
    # A bool is an int to Python, and a moment a date; not to whoever writes a file.
    return type(value) is wanted or (wanted is list and isinstance(value, tuple))


def _faults_of_whole(written: Toml) -> Iterator[str]:
    if written["format"] != 1:
        yield "format: this reads format 1"
    for name in ("key", "name", "about", "contact"):
        if not written[name].strip():
            yield f"{name}: fill it in"
    if not re.fullmatch(r"[a-z0-9-]{1,40}", written["key"]):
        yield "key: use small letters, digits and hyphens"
    if written["key"] == "draft":
        yield "key: choose another; a draft is what is not written yet"
    yield from _faults_of_days(written)
    yield from _faults_of_lists(written)


def _faults_of_days(written: Toml) -> Iterator[str]:
    if written["ends_on"] < written["starts_on"]:
        yield "ends_on: give a last day after the first"
    elif (written["ends_on"] - written["starts_on"]).days > LONGEST * 366:
        yield f"ends_on: give a last day within {LONGEST} years of the first"
    if not 1 <= written.get("hours", 24) <= 24 * 28:
        yield "hours: give between 1 hour and 28 days"


def _faults_of_lists(written: Toml) -> Iterator[str]:
    if len(set(map(str, written["parties"]))) < 2:
        yield "parties: name two agencies or more, by their keys"
    for name in ("permitted_use", "permit"):
        if not written[name]:
            yield f"{name}: give at least one"
    for name in ("parties", "permitted_use", "security"):
        if not all(isinstance(one, str) and one.strip() for one in written.get(name, ())):
            yield f"{name}: give words in quotes, and leave none empty"


def _faults_of_paragraphs(written: Toml) -> Iterator[str]:
    for heading, names in (("permit", _PERMIT), ("restriction", _RESTRICTION), ("duty", _DUTY)):
        for number, one in enumerate(written.get(heading, ()), 1):
            yield from (f"{heading} {number}: {fault}" for fault in _faults_of_paragraph(one, *names))


def _faults_of_paragraph(one: Any, must: set[str], may: set[str]) -> Iterator[str]:
    if not isinstance(one, Mapping):
        yield "write it under its own heading in double brackets"
        return
    for name in sorted(must):
        if not one.get(name) or (isinstance(one[name], str) and not one[name].strip()):
            yield f"{name}: fill it in"
    for name, value in one.items():
        if name not in must | may:
            yield f"{name}: nothing by this name is known here"
        elif not _is_a(value, list if name in _LISTS else str):
            yield f"{name}: give {_TOLD[list if name in _LISTS else str]}"
        elif name in _KNOWN:
            yield from _unknown(name, value)
    if "purposes" in must and Kind.EVERYTHING in (one.get("kinds") or ()):
        yield "kinds: the whole record is more than anybody needs; name what is needed (Caldicott principle 3)"


def _unknown(name: str, value: Any) -> Iterator[str]:
    for each in [value] if isinstance(value, str) else value:
        if each not in _KNOWN[name]:
            yield f"{name}: {each} is not one of {', '.join(sorted(_KNOWN[name]))}"
