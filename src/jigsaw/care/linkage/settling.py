"""From what the engine answers to stored persons, links, edges and residences. Callers hold the transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage import derivation
from jigsaw.care.linkage.joins import joins_of, replace_edges, replace_links
from jigsaw.care.linkage.models import PersonChange
from jigsaw.care.linkage.standing import Standing, addresses_given
from jigsaw.care.linkage.store import Stored
from jigsaw.care.linkage.telling import NEWS, Because, note_changes
from jigsaw.care.people import actions as people_actions
from jigsaw.care.people import derivation as people
from jigsaw.care.people import settlement
from jigsaw.care.people.settlement import Stay
from jigsaw.engine.linkage.records import Edge as EngineEdge
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.identity import person_id
from jigsaw.foundation.core.statistics import refresh_after
from jigsaw.foundation.core.time import EPOCH
from jigsaw.foundation.core.viewer import JIGSAW

PARTED = "Source records were joined or parted"


@dataclass
class Changed:
    """The people and homes whose stories changed, and how many people there were before and are after."""

    persons: set[UUID] = field(default_factory=set)
    homes: set[UUID] = field(default_factory=set)
    records: int = 0
    changes: list[PersonChange] = field(default_factory=list)

    @property
    def what_changed(self) -> list[str]:
        """Between which people records moved, in words: "One person became two"."""
        return [one.what for one in self.changes]

    def add(self, other: "Changed") -> None:
        """Take in what another step changed."""
        self.persons |= other.persons
        self.homes |= other.homes
        self.records += other.records
        self.changes += other.changes


def settle(
    persons: Iterable[tuple[str, ...]],
    edges: Iterable[EngineEdge],
    settled: Collection[UUID],
    gone: Collection[UUID],
    because: Because = NEWS,
    read: Stored | None = None,
) -> Changed:
    """Store who is who for these source records. `persons` covers `settled`; `gone` are records withdrawn.

    `read`: what was read of the store to find that out, every stored edge of these records among it.
    """
    groups = {person_id(UUID(group[0])): [UUID(one) for one in group] for group in persons}
    every, edges = [*settled, *gone], list(edges)
    standing = Standing.of(groups, every, read) if read else None
    joined = standing.joined if standing else joins_of(every)
    before = {record: person for record, (person, _) in joined.items()}
    replace_edges(edges, every, read)
    homes = _settle_people(groups, standing) | _homes_of_pieces(gone, standing)
    replace_links(groups, edges, gone, joined)
    lost = set(before.values()) - set(groups)
    homes |= _homes_of(lost)
    after = {record: person for person, records in groups.items() for record in records}
    settlement.drop_people(_leads(lost, before, after), PARTED)
    refresh_after(len(groups))
    homes |= settle_homes(groups, standing)
    people_actions.refresh_search(by=JIGSAW, people=groups, known=standing.terms if standing else None)
    changes = note_changes(before, after, because)
    _lead_on(changes, after)
    return Changed(set(groups) | lost, homes, len(settled), changes)


def _lead_on(changes: Iterable[PersonChange], after: Mapping[UUID, UUID]) -> None:
    # An id that a record once gave leads to wherever that record went, also when another kept the two together.
    moved = {UUID(one) for change in changes for records in change.before.values() for one in records}
    led = {person_id(record): after[record] for record in moved if record in after}
    settlement.lead_old_links({old: new for old, new in led.items() if old != new}, PARTED)


def lead_on(before: dict[UUID, UUID]) -> None:
    """After a rebuild: old links to people who came out under another id lead to them. `before` is by record."""
    after = derivation.persons_of(before)
    lost = set(before.values()) - set(after.values())
    settlement.drop_people(_leads(lost, before, after), PARTED)


def settle_homes(groups: Mapping[UUID, list[UUID]], standing: Standing | None = None) -> set[UUID]:
    """Work out again where these people live and lived. Returns the homes concerned."""
    stays = _residences(groups, standing.now if standing else {})
    return settlement.settle_residences(groups, stays, standing.residences if standing else None)


def _homes_of(persons: Iterable[UUID]) -> set[UUID]:
    return {one.home for lives in people.residences_of(persons).values() for one in lives}


def _homes_of_pieces(records: Collection[UUID], standing: Standing | None) -> set[UUID]:
    """The homes at which something was said of these records: whom it concerns there may have changed."""
    return standing.heard.homes if standing else intake.heard_of(records).homes


def refresh_news(persons: Iterable[UUID]) -> None:
    """Bring up to date what is known of these people, whose records or pieces have news."""
    _settle_people(derivation.records_of(persons))


def _settle_people(groups: Mapping[UUID, list[UUID]], standing: Standing | None = None) -> set[UUID]:
    """Write what is known of these people. Returns the homes at which something was said of them."""
    homes = set[UUID]()
    for part in batches(groups, 500):
        mine = {person: groups[person] for person in part}
        every = [record for records in mine.values() for record in records]
        now = standing.now if standing else {one.id: one for one in intake.records_now(every)}
        heard = standing.heard if standing else intake.heard_of(every)
        homes |= heard.homes
        settlement.settle_people(
            settlement.Settled(
                person,
                tuple(now[record].particulars for record in records if record in now),
                _latest(heard.last, records),
            )
            for person, records in mine.items()
        )
    return homes


def _latest(news: dict[UUID, datetime], records: list[UUID]) -> datetime:
    return max((news[record] for record in records if record in news), default=EPOCH)


def _leads(
    lost: Collection[UUID], before: Mapping[UUID, UUID], after: Mapping[UUID, UUID]
) -> dict[UUID, UUID | None]:
    """Where a link to each lost person leads: to whoever has the record that gave the person its id.

    When that record was withdrawn, to whoever has most of the person's other records.
    """
    others: dict[UUID, Counter[UUID]] = {one: Counter() for one in lost}
    for record, person in before.items():
        if person in others and record in after:
            others[person][after[record]] += 1
    named_by = {person_id(record): record for record in before}
    return {one: after.get(named_by.get(one, one)) or _most(others[one]) for one in lost}


def _most(counted: Counter[UUID]) -> UUID | None:
    return min(counted, key=lambda one: (-counted[one], str(one)), default=None)


def _residences(groups: Mapping[UUID, list[UUID]], now: Mapping[UUID, intake.RecordNow]) -> Iterator[Stay]:
    owner = {record: person for person, records in groups.items() for record in records}
    by_record: dict[UUID, list[intake.LivedAt]] = {}
    for one in addresses_given(owner, now):
        by_record.setdefault(one.record, []).append(one)
    for record, versions in by_record.items():
        yield from _of_record(owner[record], versions)


def _of_record(person: UUID, versions: list[intake.LivedAt]) -> Iterator[Stay]:
    """One agency's account: each home from the version that first gave it until the one that gave another."""
    stays: list[Stay] = []
    for one in versions:
        home = None if one.retracted else one.home
        last = stays[-1] if stays else None
        if last and last.until is None:
            if last.home == home:
                continue
            last.until, last.end_known_at = max(one.since, last.since), one.received_at
        if home:
            stays.append(Stay(person, home, one.agency, one.since, None, one.received_at))
    yield from stays
