"""Opening somebody's own door, going through it, and shutting it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from jigsaw.care.looks.domain.naming import as_typed, drawn_code, drawn_name
from jigsaw.care.looks.models import OwnAccount
from jigsaw.care.looks.themselves import Themselves, as_recorded
from jigsaw.care.people.queries import people_of_records
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.accounts.domain.passwords import fault_of
from jigsaw.foundation.accounts.passwords import leaked_passwords
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind

CODE_DAYS = 14
_WRONG = (
    "Signing in",
    "the name or the password is not right",
    "Try again, or ask the worker who gave you the paper",
)


@dataclass(frozen=True)
class Opened:
    """A new account, for paper: the name to sign in with, and the code that opens it once."""

    name: str
    code: str


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
    name, code = drawn_name(), drawn_code()
    made = OwnAccount.objects.create(
        record=record,
        name=name,
        code=make_password(code),
        code_until=now() + timedelta(days=CODE_DAYS),
        checked=checked.strip(),
        opened_by_id=who,
    )
    detail = {"account": str(made.pk)}
    record_act(by=by, act="own account opened", subject_kind="person", subject_id=whose.id, detail=detail)
    return Opened(name, code)


@transaction.atomic
def end_account(*, by: Viewer, account: UUID, why: str) -> None:
    """Shut it: nothing is read by it from the next click on. Raises NotFound for none that is open."""
    check(by, Act.SEE_PEOPLE)
    row = OwnAccount.objects.select_for_update().filter(pk=account, ended_at__isnull=True).first()
    if row is None:
        raise NotFound("Ending an account", "there is none that is open", "Go back to the record")
    _end(row, by, why)


def _end(row: OwnAccount, by: Viewer, why: str) -> None:
    row.ended_by_id, row.ended_at, row.ended_why, row.code = person_behind(by), now(), why[:300], ""
    row.save(update_fields=["ended_by", "ended_at", "ended_why", "code"])
    detail = {"account": str(row.pk)}
    record_act(by=by, act="own account ended", subject_kind="record", subject_id=row.record, detail=detail)


@transaction.atomic
def begin_account(*, by: str, code: str, password: str) -> Themselves:
    """Use the code from the paper once, and choose a password. by: the name on the paper. Raises Refused."""
    row = _open(by)
    right = check_password(as_typed(code), row.code if row and row.code else _nobody())
    if row is None or not row.code or not right or row.code_until < now():
        raise Refused(
            "Starting your account",
            "the name or the code is not right",
            "Look at the paper, or ask for another",
        )
    if fault := fault_of(password, leaked=leaked_passwords(), about=[row.name]):
        raise Refused("Choosing a password", fault[:1].lower() + fault[1:], "Choose another")
    row.secret, row.code = make_password(password), ""
    row.save(update_fields=["secret", "code"])
    return _gone_in(row, "own account begun")


@transaction.atomic
def enter(*, by: str, password: str) -> Themselves:
    """Go in. by: the name to sign in with. Raises Refused with the same words whatever was wrong."""
    row = _open(by)
    right = check_password(password, row.secret if row and row.secret else _nobody())
    if row is None or not row.secret or not right:
        raise Refused(*_WRONG)
    return _gone_in(row, "own account entered")


def _open(name: str) -> OwnAccount | None:
    return OwnAccount.objects.filter(name=as_typed(name), ended_at__isnull=True).first()


def _nobody() -> str:
    """A hash that nothing fits: who is not there takes as long as who is."""
    return make_password(drawn_code())


def _gone_in(row: OwnAccount, act: str) -> Themselves:
    who = Themselves(row.pk, row.record, row.name)
    record_act(by=as_recorded(who), act=act, subject_kind="record", subject_id=row.record)
    return who
