"""Writes of accounts: each with its audit event."""

from django.db import transaction
from django.db.models import F

from jigsaw.foundation.accounts import codes, passkeys
from jigsaw.foundation.accounts.models import Account, OneTimeCode, Passkey, RecoveryCode
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW, Viewer, person_behind
from jigsaw.foundation.organisations.models import Practitioner

SUBJECT = "practitioner"


@transaction.atomic
def note_signed_in(*, by: Viewer, way: str) -> int:
    """They signed in this way. How many wrong tries there were at their account since they last did."""
    account, _ = Account.objects.select_for_update().get_or_create(practitioner_id=person_behind(by))
    wrong, account.wrong_tries = account.wrong_tries, 0
    account.save(update_fields=["wrong_tries"])
    record_act(by=by, act="signed in", subject_kind=SUBJECT, subject_id=by.key, detail={"way": way})
    return wrong


@transaction.atomic
def note_wrong_try(*, by: Viewer, username: str, way: str) -> None:
    """Somebody tried to sign in as this person, wrongly. Names that nobody has leave nothing."""
    found = Practitioner.objects.filter(username=username).values_list("pk", flat=True).first()
    if found is None:
        return
    account, _ = Account.objects.get_or_create(practitioner_id=found)
    Account.objects.filter(pk=account.pk).update(wrong_tries=F("wrong_tries") + 1)
    record_act(by=by, act="sign-in refused", subject_kind=SUBJECT, subject_id=found, detail={"way": way})


@transaction.atomic
def confirm_app(*, by: Viewer, code: str) -> bool:
    """Take up the app that shows codes, when it shows the right one."""
    taken = codes.confirm_secret(person_behind(by), code)
    if taken:
        record_act(by=by, act="set up one-time codes", subject_kind=SUBJECT, subject_id=by.key)
    return taken


@transaction.atomic
def keep_passkey(
    *, by: Viewer, practitioner: Practitioner, here: passkeys.Here, remembered: str, answer: str, name: str
) -> bool:
    """Keep a passkey that their browser made, when its answer is right."""
    kept = passkeys.keep(practitioner, here, remembered, answer, name)
    if kept:
        record_act(by=by, act="added a passkey", subject_kind=SUBJECT, subject_id=by.key)
    return kept


@transaction.atomic
def make_recovery_codes(*, by: Viewer) -> list[str]:
    """New recovery codes for themselves, shown this once."""
    made = codes.new_recovery_codes(person_behind(by))
    record_act(by=by, act="made recovery codes", subject_kind=SUBJECT, subject_id=by.key)
    return made


@transaction.atomic
def forget_app(*, by: Viewer) -> None:
    """Forget their own app that shows codes."""
    OneTimeCode.objects.filter(practitioner=person_behind(by)).delete()
    record_act(by=by, act="removed one-time codes", subject_kind=SUBJECT, subject_id=by.key)


@transaction.atomic
def forget_passkey(*, by: Viewer, key: int) -> None:
    """Forget one of their own passkeys. Raises NotFound for anybody else's."""
    gone, _ = Passkey.objects.filter(pk=key, practitioner=person_behind(by)).delete()
    if not gone:
        raise NotFound("Removing a passkey", "it is not there", "Look at your list again")
    record_act(by=by, act="removed a passkey", subject_kind=SUBJECT, subject_id=by.key)


@transaction.atomic
def change_password(*, by: Viewer, practitioner: Practitioner, password: str) -> None:
    """Their own new password. Every other session of theirs is over at its next click: Django signs it in."""
    practitioner.set_password(password)
    practitioner.save(update_fields=["password"])
    record_act(by=by, act="changed the password", subject_kind=SUBJECT, subject_id=practitioner.pk)


@transaction.atomic
def end_sessions(*, by: Viewer, practitioner: int) -> None:
    """Every session of a practitioner is over at its next click."""
    Account.objects.update_or_create(practitioner_id=practitioner, defaults={"sessions_ended_at": now()})
    record_act(by=by, act="ended all sessions", subject_kind=SUBJECT, subject_id=practitioner)


@transaction.atomic
def forget_factors(*, by: Viewer, practitioner: int) -> None:
    """For somebody who lost them: no app, no passkey, no recovery code, no session. They set them up anew."""
    for table in (OneTimeCode, Passkey, RecoveryCode):
        table.objects.filter(practitioner=practitioner).delete()
    end_sessions(by=by, practitioner=practitioner)
    record_act(by=by, act="removed second factors", subject_kind=SUBJECT, subject_id=practitioner)


@transaction.atomic
def close_account(*, by: Viewer, practitioner: int, closed: bool = True) -> None:
    """Let a practitioner sign in no more, from their next click on; or again."""
    Practitioner.objects.filter(pk=practitioner).update(is_active=not closed)
    act = "closed a sign-in" if closed else "opened a sign-in"
    record_act(by=by, act=act, subject_kind=SUBJECT, subject_id=practitioner)


@transaction.atomic
def give_role(*, by: Viewer, practitioner: int, role: str, why: str = "") -> None:
    """Give a practitioner another role, which holds from their next click on. The only place where it is written."""
    row = Practitioner.objects.select_for_update().get(pk=practitioner)
    if row.role == role:
        return
    detail = {"from": row.role, "to": role}
    row.role = role
    row.save(update_fields=["role"])
    record_act(
        by=by, act="gave a role", subject_kind=SUBJECT, subject_id=practitioner, why=why, detail=detail
    )


ON_NOBODYS_BEHALF = JIGSAW
"""By whom a wrong try is recorded: nobody is signed in."""
