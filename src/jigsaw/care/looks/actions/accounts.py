"""Opening somebody's own door, going through it, and shutting it."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.looks import doors
from jigsaw.care.looks.domain.naming import as_typed
from jigsaw.care.looks.doors import Opened
from jigsaw.care.looks.models import OwnAccount
from jigsaw.care.looks.themselves import Themselves, as_recorded
from jigsaw.care.people.queries import people_of_records
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind


@transaction.atomic
def open_account(*, by: Viewer, record: UUID, checked: str) -> Opened:
    """Give somebody their own door to the record that this source record belongs to. checked: how it was checked that
    this is the person. A former account of the record ends: there is one door for each. Raises Refused without a check
    or for a record that nobody holds.
    """
    check(by, Act.SEE_PEOPLE)
    who = person_behind(by)
    whose = people_of_records(by, [record]).get(record)
    if not checked.strip() or whose is None:
        raise Refused(
            "Opening an account", "who they are was not checked", "Say how you checked that it is them"
        )
    for former in OwnAccount.objects.filter(record=record, ended_at__isnull=True):
        _end(former, by, "Another was opened")
    paper, kept = doors.new_paper()
    made = OwnAccount.objects.create(record=record, checked=checked.strip(), opened_by_id=who, **kept)
    detail = {"account": str(made.pk)}
    record_act(by=by, act="own account opened", subject_kind="person", subject_id=whose.id, detail=detail)
    return paper


@transaction.atomic
def end_account(*, by: Viewer, account: UUID, why: str) -> None:
    """Shut it: nothing is read by it from the next click on. Raises NotFound for none that is open."""
    check(by, Act.SEE_PEOPLE)
    row = OwnAccount.objects.select_for_update().filter(pk=account, ended_at__isnull=True).first()
    if row is None:
        raise NotFound("Ending an account", "there is none that is open", "Go back to the record")
    _end(row, by, why)


def _end(row: OwnAccount, by: Viewer, why: str) -> None:
    doors.shut(row, who=person_behind(by), why=why)
    detail = {"account": str(row.pk)}
    record_act(by=by, act="own account ended", subject_kind="record", subject_id=row.record, detail=detail)


@transaction.atomic
def begin_account(*, by: str, code: str, password: str) -> Themselves:
    """Use the code from the paper once, and choose a password. by: the name on the paper. Raises Refused."""
    return _gone_in(doors.begun(_open(by), code, password), "own account begun")


@transaction.atomic
def enter(*, by: str, password: str) -> Themselves:
    """Go in. by: the name to sign in with. Raises Refused with the same words whatever was wrong."""
    return _gone_in(doors.entered(_open(by), password), "own account entered")


def _open(name: str) -> OwnAccount | None:
    return OwnAccount.objects.filter(name=as_typed(name), ended_at__isnull=True).first()


def _gone_in(row: OwnAccount, act: str) -> Themselves:
    who = Themselves(row.pk, row.record, row.name)
    record_act(by=as_recorded(who), act=act, subject_kind="record", subject_id=row.record)
    return who
