"""A supporter's door: opened when the person said so, gone through, and shut by a worker or by the person."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from jigsaw.care.looks import doors
from jigsaw.care.looks.domain.naming import as_typed
from jigsaw.care.looks.doors import Opened
from jigsaw.care.looks.models import SupporterAccount
from jigsaw.care.looks.queries import own_records, own_supporters, person_now
from jigsaw.care.looks.themselves import Supporting, Themselves, as_recorded
from jigsaw.foundation.access import supporting
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind

_OPENING = "Giving a supporter their own door"


@transaction.atomic
def open_supporter_account(
    *, by: Viewer, records: Collection[UUID], supporter: UUID, checked: str, safe_because: str
) -> Opened:
    """Give a supporter their own door to what the person allowed. checked: how it was checked who they are;
    safe_because: what the person, asked alone, said of its being safe. A former door of theirs ends. Raises NotFound
    for somebody else's supporter, and Refused where the person allowed nothing, or is to be asked again.
    """
    check(by, Act.SEE_PEOPLE)
    who = person_behind(by)
    found = {one.id: one for one in supporting.supporters(viewer=by, records=records)}.get(supporter)
    if found is None:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )
    if found.is_due or found.told is Told.NOTHING:
        raise Refused(
            _OPENING, "the person did not allow anything", "Ask the person, alone, what they may be told"
        )
    if not checked.strip() or not safe_because.strip():
        raise Refused(_OPENING, "it was not asked whether this is safe", "Ask the person, alone, and say it")
    for former in SupporterAccount.objects.filter(supporter=supporter, ended_at__isnull=True):
        _end(former, by, "Another was opened")
    paper, kept = doors.new_paper()
    told = {"checked": checked.strip(), "safe_because": safe_because.strip(), "opened_by_id": who}
    made = SupporterAccount.objects.create(supporter_id=supporter, **told, **kept)
    _record(by, "supporter's account opened", made)
    return paper


@transaction.atomic
def end_supporter_account(*, by: Viewer, account: UUID, why: str) -> None:
    """Shut it: nothing is read by it from the next click on. Raises NotFound for none that is open."""
    check(by, Act.SEE_PEOPLE)
    row = SupporterAccount.objects.select_for_update().filter(pk=account, ended_at__isnull=True).first()
    if row is None:
        raise NotFound("Ending an account", "there is none that is open", "Go back to the record")
    _end(row, by, why)


@transaction.atomic
def tell_them_less(*, by: Themselves, supporter: UUID, told: Told, items: Collection[str]) -> None:
    """The person lets a supporter read less, or nothing, from the next click on; with nothing, their door ends.

    Raises NotFound for somebody else's supporter; Refused for more than before: a worker asks about that, alone.
    """
    if supporter not in {one.seen.id for one in own_supporters(viewer=by)}:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Go back to your record"
        )
    person = person_now(viewer=by)
    supporting.note_less(
        by=as_recorded(by),
        person=person,
        records=own_records(viewer=by),
        supporter=supporter,
        told=told,
        items=items,
    )
    if told is Told.NOTHING:
        for row in SupporterAccount.objects.filter(supporter=supporter, ended_at__isnull=True):
            doors.shut(row, who=None, why="The person ended it, by their own door")
            _record(as_recorded(by), "supporter's account ended", row)


@transaction.atomic
def begin_supporting(*, by: str, code: str, password: str) -> Supporting:
    """Use the code from the paper once, and choose a password. by: the name on the paper. Raises Refused."""
    return _gone_in(doors.begun(_open(by), code, password), "supporter's account begun")


@transaction.atomic
def enter_as_supporter(*, by: str, password: str) -> Supporting:
    """Go in. by: the name to sign in with. Raises Refused with the same words whatever was wrong."""
    return _gone_in(doors.entered(_open(by), password), "supporter's account entered")


def _open(name: str) -> SupporterAccount | None:
    return SupporterAccount.objects.filter(name=as_typed(name), ended_at__isnull=True).first()


def _gone_in(row: SupporterAccount, act: str) -> Supporting:
    who = Supporting(row.pk, row.supporter_id, row.name)
    _record(as_recorded(who), act, row)
    return who


def _end(row: SupporterAccount, by: Viewer, why: str) -> None:
    doors.shut(row, who=person_behind(by), why=why)
    _record(by, "supporter's account ended", row)


def _record(by: Viewer, act: str, row: SupporterAccount) -> None:
    detail = {"account": str(row.pk)}
    record_act(by=by, act=act, subject_kind="supporter", subject_id=row.supporter_id, detail=detail)
