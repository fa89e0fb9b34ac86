"""From pieces to what patterns read: the timelines of people, homes and pairs of people, many at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.intake.domain.kinds import kinds_tagged
from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.people.domain.communal import MANY
from jigsaw.care.reasons import differing, marks
from jigsaw.care.reasons.pack import kinds_read
from jigsaw.engine.patterns.timeline import Mark, Timeline
from jigsaw.foundation.core.identity import pair_id

# Roles in which a piece is about somebody's own life. Who is only alleged, a witness or a relative in a piece
# has a tie to the person it is about, and no mark of their own.
OWN_ROLES = frozenset({"subject", "caller"})

Kinds = Collection[str] | None
Lives = Mapping[UUID, list[people.LivesAt]] | None


@dataclass(frozen=True)
class Pair:
    """Two people of whom the second carries a marker that may concern the first."""

    exposed: UUID
    other: UUID

    @property
    def id(self) -> UUID:
        """The pair's own id: the order matters."""
        return pair_id(self.exposed, self.other)


def of_persons(persons: Iterable[UUID], kinds: Kinds = None) -> dict[UUID, Timeline]:
    """The timeline of each of these people, by person. kinds: of pieces to read; those of the pack in force if None."""
    wanted = list(persons)
    births = people.ask_birth_dates(wanted)
    every = list(_said_by_person(wanted, kinds))
    born = births()
    found = {person: marks.of_age(born.get(person, "")) for person in wanted}
    answers: dict[UUID, list[intake.Said]] = {}
    for person, said in every:
        found[person].extend(marks.of_said(said, str(person)))
        if said.kind in differing.QUESTIONS:
            answers.setdefault(person, []).append(said)
    for person, mine in answers.items():
        found[person].extend(differing.of_answers(mine, str(person)))
    return {person: Timeline("person", str(person), tuple(made)) for person, made in found.items()}


def of_homes(homes: Iterable[UUID], kinds: Kinds = None, lives: Lives = None) -> dict[UUID, Timeline]:
    """The timeline of each of these homes, by home: what happened there, and to whom.

    lives: who lives and lived there, where that was read already.
    """
    wanted = list(homes)
    shared = people.ask_shared_homes(wanted)
    addresses = people.addresses_of(wanted)
    said = list(intake.said_at(addresses, kinds or kinds_read()))
    persons = linkage.persons_of({one.record for one in said if one.role in OWN_ROLES})
    if lives is None:
        lives = people.residents_of(set(addresses.values()))
    found: dict[UUID, list[Mark]] = {home: [] for home in addresses.values()}
    families = people.family_names(
        {one.person for mine in lives.values() if len(mine) >= MANY for one in mine}
    )
    by_words = shared()
    for home in found:
        found[home].extend(marks.of_communal(lives.get(home, ()), families, by_words=home in by_words))
    for one, person in _about(said, persons):
        if one.address_id is not None:
            home = addresses[one.address_id]
            found[home].extend(_at_home(one, person, lives.get(home, [])))
    return {home: Timeline("home", str(home), tuple(made)) for home, made in found.items()}


def of_pairs(ties: Mapping[Pair, Iterable[Mark]], kinds: Kinds = None) -> dict[Pair, Timeline]:
    """The timeline of each pair, from the marks of their ties (see `ties`) and the marks of both people."""
    singles = of_persons({one for pair in ties for one in (pair.exposed, pair.other)}, kinds)
    found = {}
    for pair, tied in ties.items():
        others = (marks.prefixed(mark) for mark in singles[pair.other].marks)
        made = (*singles[pair.exposed].marks, *others, *tied)
        found[pair] = Timeline("pair", str(pair.id), made)
    return found


def _said_by_person(persons: list[UUID], kinds: Kinds) -> Iterable[tuple[UUID, intake.Said]]:
    owner = {record: person for person, records in linkage.records_of(persons).items() for record in records}
    for said in intake.said_about(owner, kinds or kinds_read()):
        if said.role in OWN_ROLES:
            yield owner[said.record], said


def _about(
    said: Iterable[intake.Said], persons: Mapping[UUID, UUID]
) -> Iterable[tuple[intake.Said, UUID | None]]:
    """Each piece with everybody whose own life it is about; once with None where it names nobody of that kind.

    It happened at the home all the same: a neighbour's report of strangers need not say who they are.
    """
    by_piece: dict[UUID, list[intake.Said]] = {}
    for one in said:
        by_piece.setdefault(one.piece, []).append(one)
    for named in by_piece.values():
        own = [one for one in named if one.role in OWN_ROLES and one.record in persons]
        for one in own:
            yield one, persons[one.record]
        if not own:
            yield named[0], None


def _at_home(said: intake.Said, person: UUID | None, lives: list[people.LivesAt]) -> Iterable[Mark]:
    yield from marks.of_said(said, str(person or ""))
    is_emergency = said.kind in kinds_tagged("emergency")
    if person and is_emergency and is_by_other(said.at, said.received_at, person, lives):
        yield marks.by_other(said, str(person))


def is_by_other(at: datetime, known: datetime, person: UUID, lives: list[people.LivesAt]) -> bool:
    """Whether, as known then, somebody lives in the home and this person is not among them.

    A home of which no agency knows a resident says nothing about who is a stranger to it.
    """
    residents = {one.person for one in lives if one.covers(at, known)}
    return bool(residents) and person not in residents
