"""What can be wrong with a kind's file, said as what to mend."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jigsaw.care.conversations.domain.kind_shapes import (
    AGENCY_KINDS,
    AGENDA,
    DECISION,
    LIMITS,
    MAY,
    QUESTION,
    QUESTION_MAY,
    ROOMS,
    TYPES,
)

_OUTCOME_KEYS = frozenset({"name", "means", "needs_review_date"})
# Not coming is a reason to try differently, never to close (NHS England on "did not attend").
_NEVER_AN_OUTCOME = ("did not attend", "dna", "missed", "not engaging", "non-engagement", "disengage")

Toml = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """What to mend, and where: the table, which of several from 0, and the key."""

    words: str
    key: str = ""
    table: str = ""
    number: int = 0


def faults_of_outcomes(text: Toml) -> Iterator[str]:
    """What is wrong with the file of outcomes; nothing when it is sound."""
    for key, told in text.get("outcomes", {}).items():
        if set(told) != _OUTCOME_KEYS:
            yield f"{key}: give name, means and needs_review_date, and nothing else"
        if _is_about_not_coming(f"{key.replace('-', ' ')} {told.get('name', '')}"):
            yield f"{key}: take it out; a missed appointment is never a reason to close"


def faults_of_kind(
    text: Toml, file_key: str, outcomes: Collection[str], kinds: Collection[str]
) -> Iterator[Fault]:
    """What is wrong with one kind's file; nothing when it is sound. outcomes, kinds: the keys of those known."""
    faults = list(_faults_of_shape(text))
    yield from faults
    if text.get("key") != file_key:
        yield Fault(f"key: make it {file_key}, as the file is named", "key")
    if faults:
        return
    yield from _faults_of_agencies(text)
    unknown = [each for each in text["outcomes"] if each not in outcomes]
    yield from (Fault(f"outcomes: {each} is not in the outcomes", "outcomes") for each in unknown)
    yield from _faults_of_limits(text)
    yield from _faults_of_questions(text.get("question", ()), kinds)
    yield from _faults_of_decisions(text)


def _faults_of_shape(text: Toml) -> Iterator[Fault]:
    for key, wanted in TYPES.items():
        # A bool is an int to Python, and not to whoever writes a file.
        if type(text.get(key)) is not wanted:
            yield Fault(f"{key}: give a value of the right sort ({wanted.__name__})", key)
        elif text[key] == "" or (key in {"outcomes", "agenda"} and not text[key]):
            yield Fault(f"{key}: fill it in", key)
    if text.get("opens", "panel") not in ROOMS:
        yield Fault(f"opens: say {' or '.join(sorted(ROOMS))}, or leave it out", "opens")
    known = {*TYPES, *MAY}
    yield from (Fault(f"{key}: nothing by this name is known here", key) for key in text if key not in known)


def _faults_of_agencies(text: Toml) -> Iterator[Fault]:
    for name in ("ask", "must_come"):
        unknown = [each for each in text[name] if each not in AGENCY_KINDS]
        yield from (Fault(f"{name}: {each} is not a kind of agency", name) for each in unknown)
    unasked = [each for each in text["must_come"] if each not in text["ask"]]
    yield from (Fault(f"must_come: {each} is not asked: add it to ask", "must_come") for each in unasked)
    if text["quorum"] < 1:
        yield Fault("quorum: at least 1, the caller’s own agency", "quorum")
    if text["seen_by"] not in {"agencies", "named"}:
        yield Fault("seen_by: say agencies or named", "seen_by")
    if text["format"] != 2:
        yield Fault("format: make it 2", "format")


def _faults_of_limits(text: Toml) -> Iterator[Fault]:
    limits, agenda = text["limits"], text["agenda"]
    if set(limits) != LIMITS or not all(type(value) is int and value > 0 for value in limits.values()):
        yield Fault(f"limits: give {', '.join(sorted(LIMITS))} as whole numbers over 0", table="limits")
    for number, one in enumerate(agenda):
        if set(one) != AGENDA or type(one["minutes"]) is not int or one["minutes"] < 1:
            yield Fault("agenda: give key, words and minutes", "key", "agenda", number)
            return
    taken = sum(one["minutes"] for one in agenda)
    if taken > limits.get("minutes", taken):
        yield Fault(
            f"limits: the agenda takes {taken} minutes, more than the meeting has", "minutes", "limits"
        )


def _faults_of_questions(questions: Any, kinds: Collection[str]) -> Iterator[Fault]:
    keys = [question.get("key", "") for question in questions]
    for number, question in enumerate(questions):
        key = question.get("key", "")
        if key in keys[:number]:
            yield Fault(f"question {key}: asked twice", "key", "question", number)
        for name, words in _faults_of_question(question, kinds):
            yield Fault(f"question {key}: {words}", name, "question", number)


def _faults_of_question(question: Toml, kinds: Collection[str]) -> Iterator[tuple[str, str]]:
    if not set(question) >= QUESTION or not set(question) <= QUESTION | QUESTION_MAY:
        yield (
            "key",
            "give key, asked, words and answer; stops_on, otherwise and leads_to if you like; nothing else",
        )
    if question.get("asked") not in {"calling", "deciding", "closing"}:
        yield "asked", "asked: say calling, deciding or closing"
    if question.get("answer") not in {"yes-no", "words"}:
        yield "answer", "answer: say yes-no or words"
    if ("stops_on" in question) != ("otherwise" in question):
        yield "otherwise", "give both stops_on and otherwise, or neither"
    if question.get("stops_on", "no") not in {"yes", "no"}:
        yield "stops_on", "stops_on: say yes or no"
    if question.get("leads_to") not in {None, *kinds}:
        yield "leads_to", f"leads_to: there is no kind {question['leads_to']}"


def _faults_of_decisions(text: Toml) -> Iterator[Fault]:
    for number, one in enumerate(text.get("decision", ())):
        if set(one) != DECISION or one["when"] not in {"all yes", "not all yes"}:
            yield Fault(
                "decision: give outcomes, when (all yes, or not all yes) and why", "when", "decision", number
            )
        elif unknown := [each for each in one["outcomes"] if each not in text["outcomes"]]:
            words = f"decision: {', '.join(unknown)} is not among its outcomes"
            yield Fault(words, "outcomes", "decision", number)


def _is_about_not_coming(words: str) -> bool:
    return any(word in words.lower() for word in _NEVER_AN_OUTCOME)
