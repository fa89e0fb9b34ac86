"""Loading a pack: a folder of TOML files, one pattern each, checked as a whole before anything may use it."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from jigsaw.engine.patterns.areas import Area, faults_beside, read_areas
from jigsaw.engine.patterns.conditions import read_condition
from jigsaw.engine.patterns.example_tables import read_examples
from jigsaw.engine.patterns.faults import Fault, PackFaults
from jigsaw.engine.patterns.language import always_says
from jigsaw.engine.patterns.naive import holds
from jigsaw.engine.patterns.pattern import Pack, Pattern, hash_of
from jigsaw.engine.patterns.sentences import kind_words, sentence
from jigsaw.engine.patterns.tables import Notes, Table, minutes_in
from jigsaw.engine.patterns.timeline import SubjectKind
from jigsaw.engine.patterns.vocabulary import Vocabulary
from jigsaw.engine.patterns.wording import PLACEHOLDERS

Overrides = Mapping[str, Mapping[str, int | str]]

_SUBJECTS = ("person", "home", "pair")


def load_pack(
    folder: Path, vocabulary: Vocabulary, overrides: Overrides | None = None, area: str = ""
) -> Pack:
    """The pack in this folder.

    area: the key of the area whose numbers and omissions hold; none when empty. overrides: other parameters by pattern
    id, such as {"R01": {"calls_in_a_month": 6}}; they stand above the area's. Raises PackFaults with every fault in
    every file, those of areas not in force included, when there is any.
    """
    given = overrides or {}
    areas, faults_of_areas = read_areas(folder, vocabulary)
    chosen = areas.get(area)
    numbers = _above(chosen.numbers if chosen else {}, given)
    read = [(path, *_read_file(path, vocabulary, numbers)) for path in sorted(folder.glob("*.toml"))]
    patterns = [pattern for _, pattern, _ in read]
    faults = [fault for *_, wrong in read for fault in wrong]
    faults += _faults_together(folder, patterns, given)
    if area and chosen is None:
        known = ", ".join(areas) or "none"
        faults.append(
            Fault(folder.name, "area", f'there is no area "{area}" in it.', f"Use one of: {known}.")
        )
    faults += faults_of_areas + faults_beside(areas, {one.id: one.statutory for one in patterns})
    if not faults:
        paths = {pattern.id: path for path, pattern, _ in read}
        faults = [fault for one in areas.values() for fault in _faults_of_numbers(one, paths, vocabulary)]
    if faults:
        raise PackFaults(folder.name, faults)
    left_out = chosen.leaves_out if chosen else ()
    kept = (pattern for pattern in patterns if pattern.id not in left_out)
    ordered = tuple(sorted(kept, key=lambda pattern: pattern.id))
    return Pack(ordered, hash_of([pattern.content_hash for pattern in ordered]))


def _above(below: Overrides, above: Overrides) -> Overrides:
    return {key: {**below.get(key, {}), **above.get(key, {})} for key in below.keys() | above.keys()}


def _faults_of_numbers(area: Area, paths: Mapping[str, Path], vocabulary: Vocabulary) -> list[Fault]:
    """What is wrong with an area's numbers, told at the area's own file."""
    return [
        Fault(f"areas/{area.key}.toml", f"{pattern_id}: {fault.key}", fault.wrong, fault.mend)
        for pattern_id, numbers in area.numbers.items()
        for fault in _read_file(paths[pattern_id], vocabulary, {pattern_id: numbers})[1]
    ]


def _faults_together(folder: Path, patterns: list[Pattern], overrides: Overrides) -> list[Fault]:
    if not patterns:
        return [Fault(folder.name, "*.toml", "no pattern is there.", "Check the folder's path.")]
    ids = [pattern.id for pattern in patterns if pattern.id]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    unknown = sorted(set(overrides) - set(ids))
    repeated = [Fault(folder.name, "id", f"{one} is in two files.", "Give each its own id.") for one in twice]
    strange = [Fault("overrides", one, "no pattern has this id.", "Check its spelling.") for one in unknown]
    return repeated + strange


def _read_file(path: Path, vocabulary: Vocabulary, overrides: Overrides) -> tuple[Pattern, list[Fault]]:
    notes = Notes(path.name, vocabulary)
    try:
        content: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        notes.add("(the file)", f"is not TOML in UTF-8: {error}.", "Mend it there.")
        return _pattern(Table({}, "", Notes(path.name, vocabulary)), "", {}), notes.faults
    table = Table(content, "", notes)
    pattern_id = table.text("id")
    if pattern_id and not re.fullmatch(r"R[0-9]{2,3}", pattern_id):
        table.fault("id", "is not a pattern's id.", 'Write R and two or three digits, such as "R07".')
    return _pattern(table, pattern_id, overrides.get(pattern_id, {})), notes.faults


def _pattern(table: Table, pattern_id: str, overrides: Mapping[str, int | str]) -> Pattern:
    notes = table.notes
    notes.subject = _subject(table)
    notes.parameters = _parameters(table, overrides)
    condition = read_condition(table.raw("condition"), "condition", notes)
    pattern = Pattern(
        id=pattern_id,
        name=kind_words(table, "name"),
        version=table.number("version"),
        subject=notes.subject,
        sentence=sentence(table, "sentence", PLACEHOLDERS),
        condition=condition,
        asks=kind_words(table, "asks"),
        lead=table.words("lead"),
        quiet_days=table.number("quiet_days"),
        why=table.text("why"),
        source=table.text("source"),
        owner=table.text("owner"),
        review_on=table.date("review_on"),
        statutory=table.truth("statutory"),
        parameters=notes.parameters,
        examples=read_examples(table),
        content_hash=hash_of([table.content, notes.parameters, condition]),
    )
    table.finish()
    _check_whole(pattern, notes)
    return pattern


def _check_whole(pattern: Pattern, notes: Notes) -> None:
    for name in sorted(set(notes.parameters) - notes.used):
        notes.add(f"parameters.{name}", "is used nowhere.", "Use it in the condition, or take it out.")
    if "{found}" in pattern.sentence and not always_says(pattern.condition):
        mend = 'Give says = "..." to a comparison of each part of any.'
        notes.add("sentence", "may have nothing to put in the place of {found}.", mend)
    if not notes.faults and holds(pattern.condition, [], 0):
        mend = "Add a term that needs at least one piece."
        notes.add("condition", "is true when nothing is known at all.", mend)


def _subject(table: Table) -> SubjectKind:
    subject = table.text("subject")
    if subject not in _SUBJECTS:
        table.fault("subject", "must be person, home or pair.", "Write one of the three.")
        return "person"
    return cast(SubjectKind, subject)


def _parameters(table: Table, overrides: Mapping[str, int | str]) -> dict[str, int | str]:
    written = table.raw("parameters")
    if written is None:
        written = {}
    if not isinstance(written, dict):
        mend = "Write [parameters] with a name and a value on each line."
        table.fault("parameters", "is not a table.", mend)
        return {}
    for name in sorted(set(overrides) - set(written)):
        table.fault(f"parameters.{name}", "is set by the area but is not a parameter.", "Check its spelling.")
    both = {name: overrides.get(name, value) for name, value in written.items()}
    for name, value in both.items():
        is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 1
        if not is_number and minutes_in(value) is None:
            mend = 'Give a whole number of 1 or more, or a length of time such as "90 days".'
            table.fault(f"parameters.{name}", "is neither a number nor a length of time.", mend)
    return both
