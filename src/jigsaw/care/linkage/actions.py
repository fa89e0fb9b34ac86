"""Writes of joins: what waits is joined, and a person's decision on a pair is kept and takes effect at once."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from jigsaw.care.intake import derivation as intake
from jigsaw.care.intake.news import News
from jigsaw.care.linkage import derivation, settling
from jigsaw.care.linkage.models import AddressToPlace, BlockKey, LinkDecision, RecordToLink
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.linkage.store import (
    Stored,
    engine_decisions,
    engine_records,
    former_versions,
    model_in_force,
)
from jigsaw.care.people import derivation as people
from jigsaw.care.people import settlement
from jigsaw.engine.linkage.blocking import block_keys
from jigsaw.engine.linkage.cluster import compare_ready, link_all
from jigsaw.engine.linkage.live import link_some
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.statistics import refresh_after
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import Viewer, person_behind

Progress = Callable[[str, int, int], None]

# From this many waiting records on, everybody is linked anew in one go; the answer is the same, and sooner
# there.
ANEW_FROM = 2_000

JOINING = "joining"


@transaction.atomic
def note_accepted(*, by: Viewer, news: News) -> None:
    """Queue what was accepted: records that are new or changed, and whatever new, ended or corrected pieces name.

    Called in the transaction that accepts, so that what is accepted is always either joined or in the queue.
    """
    at, ended = now(), intake.named_in(news.ended)
    named = (news.named | ended.records) - news.records
    addresses = news.addresses | ended.addresses | intake.addresses_of_records(news.records)
    # A row that is there is written over, not passed over: that holds back whoever would take it from the queue before
    # what it now waits for can be seen. One that waits because it changed goes on doing so.
    columns, changed, told = ("record", "changed", "noted_at"), news.records, ("noted_at",)
    insert_rows(RecordToLink, columns, ((one, True, at) for one in sorted(changed)), write_over=columns[1:])
    insert_rows(RecordToLink, columns, ((one, False, at) for one in sorted(named)), write_over=told)
    insert_rows(AddressToPlace, ("address", *told), ((one, at) for one in sorted(addresses)), write_over=told)


@transaction.atomic
def link_waiting(*, by: Viewer, progress: Progress | None = None) -> Changed:
    """Give every waiting address its home and every waiting record its person. Returns whose stories changed."""
    tell = progress or (lambda *_: None)
    take_turn(JOINING)
    waiting = dict(RecordToLink.objects.select_for_update().values_list("record_id", "changed"))
    refresh_after(len(waiting))
    changed = _place_waiting()
    if not waiting:
        return changed
    # Whom only a piece ever named is a person too, until their particulars come.
    joined = derivation.persons_of(waiting)
    to_link = [record for record, is_changed in waiting.items() if is_changed or record not in joined]
    tell("Joining records", 0, len(waiting))
    if to_link:
        changed.add(_anew() if len(to_link) >= ANEW_FROM else _some(to_link))
    changed.add(_named(set(waiting) - set(to_link)))
    _done(RecordToLink, waiting)
    tell("Joining records", len(waiting), len(waiting))
    record_act(by=by, act="records joined", detail={"records": len(waiting), "people": len(changed.persons)})
    return changed


@transaction.atomic
def decide(*, by: Viewer, left: UUID, right: UUID, same: bool, why: str) -> Changed:
    """Keep a person's decision that two source records are, or are not, the same human being, and act on it.

    The decision outlasts every later weight and model. Raises Refused without the right role or without a
    why, NotFound unless there are two such records.
    """
    check(by, Act.DECIDE_JOINS)
    if not why.strip():
        raise Refused("Deciding on a join", "no why was given", "Say in a sentence what decided it")
    if len(list(intake.records_now({left, right}))) < 2:
        raise NotFound("Deciding on a join", "there are not two such records", "Go back to the list of joins")
    take_turn(JOINING)
    left, right = sorted((left, right), key=str)
    kept = why.strip()[:300]
    LinkDecision.objects.create(left_id=left, right_id=right, same=same, why=kept, by_id=person_behind(by))
    word = "records joined by hand" if same else "records kept apart by hand"
    record_act(by=by, act=word, subject_kind="record", subject_id=left, detail={"other": str(right)})
    return _some([left, right])


def rebuild(*, by: Viewer) -> Changed:
    """Work out every home, person and link again from source records and decisions. Callers hold the
    transaction.
    """
    take_turn(JOINING)
    records = list(RecordToLink.objects.select_for_update().values_list("pk", flat=True))
    addresses = list(AddressToPlace.objects.select_for_update().values_list("pk", flat=True))
    before = derivation.persons_of(intake.every_record_id())
    settlement.forget_everything()
    BlockKey.objects.all().delete()
    settlement.place(settlement.every_address())
    changed = _anew()
    settling.lead_on(before)
    _done(RecordToLink, records)
    _done(AddressToPlace, addresses)
    record_act(by=by, act="joins rebuilt", detail={"records": changed.records})
    return changed


def _done(queue: type[Model], rows: Iterable[object]) -> None:
    # Only what was read: what was accepted meanwhile waits for the next turn.
    for keys in batches(rows):
        queue._default_manager.filter(pk__in=keys).delete()


def _place_waiting() -> Changed:
    new = list(AddressToPlace.objects.select_for_update().values_list("address_id", flat=True))
    if not new:
        return Changed()
    moved = settlement.place(new)
    _done(AddressToPlace, new)
    # An address that moved to another home takes its residents along, and those whom they are tied to by it.
    residents = derivation.persons_with_an_address_of(moved)
    also = settling.settle_homes(derivation.records_of(residents)) if residents else set()
    # The homes of addresses that stay where they are have news too: a piece names them.
    return Changed(residents, moved | also | set(people.homes_of_addresses(new).values()))


def _anew() -> Changed:
    """Link everybody."""
    everyone = set(intake.every_record_id())
    records = list(engine_records(everyone))
    linked = link_all(records, engine_decisions(LinkDecision.objects.all()), model_in_force())
    there = {UUID(record.id) for record in records}
    _store_keys(linked.keys, everyone)
    return settling.settle(linked.persons, linked.edges, there, everyone - there)


def _some(ids: list[UUID]) -> Changed:
    """Link these records, touching only what they bear upon."""
    records = list(engine_records(ids))
    there = {UUID(record.id) for record in records}
    before, model = list(former_versions(ids)), model_in_force()
    _store_keys({one.id: block_keys(compare_ready(one, model).standard) for one in records}, set(ids))
    relinked = link_some(records, Stored(), model, replaced=before)
    settled = {UUID(one) for one in relinked.settled}
    return settling.settle(relinked.persons, relinked.edges, settled, set(ids) - there)


def _named(records: set[UUID]) -> Changed:
    """People whose pieces have news, and whose records have not."""
    persons = set(derivation.persons_of(records).values())
    settling.refresh_news(persons)
    return Changed(persons, set(), 0)


def _store_keys(keys: Mapping[str, Iterable[str]], replaced: set[UUID]) -> None:
    for ids in batches(replaced):
        BlockKey.objects.filter(record_id__in=ids).delete()
    for part in batches(keys):
        rows = ((record, key) for one in part for record in (UUID(one),) for key in keys[one])
        insert_rows(BlockKey, ("record_id", "key"), rows)
