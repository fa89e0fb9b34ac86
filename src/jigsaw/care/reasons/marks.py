"""How one piece, or a birth date, becomes marks on a timeline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from jigsaw.care.intake.derivation import Said
from jigsaw.care.people.derivation import LivesAt
from jigsaw.care.people.domain.communal import many_since
from jigsaw.engine.patterns.timeline import Mark
from jigsaw.foundation.core.time import EPOCH, Accuracy, Moment, minutes_since_epoch

_ADULT = 18

NO_NAMES: Mapping[UUID, str] = MappingProxyType({})


def of_said(said: Said, person: str) -> Iterator[Mark]:
    """The marks of one version of one piece.

    event: its kind. involvement: started, ended, and ended with its reason. state: started and ended, for the
    kind and, where the piece gives a value, for kind=value. An event known only to its year makes none: no
    window of days can say whether it holds it, and a guess could raise a reason or hide one.
    """
    if said.shape == "event":
        if said.at_accuracy == Accuracy.YEAR:
            return
        yield _mark(said, person, said.kind, said.at)
    else:
        for name in _names(said):
            yield _mark(said, person, f"{name}:started", said.at)
            if said.until:
                yield _mark(said, person, f"{name}:ended", said.until)
        if said.until and (why := said.attributes.get("ended_reason")):
            yield _mark(said, person, f"{said.kind}:ended:{why}", said.until)


def by_other(said: Said, person: str) -> Mark:
    """The mark of an emergency at a home about somebody who does not live there."""
    return _mark(said, person, f"{said.kind}:by-other", said.at)


def prefixed(mark: Mark) -> Mark:
    """The mark as the other person's of a pair."""
    return replace(mark, kind=f"other:{mark.kind}")


def of_age(birth_date: str) -> list[Mark]:
    """The marks of growing up, for a birth date known to the day; none for a partial one: no day is guessed."""
    if len(birth_date) != len("2006-05-22"):
        return []
    born = date.fromisoformat(birth_date)
    half = _anniversary(born, _ADULT - 1, months=6)
    adult = _anniversary(born, _ADULT)
    return [
        _aged(born, "age:under-18:started"),
        _aged(half, "age:17-and-a-half"),
        _aged(adult, "age:under-18:ended"),
        _aged(adult, "age:18"),
    ]


def of_communal(
    lives: Iterable[LivesAt], families: Mapping[UUID, str] = NO_NAMES, *, by_words: bool = False
) -> list[Mark]:
    """The mark of a communal home: as ever, where its address says so (by_words); else from when as many people as make
    one were first known to live there at once. families: see `people.domain.communal`.
    """
    since = EPOCH if by_words else many_since(lives, families)
    if since is None:
        return []
    minute = minutes_since_epoch(since)
    return [Mark(minute, minute, None, "communal:started", "", "", "")]


def _names(said: Said) -> list[str]:
    value = said.attributes.get("value") if said.shape == "state" else None
    return [said.kind, f"{said.kind}={value}"] if value else [said.kind]


def _mark(said: Said, person: str, kind: str, at: datetime) -> Mark:
    gone = minutes_since_epoch(said.gone_at) if said.gone_at else None
    known = minutes_since_epoch(said.received_at)
    at_minute, piece = minutes_since_epoch(at), str(said.piece)
    return Mark(at_minute, known, gone, kind, said.agency, piece, person, said.incident)


def _aged(day: date, kind: str) -> Mark:
    at = minutes_since_epoch(Moment.from_local(day, Accuracy.DAY).at)
    return Mark(at, at, None, kind, "", "", "")


def _anniversary(born: date, years: int, months: int = 0) -> date:
    """That many years and months after birth; somebody born on a day that the month lacks reaches it the day
    after.
    """
    month = born.month + months
    year, month = born.year + years + (month - 1) // 12, (month - 1) % 12 + 1
    try:
        return date(year, month, born.day)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)
