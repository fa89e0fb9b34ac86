"""Reading some people and homes anew: their reasons, when those change next, who is told. Callers hold the turn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from jigsaw.care.people import derivation as people
from jigsaw.care.people.domain.communal import MANY
from jigsaw.care.reasons import finding, moments, quieting, storing, telling
from jigsaw.care.reasons.finding import Answer, Subject
from jigsaw.care.reasons.pack import look_again
from jigsaw.foundation.core.time import minutes_since_epoch, now
from jigsaw.foundation.core.viewer import JIGSAW


@dataclass
class ToRead:
    """Whose timelines are read: of people, of homes, and of the pairs in which one of some people is.

    lives: who lives and lived in the homes, where that was read already.
    """

    persons: set[UUID] = field(default_factory=set)
    homes: set[UUID] = field(default_factory=set)
    paired: set[UUID] = field(default_factory=set)
    lives: Mapping[UUID, list[people.LivesAt]] | None = None

    def __len__(self) -> int:
        return len(self.persons | self.paired) + len(self.homes)


def with_news(persons: Iterable[UUID], homes: Iterable[UUID]) -> ToRead:
    """What news of these people and homes bears upon: they, their pairs, and who is tied to whom in a crowded home.

    One more who lives there may make a home communal, which unties all others.
    """
    wanted = ToRead(set(persons), set(homes))
    wanted.lives = people.residents_of(wanted.homes) if wanted.homes else {}
    crowded = ({one.person for one in mine} for mine in wanted.lives.values())
    wanted.paired = wanted.persons.union(*(mine for mine in crowded if len(mine) >= MANY - 1))
    return wanted


def due(subjects: Iterable[Subject]) -> ToRead:
    """What is read when only the clock moved on: nobody but these."""
    wanted = ToRead()
    places = {"person": wanted.persons, "home": wanted.homes, "pair": wanted.paired}
    for one in subjects:
        places[one.kind].add(one.id)
    return wanted


def bring_up_to_date(wanted: ToRead) -> dict[str, int]:
    """Read these, and make what is stored of them what is true now. Returns counts. Holds no transaction of its own."""
    look_again(by=JIGSAW)
    at = now()
    until = minutes_since_epoch(at)
    singles = wanted.persons | wanted.homes
    stored = storing.ask_stored_of(singles=singles, paired=wanted.paired)
    kept = moments.ask_kept(singles=singles, paired=wanted.paired)
    answer = Answer()
    if wanted.persons:
        answer.add(finding.about_persons(wanted.persons, until))
    if wanted.homes:
        answer.add(finding.about_homes_where(wanted.homes, until, wanted.lives))
    if wanted.paired:
        answer.add(finding.about_pairs(wanted.paired, until))
    told = storing.store(answer.found, stored(), at)
    moments.keep(answer.moments, kept())
    quieting.look_for_news(answer.read, at)
    return {**told.counts, "tellings": telling.note(told, at)}
