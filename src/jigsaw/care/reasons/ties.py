"""Who is tied to whom, and since when that is known: what pairs of people are made of.

Two people are tied while an agency says that they live at one home; for a year after a piece names both; and
for a year after an emergency about one of them at the other's home. A tie is a fact about pieces, never a
judgement of a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.intake.domain.kinds import kinds_tagged
from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.reasons.timelines import OWN_ROLES, Pair
from jigsaw.engine.patterns.timeline import Mark
from jigsaw.foundation.core.time import minutes_since_epoch

# How long a tie that one piece shows is taken to last: a local default, stated with every reason that uses
# it.
LASTS = timedelta(days=365)

Ties = dict[Pair, list[Mark]]


def of_persons(persons: Iterable[UUID]) -> Ties:
    """Every pair in which one of these people is the exposed or the other, with the marks of their ties."""
    wanted = set(persons)
    found: Ties = defaultdict(list)
    for pair, mark in _all(wanted):
        found[pair].append(mark)
    return found


def with_marker(ties: Ties, marked: frozenset[UUID]) -> Ties:
    """Only the pairs whose other person is among `marked`."""
    return {pair: marks for pair, marks in ties.items() if pair.other in marked}


def _all(wanted: set[UUID]) -> Iterator[tuple[Pair, Mark]]:
    records = linkage.records_of(wanted)
    said = list(intake.said_about(record for mine in records.values() for record in mine))
    lives = people.residences_of(wanted)
    yield from _living_together(lives)
    yield from _named_together({one.piece for one in said if one.role})
    yield from _at_each_others_homes(said, records, lives)


def _living_together(lives: Mapping[UUID, list[people.LivesAt]]) -> Iterator[tuple[Pair, Mark]]:
    homes = people.residents_of({one.home for mine in lives.values() for one in mine})
    for mine in lives.values():
        for here in mine:
            for there in homes[here.home]:
                if there.person != here.person:
                    yield from _overlap(here, there)


def _overlap(here: people.LivesAt, there: people.LivesAt) -> Iterator[tuple[Pair, Mark]]:
    start = max(here.since, there.since)
    end = min((one.until for one in (here, there) if one.until), default=None)
    if end is None or end > start:
        known = max(here.known_at, there.known_at)
        # No piece says it, so the tie's start and end are paired by a name of their own; it is never
        # evidence.
        name = f"tie:{here.home}:{here.agency}:{there.agency}:{start.isoformat()}"
        yield from _both_ways(here.person, there.person, start, end, known, None, here.agency, name)


def _named_together(pieces: Iterable[UUID]) -> Iterator[tuple[Pair, Mark]]:
    by_piece: dict[UUID, list[intake.Said]] = defaultdict(list)
    for one in intake.said_with(pieces):
        by_piece[one.piece].append(one)
    together = {piece: named for piece, named in by_piece.items() if len(named) > 1}
    persons = linkage.persons_of({one.record for named in together.values() for one in named})
    for named in together.values():
        for left in named:
            for right in named:
                if left.role in OWN_ROLES and left.record != right.record:
                    yield from _from_piece(persons.get(left.record), persons.get(right.record), left)


def _at_each_others_homes(
    said: list[intake.Said], records: Mapping[UUID, list[UUID]], lives: Mapping[UUID, list[people.LivesAt]]
) -> Iterator[tuple[Pair, Mark]]:
    """Emergencies of these people at homes of others, and of others at the homes of these people."""
    emergencies = kinds_tagged("emergency")
    owner = {record: person for person, mine in records.items() for record in mine}
    addresses = people.addresses_of({one.home for mine in lives.values() for one in mine})
    theirs = [one for one in said if one.kind in emergencies and one.address_id is not None]
    there = list(intake.said_at(addresses, emergencies))
    homes = people.homes_of_addresses(
        {one.address_id for one in (*theirs, *there) if one.address_id is not None}
    )
    persons = owner | linkage.persons_of({one.record for one in there})
    residents = people.residents_of(set(homes.values()))
    for one in {(one.piece, one.record): one for one in (*theirs, *there) if one.role in OWN_ROLES}.values():
        home = homes.get(one.address_id) if one.address_id is not None else None
        person = persons.get(one.record)
        if home is not None and person is not None:
            yield from _with_residents(one, person, residents.get(home, []))


def _with_residents(
    said: intake.Said, person: UUID, residents: list[people.LivesAt]
) -> Iterator[tuple[Pair, Mark]]:
    at_home = {one.person for one in residents if one.covers(said.at, said.received_at)}
    for resident in at_home - {person}:
        yield from _from_piece(resident, person, said)


def _from_piece(left: UUID | None, right: UUID | None, said: intake.Said) -> Iterator[tuple[Pair, Mark]]:
    if left is not None and right is not None and left != right:
        end = said.at + LASTS
        yield from _both_ways(
            left, right, said.at, end, said.received_at, said.gone_at, said.agency, str(said.piece)
        )


def _both_ways(
    left: UUID,
    right: UUID,
    start: datetime,
    end: datetime | None,
    known: datetime,
    gone: datetime | None,
    agency: str,
    piece: str,
) -> Iterator[tuple[Pair, Mark]]:
    for exposed, other in ((left, right), (right, left)):
        for kind, at in (("tie:started", start), ("tie:ended", end)):
            if at is not None:
                yield Pair(exposed, other), _mark(kind, at, known, gone, agency, piece, other)


def _mark(
    kind: str, at: datetime, known: datetime, gone: datetime | None, agency: str, piece: str, other: UUID
) -> Mark:
    gone_at = minutes_since_epoch(gone) if gone else None
    return Mark(minutes_since_epoch(at), minutes_since_epoch(known), gone_at, kind, agency, piece, str(other))
