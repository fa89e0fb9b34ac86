"""What can be wrong with a kind's file, said as what to mend."""

from collections.abc import Iterator, Mapping
from typing import Any

AGENCY_KINDS = frozenset(
    {"nhs-trust", "acute-hospital", "gp", "ambulance", "council", "housing", "police", "charity"}
)
_TYPES: dict[str, type] = {
    "format": int,
    "key": str,
    "order": int,
    "version": int,
    "name": str,
    "what_for": str,
    "purpose": str,
    "ask": list,
    "told_to_others": bool,
    "for_section_42": bool,
    "outcomes": list,
    "source": str,
}
_QUESTION_KEYS = frozenset({"key", "asked", "words", "answer", "stops_on", "otherwise"})
_OUTCOME_KEYS = frozenset({"name", "means", "needs_review_date"})
# Not coming is a reason to try differently, never to close (NHS England on "did not attend").
_NEVER_AN_OUTCOME = ("did not attend", "dna", "missed", "not engaging", "non-engagement", "disengage")

Toml = Mapping[str, Any]


def faults_of_outcomes(text: Toml) -> Iterator[str]:
    """What is wrong with the file of outcomes; nothing when it is sound."""
    for key, told in text.get("outcomes", {}).items():
        if set(told) != _OUTCOME_KEYS:
            yield f"{key}: give name, means and needs_review_date, and nothing else"
        if _is_about_not_coming(f"{key.replace('-', ' ')} {told.get('name', '')}"):
            yield f"{key}: take it out; a missed appointment is never a reason to close"


def faults_of_kind(text: Toml, file_key: str, outcomes: set[str]) -> Iterator[str]:
    """What is wrong with one kind's file; nothing when it is sound. `outcomes`: the keys of those known."""
    yield from _faults_of_shape(text)
    if text.get("key") != file_key:
        yield f"key: make it {file_key}, as the file is named"
    yield from (
        f"ask: {each} is not a kind of agency" for each in text.get("ask", ()) if each not in AGENCY_KINDS
    )
    yield from (
        f"outcomes: {each} is not in the outcomes"
        for each in text.get("outcomes", ())
        if each not in outcomes
    )
    yield from _faults_of_questions(text.get("question", ()))


def _faults_of_shape(text: Toml) -> Iterator[str]:
    for key, wanted in _TYPES.items():
        # A bool is an int to Python, and not to whoever writes a file.
        if type(text.get(key)) is not wanted:
            yield f"{key}: give a value of the right sort ({wanted.__name__})"
        elif text[key] == "" or (key == "outcomes" and not text[key]):
            yield f"{key}: fill it in"
    yield from (
        f"{key}: nothing by this name is known here" for key in text if key not in {*_TYPES, "question"}
    )


def _faults_of_questions(questions: Any) -> Iterator[str]:
    keys = [question.get("key", "") for question in questions]
    yield from (f"question {key}: asked twice" for key in sorted(set(keys)) if keys.count(key) > 1)
    for question in questions:
        yield from (f"question {question.get('key', '')}: {fault}" for fault in _faults_of_question(question))


def _faults_of_question(question: Toml) -> Iterator[str]:
    if not {"key", "asked", "words", "answer"} <= set(question) <= _QUESTION_KEYS:
        yield "give key, asked, words and answer; stops_on and otherwise if you like; nothing else"
    if question.get("asked") not in {"calling", "closing"}:
        yield "asked: say calling or closing"
    if question.get("answer") not in {"yes-no", "words"}:
        yield "answer: say yes-no or words"
    if ("stops_on" in question) != ("otherwise" in question):
        yield "give both stops_on and otherwise, or neither"
    if question.get("stops_on", "no") not in {"yes", "no"}:
        yield "stops_on: say yes or no"


def _is_about_not_coming(words: str) -> bool:
    return any(word in words.lower() for word in _NEVER_AN_OUTCOME)
