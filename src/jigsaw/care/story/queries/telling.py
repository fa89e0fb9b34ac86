"""The story of a person, of a home, or of the people tied to a person, for one viewer, as known on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jigsaw.care.intake.domain.entries import Entry, RecordSaid
from jigsaw.care.intake.entries import entries, withdrawn_since
from jigsaw.care.intake.freshness import FeedState, feed_states
from jigsaw.care.intake.records import records_said
from jigsaw.care.people import queries as people
from jigsaw.care.people.domain.communal import shared_words
from jigsaw.care.people.queries import AddressAsWritten, Dwelling, Joined, Named, Resident
from jigsaw.care.story.domain.changes import Changes, changes
from jigsaw.care.story.domain.choosing import Choice, chosen
from jigsaw.care.story.domain.disagreeing import Difference, differences
from jigsaw.care.story.domain.involvement import Holding, Involved, holding_only, involved_now
from jigsaw.care.story.domain.quiet import Quiet, quiet_periods
from jigsaw.care.story.domain.ties import Lived, Tie, ties
from jigsaw.foundation.core.time import end_of_day, now
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """A story for one viewer: every piece that they may see, those that they chose, and what follows from
    them.

    `entries` and `shown` come earliest first. `people` gives the person of each source record that a piece
    names.
    """

    choice: Choice
    read_at: datetime
    entries: tuple[Entry, ...]
    shown: tuple[Entry, ...]
    quiet: tuple[Quiet, ...]
    involved: tuple[Involved, ...]
    holding: tuple[Holding, ...]
    changes: Changes
    people: Mapping[UUID, Named]
    feeds: tuple[FeedState, ...]


@dataclass(frozen=True)
class PersonStory:
    """A person, where they live and lived, what agencies' records say of them, and their story."""

    id: UUID
    name: str
    birth_date: str
    died_on: str
    nhs_number: str
    gender: str
    homes: tuple[Dwelling, ...]
    records: tuple[RecordSaid, ...]
    differences: tuple[Difference, ...]
    told: Told


@dataclass(frozen=True)
class HomeStory:
    """A home, who lives and lived there, and the story of the place.

    why: how the home is known. shared: that many share it, in words, where they do. written: its address as written.
    """

    id: UUID
    label: str
    why: str
    uprn: str
    shared: str
    written: tuple[AddressAsWritten, ...]
    residents: tuple[Resident, ...]
    told: Told


@dataclass(frozen=True)
class Network:
    """The people tied to a person, how, and who they are."""

    person: Named
    homes: tuple[Dwelling, ...]
    ties: tuple[Tie, ...]
    names: Mapping[UUID, Named]
    told: Told


@dataclass(frozen=True)
class RecordsSide:
    """What each source record of a person says, why it is joined, and where they differ."""

    person: Named
    records: tuple[RecordSaid, ...]
    whys: Mapping[UUID, str]
    differences: tuple[Difference, ...]


def person_story(
    viewer: Viewer, person_id: UUID, choice: Choice | None = None, last_look: datetime | None = None
) -> PersonStory:
    """A person's story. Raises NotFound for nobody, and for a viewer who may not know of people."""
    choice = choice or Choice()
    somebody = people.person(viewer, person_id)
    records = people.record_ids(viewer, [somebody.pk]).get(somebody.pk, ())
    said = records_said(viewer, records, choice.as_known_on)
    return PersonStory(
        id=somebody.pk,
        name=somebody.name,
        birth_date=somebody.birth_date,
        died_on=somebody.died_on,
        nhs_number=somebody.nhs_number,
        gender=somebody.gender,
        homes=people.homes_of(viewer, somebody.pk, choice.as_known_on),
        records=said,
        differences=differences(said),
        told=_tell(viewer, choice, last_look, records=records),
    )


def home_story(
    viewer: Viewer,
    home_id: UUID,
    choice: Choice | None = None,
    last_look: datetime | None = None,
    *,
    with_residents: bool = False,
) -> HomeStory:
    """A home's story: what happened there, and when asked for, all that is told of those who live there now."""
    choice = choice or Choice()
    place = people.home(viewer, home_id)
    living = people.residents(viewer, place.pk, choice.as_known_on)
    here = [one.id for one in living if one.until is None] if with_residents else []
    records = [record for found in people.record_ids(viewer, here).values() for record in found]
    addresses = people.address_ids(viewer, place.pk)
    told = _tell(viewer, choice, last_look, records=records, addresses=addresses)
    shared = shared_words(place.shared, place.many)
    written = people.addresses_as_written(viewer, place.pk)
    return HomeStory(place.pk, place.label, place.why, place.uprn, shared, written, living, told)


def network(viewer: Viewer, person_id: UUID, choice: Choice | None = None) -> Network:
    """The people tied to a person, and the pieces of all of them in one order."""
    choice = choice or Choice()
    somebody = people.person(viewer, person_id)
    own = people.record_ids(viewer, [somebody.pk]).get(somebody.pk, ())
    pieces = entries(viewer, records=own, as_known_on=choice.as_known_on)
    homes = people.homes_of(viewer, somebody.pk, choice.as_known_on)
    lived = people.stays_at(viewer, [home.id for home in homes], choice.as_known_on)
    spans = [Lived(one.person, one.home, one.label, one.since, one.until) for one in lived]
    persons = {record: one.id for record, one in _persons(viewer, pieces).items()}
    found = ties(somebody.pk, spans, pieces, persons)
    tied = [tie.person for tie in found]
    theirs = people.record_ids(viewer, tied)
    records = [*own, *(record for each in theirs.values() for record in each)]
    named = Named(somebody.pk, somebody.name, somebody.birth_date)
    told = _tell(viewer, choice, None, records=records)
    return Network(named, homes, found, people.names_of(viewer, tied), told)


def records_of(viewer: Viewer, person_id: UUID) -> RecordsSide:
    """A person's source records side by side, with why each is joined."""
    somebody = people.person(viewer, person_id)
    joined: tuple[Joined, ...] = people.joins(viewer, somebody.pk)
    said = records_said(viewer, [one.record for one in joined])
    named = Named(somebody.pk, somebody.name, somebody.birth_date)
    return RecordsSide(named, said, {one.record: one.why for one in joined}, differences(said))


def _tell(
    viewer: Viewer,
    choice: Choice,
    last_look: datetime | None,
    *,
    records: Collection[UUID],
    addresses: Collection[int] = (),
) -> Told:
    pieces = entries(viewer, records=records, addresses=addresses, as_known_on=choice.as_known_on)
    taken_back = withdrawn_since(viewer, records=records, since=last_look) if last_look else ()
    news = changes(pieces, taken_back, last_look)
    read_at = _read_at(choice.as_known_on)
    involved = involved_now(pieces, read_at)
    new = {entry.piece for entry in (*news.came, *news.corrected)}
    shown = chosen(pieces, choice)
    return Told(
        choice=choice,
        read_at=read_at,
        entries=pieces,
        shown=tuple(entry for entry in shown if entry.piece in new) if choice.only_new else shown,
        quiet=quiet_periods(pieces, until=read_at),
        involved=involved,
        holding=holding_only(pieces, involved),
        changes=news,
        people=_persons(viewer, pieces),
        feeds=feed_states(viewer),
    )


def _read_at(day: date | None) -> datetime:
    return min(end_of_day(day), now()) if day else now()


def _persons(viewer: Viewer, pieces: Collection[Entry]) -> dict[UUID, Named]:
    return people.people_of_records(viewer, {about.record for entry in pieces for about in entry.about})
