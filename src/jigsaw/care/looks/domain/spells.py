"""Under which person a source record stood, from when until when: whose looks were looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Moved:
    """Records moved between people at a moment. before, after: the person under whom the record stood."""

    at: datetime
    before: UUID | None
    after: UUID | None


@dataclass(frozen=True)
class Spell:
    """A record stood under a person from `since` (None: from its beginning) until `until` (None: it still does)."""

    person: UUID
    since: datetime | None
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether it stood there at a moment."""
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def spells(moves: Iterable[Moved], person_now: UUID | None) -> list[Spell]:
    """The spells of one record, the first one first.

    A look at a person is a look at a record for as long as the record stood under that person, and no longer: what was
    joined by mistake brings nobody the looks at somebody else.
    """
    found: list[Spell] = []
    since: datetime | None = None
    person: UUID | None = None
    for place, move in enumerate(sorted(moves, key=lambda one: one.at)):
        stood = move.before if place == 0 else person
        if stood is not None and stood != move.after:
            found.append(Spell(stood, since, move.at))
        if place == 0 or stood != move.after:
            since = None if place == 0 and stood == move.after else move.at
        person = move.after
    if person_now is not None:
        found.append(Spell(person_now, since, None))
    return found
