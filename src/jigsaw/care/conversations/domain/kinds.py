"""Kinds of conversation, as data: what one is for, what it asks, whom it asks, how it may end.

A kind is a file in `kinds/`; a new kind is a new file and no code. The folder is read and checked as a whole:
all faults are told together, each with its file, its key and what to do.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jigsaw.care.conversations.domain.kind_faults import faults_of_kind, faults_of_outcomes
from jigsaw.foundation.core.errors import FaultyPack, NotFound

KINDS = Path(__file__).parent.parent / "kinds"
OUTCOMES_FILE = "outcomes.toml"


@dataclass(frozen=True)
class Question:
    """Something that must be answered when calling or before closing.

    `stops_on`: the answer with which this kind does not apply; `otherwise`: what to do then. Both or neither.
    """

    key: str
    asked: Literal["calling", "closing"]
    words: str
    answer: Literal["yes-no", "words"]
    stops_on: str = ""
    otherwise: str = ""


@dataclass(frozen=True)
class Outcome:
    """A way in which a conversation ends."""

    key: str
    name: str
    means: str
    needs_review_date: bool


@dataclass(frozen=True)
class Kind:
    """One kind of conversation, at one version. `ask` holds the kinds of agency that usually come.

    order: its place in lists.
    told_to_others: whether somebody who calls one about the same subject is told that this is open, and whom
    to ring, when their agency is not invited to it.
    for_section_42: whether this is the kind to call when the test of section 42 is met.
    """

    key: str
    order: int
    version: int
    name: str
    what_for: str
    purpose: str
    ask: tuple[str, ...]
    told_to_others: bool
    for_section_42: bool
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...]
    source: str

    @property
    def needs_others(self) -> bool:
        """Whether it takes more than the caller's own agency."""
        return bool(self.ask)

    def asked_when(self, moment: Literal["calling", "closing"]) -> tuple[Question, ...]:
        """The questions of one moment."""
        return tuple(question for question in self.questions if question.asked == moment)

    def outcome(self, key: str) -> Outcome | None:
        """The outcome of that key, if this kind allows it."""
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _faults(texts: Mapping[str, Mapping[str, Any]], outcomes: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{OUTCOMES_FILE}: {fault}" for fault in faults_of_outcomes(outcomes))
    for name, text in texts.items():
        allowed = set(outcomes.get("outcomes", {}))
        yield from (f"{name}: {fault}" for fault in faults_of_kind(text, name.removesuffix(".toml"), allowed))


def _outcomes(text: Mapping[str, Any]) -> dict[str, Outcome]:
    return {key: Outcome(key, **told) for key, told in text["outcomes"].items()}


def _kind(text: Mapping[str, Any], outcomes: Mapping[str, Outcome]) -> Kind:
    return Kind(
        key=text["key"],
        order=text["order"],
        version=text["version"],
        name=text["name"],
        what_for=text["what_for"],
        purpose=text["purpose"],
        ask=tuple(text["ask"]),
        told_to_others=text["told_to_others"],
        for_section_42=text["for_section_42"],
        outcomes=tuple(outcomes[key] for key in text["outcomes"]),
        questions=tuple(Question(**question) for question in text.get("question", ())),
        source=text["source"],
    )


def read_kinds(folder: Path) -> dict[str, Kind]:
    """The kinds in a folder, by key. Raises FaultyPack, which tells every fault of every file together."""
    texts = {path.name: _read(path) for path in sorted(folder.glob("*.toml")) if path.name != OUTCOMES_FILE}
    outcomes = _read(folder / OUTCOMES_FILE)
    if faults := list(_faults(texts, outcomes)):
        raise FaultyPack("Reading the kinds of conversation", "; ".join(faults), "Mend each of these")
    known = _outcomes(outcomes)
    found = sorted((_kind(text, known) for text in texts.values()), key=lambda kind: (kind.order, kind.key))
    return {kind.key: kind for kind in found}


@cache
def kinds() -> dict[str, Kind]:
    """Every kind that Jigsaw carries, by key."""
    return read_kinds(KINDS)


def kind_of(key: str) -> Kind:
    """The kind of that key. Raises NotFound."""
    if key not in kinds():
        raise NotFound("Finding a kind of conversation", "there is none of that name", "Choose from the list")
    return kinds()[key]


def outcome_name(key: str) -> str:
    """An outcome's name by its key, or the key itself when no kind has it any more."""
    found = (outcome for kind in kinds().values() for outcome in kind.outcomes if outcome.key == key)
    return next((outcome.name for outcome in found), key)


def kind_name(key: str) -> str:
    """A kind's name by its key, or the key itself when there is no such kind any more."""
    return kinds()[key].name if key in kinds() else key
