"""Those who support a person, and what the person said that each may be told: a policy, its writes and its reads."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.foundation.access.domain import Act, Decision
from jigsaw.foundation.access.models import Supporter, SupporterRecord, SupporterTold
from jigsaw.foundation.access.policies import check, check_may_know_of_people, handled_with
from jigsaw.foundation.access.rules.deciding import decide
from jigsaw.foundation.access.rules.request import Asker, Request, Subject, Told
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW, Viewer, person_behind

NOT_ASKED = "The person has not been asked yet"


@dataclass(frozen=True)
class SupporterSeen:
    """A supporter, and what the person said that they may be told: nothing, until the person was asked."""

    id: UUID
    name: str
    relation: str
    told: Told = Told.NOTHING
    items: tuple[str, ...] = ()
    words: str = ""
    at: datetime | None = None
    review_on: date | None = None

    @property
    def is_due(self) -> bool:
        """Whether the person is to be asked, or asked again."""
        return self.review_on is None or self.review_on < timezone.localdate()

    @property
    def may_be_told(self) -> Told:
        """What holds today: when it was not reviewed in time, no more than what is general."""
        if not self.is_due or self.told is Told.NOTHING:
            return self.told
        return Told.GENERAL


def supporters(*, viewer: Viewer, records: Collection[UUID]) -> list[SupporterSeen]:
    """Those who support the person of these source records, by name. Two queries."""
    check_may_know_of_people(viewer)
    rows = Supporter.objects.filter(records__record__in=records).distinct().order_by("name", "pk")
    found = list(rows)
    latest = {
        one.supporter_id: one for one in SupporterTold.objects.filter(supporter__in=found).order_by("pk")
    }
    return [_seen(one, latest.get(one.pk)) for one in found]


def _seen(one: Supporter, said: SupporterTold | None) -> SupporterSeen:
    seen = SupporterSeen(one.pk, one.name, one.relation)
    if said is None:
        return seen
    told = {"told": Told(said.told), "items": tuple(said.items), "words": said.words}
    return replace(seen, **told, at=said.at, review_on=said.review_on)  # type: ignore[arg-type]


def supporters_called(*, viewer: Viewer, keys: Collection[str]) -> dict[UUID, str]:
    """What these supporters are called: their name, and who they are to the person. One query."""
    check_may_know_of_people(viewer)
    rows = Supporter.objects.filter(pk__in=keys)
    return {one.pk: f"{one.name}, {one.relation}" if one.relation else one.name for one in rows}


def records_supported(*, viewer: Viewer, supporter: UUID) -> list[UUID]:
    """The source records with which a supporter was recorded. One query."""
    check_may_know_of_people(viewer)
    rows = SupporterRecord.objects.filter(supporter=supporter).order_by("pk")
    return list(rows.values_list("record", flat=True))


@transaction.atomic
def note_supporter(
    *, by: Viewer, person: UUID, records: Collection[UUID], name: str, relation: str
) -> Supporter:
    """Record somebody who supports a person. They are told nothing until the person says otherwise. Raises Refused."""
    who = person_behind(by)
    check(by, Act.SEE_PEOPLE)
    if not name.strip() or not records:
        raise Refused("Recording a supporter", "it needs their name and a record", "Say who they are")
    made = Supporter.objects.create(name=name.strip(), relation=relation.strip(), by_id=who)
    SupporterRecord.objects.bulk_create(
        SupporterRecord(supporter=made, record=record) for record in sorted(records)
    )
    detail = {"supporter": str(made.pk)}
    record_act(by=by, act="noted a supporter", subject_kind="person", subject_id=person, detail=detail)
    return made


@transaction.atomic
def note_told(
    *,
    by: Viewer,
    person: UUID,
    records: Collection[UUID],
    supporter: UUID,
    told: Told,
    items: Iterable[str],
    words: str,
    review_on: date,
) -> None:
    """Record what the person said that a supporter may be told. Raises NotFound for somebody else's supporter."""
    who = person_behind(by)
    check(by, Act.SEE_PEOPLE)
    if not SupporterRecord.objects.filter(supporter=supporter, record__in=records).exists():
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )
    named = sorted(items) if told is Told.NAMED_ITEMS else []
    SupporterTold.objects.create(
        supporter_id=supporter, told=told, items=named, words=words, review_on=review_on, by_id=who
    )
    detail = {"supporter": str(supporter), "told": str(told), "items": len(named)}
    record_act(
        by=by,
        act="noted what a supporter may be told",
        subject_kind="person",
        subject_id=person,
        detail=detail,
    )


@transaction.atomic
def note_less(
    *,
    by: Viewer,
    person: UUID | None,
    records: Collection[UUID],
    supporter: UUID,
    told: Told,
    items: Collection[str],
) -> None:
    """Record that the person lets a supporter be told less, by their own door. by: how the trail names them.

    Raises Refused for anything that was not allowed before: whoever stands beside them may want them to allow it. The
    day by which they are asked again stays.
    """
    was = {one.id: one for one in supporters(viewer=JIGSAW, records=records)}[supporter]
    named = sorted(items) if told is Told.NAMED_ITEMS else []
    if not is_less(was, told, named):
        raise Refused(
            "Letting them read more",
            "that was not allowed before",
            "Tell a worker: they ask you when you are alone",
        )
    SupporterTold.objects.create(
        supporter_id=supporter,
        told=told,
        items=named,
        words=was.words,
        review_on=was.review_on or timezone.localdate(),
    )
    detail = {"supporter": str(supporter), "told": str(told), "items": len(named)}
    act = "let a supporter be told less"
    record_act(by=by, act=act, subject_kind="person", subject_id=person, detail=detail)


def is_less(was: SupporterSeen, told: Told, items: Collection[str]) -> bool:
    """Whether this allows nothing that did not hold before: as much, or less."""
    before, order = was.may_be_told, tuple(Told)
    if told is Told.NAMED_ITEMS and before is Told.NAMED_ITEMS:
        return set(items) <= set(was.items)
    return order.index(told) <= order.index(before)


def may_be_told(
    one: SupporterSeen,
    *,
    group: str,
    holder: str,
    restriction: str,
    handling: str,
    by_kind: Mapping[str, bool],
    deceased: bool,
    sealed: bool = False,
) -> Decision:
    """Whether a supporter may be told of a piece: by what the person said, and by how the piece is to be handled.

    by_kind: what it is by its kind and whom it names, as the rules ask. sealed: whether it names somebody
    who is sealed.
    """
    return decide(
        Request(
            act=Act.READ_PIECE,
            subject=Subject.PIECE,
            asker=Asker.SUPPORTER,
            told=one.may_be_told,
            holder=holder,
            restriction=restriction,
            named=group in one.items,
            about_asker=True,
            deceased=deceased,
            person_sealed=sealed,
            **handled_with(handling, by_kind),
        )
    )
