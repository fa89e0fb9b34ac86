"""Reading a folder of kinds. It is checked as a whole: all faults are told together, each with file and line."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jigsaw.care.conversations.domain.kind_faults import faults_of_kind, faults_of_outcomes
from jigsaw.care.conversations.domain.kind_lines import line_of
from jigsaw.care.conversations.domain.kinds import AgendaItem, DecisionRule, Kind, Limits, Outcome, Question
from jigsaw.foundation.core.errors import FaultyPack

KINDS = Path(__file__).parent.parent / "kinds"
OUTCOMES_FILE = "outcomes.toml"
_ASKED = "Reading the kinds of conversation"


@dataclass(frozen=True)
class _File:
    name: str
    words: str
    told: Mapping[str, Any]


def read_kinds(*folders: Path) -> dict[str, Kind]:
    """The kinds in these folders, by key; a file of a later folder stands for an earlier one of its name.

    Raises FaultyPack, which tells every fault of every file together, each with its line.
    """
    files = _files(folders)
    outcomes = files.pop(OUTCOMES_FILE)
    if faults := list(_faults(files.values(), outcomes)):
        raise FaultyPack(_ASKED, "; ".join(faults), "Mend each of these")
    known = {key: Outcome(key, **told) for key, told in outcomes.told["outcomes"].items()}
    found = [_kind(one.told, known) for one in files.values()]
    return {kind.key: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.key))}


def _files(folders: Iterable[Path]) -> dict[str, _File]:
    files: dict[str, _File] = {}
    outcomes: dict[str, Any] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            files[path.name] = one = _read(path)
            if path.name == OUTCOMES_FILE:
                outcomes |= one.told.get("outcomes", {})
    if OUTCOMES_FILE not in files:
        raise FaultyPack(_ASKED, f"{OUTCOMES_FILE} is not there", "Add it: it says how conversations may end")
    last = files[OUTCOMES_FILE]
    files[OUTCOMES_FILE] = _File(last.name, last.words, {**last.told, "outcomes": outcomes})
    return files


def _read(path: Path) -> _File:
    words = path.read_text("utf-8")
    try:
        return _File(path.name, words, tomllib.loads(words))
    except tomllib.TOMLDecodeError as error:
        raise FaultyPack(_ASKED, f"{path.name}: {error}", "Mend this line: it is not TOML") from error


def _faults(files: Iterable[_File], outcomes: _File) -> Iterator[str]:
    yield from (f"{OUTCOMES_FILE}: {fault}" for fault in faults_of_outcomes(outcomes.told))
    allowed = set(outcomes.told.get("outcomes", {}))
    known = [(one, one.name.removesuffix(".toml")) for one in files]
    for one, key in known:
        for fault in faults_of_kind(one.told, key, allowed, {name for _, name in known}):
            line = line_of(one.words, fault.table, fault.number, fault.key)
            yield f"{one.name}, line {line}: {fault.words}"


def _kind(told: Mapping[str, Any], outcomes: Mapping[str, Outcome]) -> Kind:
    plain = {name: told[name] for name in _PLAIN}
    return Kind(
        **plain,
        opens=told.get("opens", ""),
        ask=tuple(told["ask"]),
        must_come=tuple(told["must_come"]),
        limits=Limits(**told["limits"]),
        agenda=tuple(AgendaItem(**one) for one in told["agenda"]),
        outcomes=tuple(outcomes[key] for key in told["outcomes"]),
        questions=tuple(Question(**one) for one in told.get("question", ())),
        decisions=tuple(_rule(one) for one in told.get("decision", ())),
    )


def _rule(told: Mapping[str, Any]) -> DecisionRule:
    return DecisionRule(tuple(told["outcomes"]), told["when"], told["why"])


_PLAIN = (
    *("key", "order", "version", "name", "what_for", "purpose", "quorum"),
    *("seen_by", "told_to_others", "for_section_42", "source"),
)
