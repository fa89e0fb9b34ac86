"""Writes of joins: what was accepted is joined, at once or when it waited, and everybody may be joined anew."""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from jigsaw.care.intake import derivation as intake
from jigsaw.care.intake.news import News
from jigsaw.care.linkage import derivation, settling
from jigsaw.care.linkage.linking import JOINING, link_everybody, link_these, refresh_named
from jigsaw.care.linkage.models import AddressToPlace, BlockKey, RecordToLink
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.linkage.telling import Because, note_changes
from jigsaw.care.people import derivation as people
from jigsaw.care.people import settlement
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.asking import Question, sending_ahead
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.statistics import refresh_after
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.turns import Turn, take_turn
from jigsaw.foundation.core.viewer import Viewer

Progress = Callable[[str, int, int], None]

# From this many waiting records on, everybody is linked anew in one go; the answer is the same, and sooner
# there.
ANEW_FROM = 2_000

# While more than this many wait, as in the middle of a borough's load, a few more wait with them.
MANY_WAIT = 100

# How long a door that takes a few records waits for its turn, in seconds, before it leaves them in the queue: while
# a whole borough is being joined nobody should be kept at the door.
PATIENCE = 5.0


_HOW_MANY_WAIT = Question(
    """SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM linkage_recordtolink LIMIT %s) AS waiting),
    EXISTS (SELECT 1 FROM linkage_addresstoplace)"""
)


@transaction.atomic
def note_accepted(*, by: Viewer, news: News) -> None:
    """Queue what was accepted: records that are new or changed, and whatever new, ended or corrected pieces name.

    Called in the transaction that accepts, so that what is accepted is always either joined or in the queue.
    """
    waiting, addresses = _concerned(news)
    _queue(waiting, addresses)


@transaction.atomic
def note_recounted(*, by: Viewer, agency: str) -> None:
    """Queue all records of an agency that says anew whether it gives anybody two ids."""
    _queue(dict.fromkeys(sorted(intake.records_of_agency(agency)), True), ())


@transaction.atomic
def note_relinking(*, by: Viewer) -> int:
    """Queue every record, as after a change of how records are made comparable. Returns how many.

    Homes, human decisions and the stories of those whose records stay together are left as they are.
    """
    everybody = dict.fromkeys(sorted(intake.every_record_id()), True)
    _queue(everybody, ())
    record_act(by=by, act="all records queued to be joined anew", detail={"records": len(everybody)})
    return len(everybody)


@transaction.atomic(savepoint=False)
def link_accepted(*, by: Viewer, news: News) -> Changed:
    """Give what was accepted its homes and its persons in the transaction that accepts it. For a few records.

    Where somebody else goes on joining for too long, or many wait already and are joined with it in a moment, it is
    left in the queue, as by `note_accepted`.
    """
    waiting, addresses = _concerned(news)
    if not waiting and not addresses:
        return Changed()
    with sending_ahead():
        return _link_or_queue(by, waiting, addresses)


def _link_or_queue(by: Viewer, waiting: Mapping[UUID, bool], addresses: set[int]) -> Changed:
    how_many, turn = _HOW_MANY_WAIT.ahead(MANY_WAIT + 1), Turn(JOINING)
    homes = people.ask_homes_of_addresses(addresses)
    ((many, some),) = how_many()
    was_free = turn.is_taken()
    if many > MANY_WAIT or not turn.is_taken_within(PATIENCE):
        _queue(waiting, addresses)
        return Changed()
    # What waited of these waits no longer. Taken out before anything is read: whoever is just putting one in is
    # awaited, and what they bring is seen. Whoever puts one in that nobody saw waiting does so after this.
    if many or some:
        _done(RecordToLink, waiting)
        _done(AddressToPlace, addresses)
    # What was asked before others were awaited is asked again.
    is_new = was_free and not (many or some)
    return _settle(by, waiting, addresses, homes() if is_new else people.homes_of_addresses(addresses))


@transaction.atomic
def link_waiting(*, by: Viewer, progress: Progress | None = None) -> Changed:
    """Give every waiting address its home and every waiting record its person. Returns whose stories changed."""
    tell = progress or (lambda *_: None)
    take_turn(JOINING)
    waiting = dict(RecordToLink.objects.select_for_update().values_list("record_id", "changed"))
    addresses = list(AddressToPlace.objects.select_for_update().values_list("address_id", flat=True))
    refresh_after(len(waiting))
    if waiting:
        tell("Joining records", 0, len(waiting))
    changed = _settle(by, waiting, addresses, people.homes_of_addresses(addresses))
    _done(AddressToPlace, addresses)
    _done(RecordToLink, waiting)
    if waiting:
        tell("Joining records", len(waiting), len(waiting))
    return changed


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
    changed = link_everybody()
    settling.lead_on(before)
    after = derivation.persons_of(intake.every_record_id())
    changed.changes += note_changes(before, after, Because("Everybody was worked out again"))
    _done(RecordToLink, records)
    _done(AddressToPlace, addresses)
    record_act(by=by, act="joins rebuilt", detail={"records": changed.records})
    return changed


def _concerned(news: News) -> tuple[dict[UUID, bool], set[int]]:
    """The records that news bears upon, each with whether it is new or changed itself; and the written addresses."""
    ended = intake.named_in(news.ended)
    named = (news.named | ended.records) - news.records
    waiting = {**dict.fromkeys(sorted(news.records), True), **dict.fromkeys(sorted(named), False)}
    return waiting, news.addresses | ended.addresses


def _queue(waiting: Mapping[UUID, bool], addresses: Iterable[int]) -> None:
    # A row that is there is written over, not passed over: that holds back whoever would take it from the queue before
    # what it now waits for can be seen. One that waits because it changed goes on doing so.
    at, told = now(), ("noted_at",)
    for is_changed, over in ((True, ("changed", *told)), (False, told)):
        rows = ((one, is_changed, at) for one, changed in waiting.items() if changed is is_changed)
        insert_rows(RecordToLink, ("record", "changed", "noted_at"), rows, write_over=over)
    insert_rows(AddressToPlace, ("address", *told), ((one, at) for one in sorted(addresses)), write_over=told)


def _settle(
    by: Viewer, waiting: Mapping[UUID, bool], addresses: Collection[int], homes: Mapping[int, UUID]
) -> Changed:
    changed = _place(addresses, homes)
    if not waiting:
        return changed
    # Whom only a piece ever named is a person too, until their particulars come.
    named = [record for record, is_changed in waiting.items() if not is_changed]
    joined = derivation.persons_of(named) if named else {}
    to_link = [record for record, is_changed in waiting.items() if is_changed or record not in joined]
    if to_link:
        changed.add(link_everybody() if len(to_link) >= ANEW_FROM else link_these(to_link))
    changed.add(refresh_named(set(waiting) - set(to_link)))
    record_act(by=by, act="records joined", detail={"records": len(waiting), "people": len(changed.persons)})
    return changed


def _place(new: Collection[int], homes: Mapping[int, UUID]) -> Changed:
    """Give homes to new addresses without one. homes: of those that have one, by address."""
    if not new:
        return Changed()
    # An address that has its home keeps it until another comes that bears upon it.
    unplaced = [one for one in new if one not in homes]
    moved = settlement.place(unplaced) if unplaced else set()
    # An address that moved to another home takes its residents along, and those whom they are tied to by it.
    residents = derivation.persons_with_an_address_of(moved)
    also = settling.settle_homes(derivation.records_of(residents)) if residents else set()
    # The homes of addresses that stay where they are have news too: a piece names them.
    now_at = people.homes_of_addresses(new) if unplaced else homes
    return Changed(residents, moved | also | set(now_at.values()))


def _done(queue: type[Model], rows: Iterable[object]) -> None:
    # Only what was read: what was accepted meanwhile waits for the next turn.
    for keys in batches(rows):
        queue._default_manager.filter(pk__in=keys).delete()
