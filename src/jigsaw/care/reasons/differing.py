"""Where two agencies hold different answers about one person to one question, and since when that is known.

Some states have one true answer at a time: where somebody lives, who cares for them, an allergy. An agency's later
answer takes the place of its own earlier one; two agencies' answers that differ stand side by side, and each pair of
them gives marks of its own, which start when both are known and end when one of the two has ended or was replaced.
Which is right is for people to find out: nothing here says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from jigsaw.care.intake.derivation import Said
from jigsaw.engine.patterns.timeline import AND, Mark
from jigsaw.engine.patterns.vocabulary import DIFFER
from jigsaw.foundation.core.time import minutes_since_epoch


@dataclass(frozen=True)
class Question:
    """What is compared of a state: the attribute that holds the answer, and the one that says about what, if any."""

    answer: str
    about: str = ""


QUESTIONS = {
    "accommodation": Question("value"),
    "carer": Question("value"),
    "key-worker": Question("worker"),
    "capacity-decision": Question("value", about="about"),
    "medication": Question("value", about="about"),
    "allergies": Question("value", about="about"),
}


def of_answers(said: Iterable[Said], person: str) -> Iterator[Mark]:
    """The marks of every pair of answers that differ, about one person. said: pieces of any kind, in any order."""
    by_question: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        question = QUESTIONS.get(one.kind)
        if question and _plain(one, question.answer):
            by_question[one.kind, _plain(one, question.about)].append(one)
    for (kind, _), answers in sorted(by_question.items()):
        if len({one.agency for one in answers}) > 1:
            yield from _of_question(kind, sorted(answers, key=_order), person)


def _of_question(kind: str, answers: list[Said], person: str) -> Iterator[Mark]:
    asked = QUESTIONS[kind].answer
    for one, other in combinations(answers, 2):
        if one.agency != other.agency and _plain(one, asked) != _plain(other, asked):
            yield from _of_pair(kind, one, other, answers, person)


def _of_pair(kind: str, one: Said, other: Said, answers: list[Said], person: str) -> Iterator[Mark]:
    start, known = max(one.at, other.at), max(one.received_at, other.received_at)
    gone = min((at for at in (one.gone_at, other.gone_at) if at), default=None)
    ends = [*_ends(one, answers), *_ends(other, answers)]
    if (gone and gone <= known) or any(
        at <= start and heard <= known and not lost for at, heard, lost in ends
    ):
        return  # never at one time in force as far as was known
    name = AND.join(sorted((str(one.piece), str(other.piece))))
    later = max(one, other, key=_order)

    def mark(ending: str, at: datetime, heard: datetime, lost: datetime | None) -> Mark:
        taken_back = min((each for each in (lost, gone) if each), default=None)
        minutes = minutes_since_epoch(taken_back) if taken_back else None
        return Mark(
            minutes_since_epoch(at),
            minutes_since_epoch(max(heard, known)),
            minutes,
            f"{DIFFER}{kind}:{ending}",
            later.agency,
            name,
            person,
        )

    yield mark("started", start, known, None)
    for at, heard, lost in ends:
        yield mark("ended", max(at, start), heard, lost)


def _ends(one: Said, answers: list[Said]) -> Iterator[tuple[datetime, datetime, datetime | None]]:
    """When an answer ended, when that was heard, and when that was taken back: by its own end, or by a later answer."""
    if one.until:
        yield one.until, one.received_at, one.gone_at
    for later in answers:
        if later.agency == one.agency and later.at > one.at:
            yield later.at, later.received_at, later.gone_at


def _plain(one: Said, attribute: str) -> str:
    return " ".join(str(one.attributes.get(attribute, "")).casefold().split()) if attribute else ""


def _order(one: Said) -> tuple[datetime, datetime, str]:
    return one.at, one.received_at, str(one.piece)
