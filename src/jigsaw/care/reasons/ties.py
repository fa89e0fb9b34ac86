"""Who is tied to whom, and since when that is known: what pairs of people are made of.

Two people are tied while an agency says that they live at one home; for a year after a piece names both; and
for a year after an emergency about one of them at the other's home. A tie is a fact about pieces, never a
judgement of a person. A communal home ties nobody: whoever lives in a hostel has not chosen the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.intake.domain.kinds import kinds_tagged
from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.people.domain.communal import MANY, many_since
from jigsaw.care.reasons.timelines import OWN_ROLES, Pair
from jigsaw.care.reasons.tying import NEVER, Tie, by_piece, living_together, marks_of
from jigsaw.engine.patterns.timeline import Mark
from jigsaw.foundation.core.time import EPOCH

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
    for tie in _ties(said, records, lives):
        for exposed, other in ((tie.left, tie.right), (tie.right, tie.left)):
            for mark in marks_of(tie, str(other)):
                yield Pair(exposed, other), mark


def _ties(
    said: list[intake.Said], records: Mapping[UUID, list[UUID]], lives: Mapping[UUID, list[people.LivesAt]]
) -> Iterator[Tie]:
    yield from _living_together(lives)
    yield from _named_together({one.piece for one in said if one.role})
    yield from _at_each_others_homes(said, records, lives)


def _living_together(lives: Mapping[UUID, list[people.LivesAt]]) -> Iterator[Tie]:
    homes = people.residents_of({one.home for mine in lives.values() for one in mine})
    communal = _communal_since(homes)
    for mine in lives.values():
        for here in mine:
            for there in homes[here.home]:
                if there.person != here.person:
                    yield from living_together(here, there, communal.get(here.home, NEVER))


def _communal_since(homes: Mapping[UUID, list[people.LivesAt]]) -> dict[UUID, datetime]:
    """From when each of these homes that many share was known for one; as ever, where its address says so."""
    crowded = {home: mine for home, mine in homes.items() if len({one.person for one in mine}) >= MANY}
    families = people.family_names({one.person for mine in crowded.values() for one in mine})
    found = dict.fromkeys(people.shared_homes(homes), EPOCH)
    for home, mine in crowded.items():
        since = many_since(mine, families)
        if since is not None:
            found.setdefault(home, since)
    return found


def _named_together(pieces: Iterable[UUID]) -> Iterator[Tie]:
    by_piece_named: dict[UUID, list[intake.Said]] = defaultdict(list)
    for one in intake.said_with(pieces):
        by_piece_named[one.piece].append(one)
    together = {piece: named for piece, named in by_piece_named.items() if len(named) > 1}
    persons = linkage.persons_of({one.record for named in together.values() for one in named})
    for named in together.values():
        for left in named:
            for right in named:
                if left.role in OWN_ROLES and left.record != right.record:
                    yield from by_piece(persons.get(left.record), persons.get(right.record), left)


def _at_each_others_homes(
    said: list[intake.Said], records: Mapping[UUID, list[UUID]], lives: Mapping[UUID, list[people.LivesAt]]
) -> Iterator[Tie]:
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
    communal = _communal_since(residents)
    for one in {(one.piece, one.record): one for one in (*theirs, *there) if one.role in OWN_ROLES}.values():
        home = homes.get(one.address_id) if one.address_id is not None else None
        person = persons.get(one.record)
        if home is not None and person is not None:
            yield from _with_residents(one, person, residents.get(home, []), communal.get(home, NEVER))


def _with_residents(
    said: intake.Said, person: UUID, residents: list[people.LivesAt], communal: datetime
) -> Iterator[Tie]:
    """A tie to each who lived there then, from when both that and the emergency were known."""
    told: dict[UUID, tuple[datetime, datetime]] = {}
    for one in residents:
        known, gone = one.known_to_cover(said.at, said.received_at)
        gone = min(gone or communal, communal)
        if one.person != person and known is not None and known < gone:
            before = told.get(one.person)
            # What was never taken back goes before what was, and what was known sooner before what was known later.
            told[one.person] = max(before, (known, gone), key=_strength) if before else (known, gone)
    for resident, (known, gone) in told.items():
        yield from by_piece(resident, person, said, known=known, gone=gone)


def _strength(one: tuple[datetime, datetime]) -> tuple[datetime, float]:
    known, gone = one
    return gone, -known.timestamp()
