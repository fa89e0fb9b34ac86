"""Of whom a pattern could be true at all: one question to the database, so that a trial reads only those timelines."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import ties
from jigsaw.engine.patterns.candidates import Ask, asks
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.vocabulary import kind_of_piece
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.time import from_minutes

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

# A piece gives a mark when it happens or begins, and another when it ends.
_PERSONS = Question(
    """SELECT l.person_id FROM intake_piece p JOIN intake_piecesubject s ON s.piece_id = p.id
    JOIN linkage_link l ON l.record_id = s.record_id WHERE p.kind = ANY(%s) AND (p.at > %s OR p.until > %s)
    GROUP BY l.person_id HAVING count(*) >= %s""",
    UUID,
)
_HOMES = Question(
    """SELECT a.home_id FROM intake_piece p JOIN people_address a ON a.id = p.address_id
    WHERE p.kind = ANY(%s) AND (p.at > %s OR p.until > %s) AND a.home_id IS NOT NULL
    GROUP BY a.home_id HAVING count(*) >= %s""",
    UUID,
)


def persons(patterns: Iterable[Pattern], since: int) -> list[UUID]:
    """The people of whom one of these patterns could be true from `since` on (minutes since 1970), and few others."""
    found = _any(_PERSONS, patterns, since)
    return people.everybody() if found is None else sorted(found, key=str)


def homes(patterns: Iterable[Pattern], since: int) -> list[UUID]:
    """The same for homes."""
    found = _any(_HOMES, patterns, since)
    return people.every_home() if found is None else sorted(found, key=str)


def pairs(markers: Iterable[str]) -> ties.Ties:
    """Every pair of which the second carries one of these states, with the marks of their ties."""
    marked = frozenset(linkage.persons_of(intake.records_in_a_state(markers)).values())
    return ties.with_marker(ties.of_persons(marked), marked) if marked else {}


def _any(question: Question, patterns: Iterable[Pattern], since: int) -> set[UUID] | None:
    found: set[UUID] = set()
    for one in patterns:
        wanted = asks(one.condition)
        if not wanted:
            return None
        found |= _all(question, wanted, since)
    return found


def _all(question: Question, wanted: Sequence[Ask], since: int) -> set[UUID]:
    each = [_meeting(question, one, since) for one in wanted]
    return set.intersection(*each)


def _meeting(question: Question, one: Ask, since: int) -> set[UUID]:
    kinds = sorted({kind_of_piece(kind) for kind in one.kinds})
    first = from_minutes(since) - timedelta(minutes=one.within) if one.within is not None else _LONG_AGO
    return {key for (key,) in question.ask(kinds, first, first, one.at_least)}
