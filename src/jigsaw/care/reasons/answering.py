"""Why, and why not: for any person or home, what each pattern made of them on a day, as it was known on that day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.patterns import derivation as changes
from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import timelines
from jigsaw.care.reasons.finding import pairs_of
from jigsaw.care.reasons.leaving_out import as_seen_by, lives_seen_by
from jigsaw.care.reasons.pack import force, kinds_of, kinds_of_others, look_again
from jigsaw.engine.patterns.describe import describe_comparison
from jigsaw.engine.patterns.language import Comparison
from jigsaw.engine.patterns.naive import Explanation, explain
from jigsaw.engine.patterns.pattern import Pack, Pattern
from jigsaw.engine.patterns.sql import SecondOpinion, second_opinion
from jigsaw.engine.patterns.timeline import Timeline
from jigsaw.engine.patterns.turning import as_known_at, lacking, turns_at
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.time import end_of_day, from_minutes, minutes_since_epoch, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.core.wall import JIGSAW, reading_for


@dataclass(frozen=True)
class Answer:
    """What one pattern made of one timeline at a moment.

    pair: of how many pairs with other people this is which, (1, 2); None when it is about no pair. lacks: in words, the
    fewest comparisons that would have to hold as well. turns: when the clock alone would have turned the answer. died:
    whether the person had died, so that no pattern is read any more. is_stopped: whether it is stopped now.
    """

    pattern: Pattern
    at: datetime
    explanation: Explanation
    timeline: Timeline
    pair: tuple[int, int] | None
    lacks: tuple[str, ...]
    turns: datetime | None
    died: bool
    is_stopped: bool

    @property
    def holds(self) -> bool:
        """Whether it was true."""
        return self.explanation.holds and not self.died

    def second_opinion(self) -> SecondOpinion:
        """What the generated SQL makes of the same pieces at the same moment."""
        return second_opinion(self.pattern, self.timeline, self.explanation.at, label_of)


@dataclass(frozen=True)
class Answers:
    """What every pattern made of a person or home on a day. by_then: whether these patterns were in force on that day;
    when not, the day is before the first that is known of, and the ones of now are asked.
    """

    day: date
    at: datetime
    by_then: bool
    answers: tuple[Answer, ...]


def answers_about(*, viewer: Viewer, kind: str, key: UUID, day: date, pattern: str = "") -> Answers:
    """What each pattern, or one, made of a person or home at the end of a day, or now when that is sooner.

    By what was known then, and by whose record is whose now; without what is kept from the viewer because of whom it
    names, as if it had never come. A person's answers are also those of pairs in which they
    are the one who may be exposed. Raises NotFound for a viewer who may not know of people.
    """
    check_may_know_of_people(viewer)
    look_again()
    at = min(end_of_day(day), now())
    minute = minutes_since_epoch(at) - (at < now())
    pack = _on(at)
    asked = pack or force().with_stopped
    chosen = [one for one in asked.patterns if pattern in ("", one.id)]
    read = list(_read(viewer, kind, key, chosen))
    death = {} if kind == "home" else people.deaths([key])
    died = minute >= death.get(key, minute + 1)
    answers = tuple(_answer(one, as_seen_by(viewer, line), minute, pair, died) for one, line, pair in read)
    order = {one.id: n for n, one in enumerate(asked.patterns)}
    by_id = sorted(answers, key=lambda one: order[one.pattern.id])
    return Answers(day, at, pack is not None, tuple(by_id))


def _on(at: datetime) -> Pack | None:
    known = changes.patterns_at(at)
    return Pack(known, "") if known else None


@reading_for(JIGSAW)
def _read(viewer: Viewer, kind: str, key: UUID, patterns: list[Pattern]) -> "Read":
    """Asked for all: behind the second wall a piece would not be known to be sealed since."""
    return (
        _of_home(viewer, key, patterns) if kind == "home" else iter(list(_of_person(viewer, key, patterns)))
    )


Read = Iterator[tuple[Pattern, Timeline, tuple[int, int] | None]]


def _of_home(viewer: Viewer, key: UUID, patterns: list[Pattern]) -> Read:
    mine = [one for one in patterns if one.subject == "home"]
    found = timelines.of_homes([key], kinds_of(mine), lives_seen_by(viewer, [key])) if mine else {}
    line = found.get(key, Timeline("home", str(key), ()))
    return ((one, line, None) for one in mine)


def _of_person(viewer: Viewer, key: UUID, patterns: list[Pattern]) -> Read:
    mine = [one for one in patterns if one.subject == "person"]
    if mine:
        line = timelines.of_persons([key], kinds_of(mine))[key]
        yield from ((one, line, None) for one in mine)
    paired = [one for one in patterns if one.subject == "pair"]
    if paired:
        yield from _of_pairs(viewer, key, paired)


def _of_pairs(viewer: Viewer, key: UUID, patterns: list[Pattern]) -> Read:
    pairs = pairs_of({key}, kinds_of_others(Pack(tuple(patterns), "")))
    hidden = hidden_from(viewer).people
    mine = {pair: marks for pair, marks in pairs.items() if pair.exposed == key and pair.other not in hidden}
    lines = timelines.of_pairs(mine, kinds_of(patterns)) if mine else {}
    for one in patterns:
        for number, pair in enumerate(sorted(lines, key=lambda pair: str(pair.other)), 1):
            yield one, lines[pair], (number, len(lines))
        if not lines:
            yield one, Timeline("pair", str(key), ()), None


def _answer(
    pattern: Pattern, timeline: Timeline, minute: int, pair: tuple[int, int] | None, died: bool
) -> Answer:
    turns = None if died else turns_at(pattern, timeline, minute)
    return Answer(
        pattern=pattern,
        at=from_minutes(minute),
        explanation=explain(pattern, timeline, minute, label_of),
        timeline=as_known_at(timeline, minute),
        pair=pair,
        lacks=tuple(_words(lacking(pattern, timeline, minute))),
        turns=from_minutes(turns) if turns is not None else None,
        died=died,
        is_stopped=pattern.id in force().stopped,
    )


def _words(lacks: Iterable[Comparison]) -> Iterator[str]:
    return (describe_comparison(one, label_of) for one in lacks)
