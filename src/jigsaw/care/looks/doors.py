"""What every door for somebody who is no worker shares: its paper, its code, its password, and how it is shut."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.contrib.auth.hashers import check_password, make_password

from jigsaw.care.looks.domain.naming import as_typed, drawn_code, drawn_name
from jigsaw.care.looks.models import OwnAccount, SupporterAccount
from jigsaw.foundation.accounts.domain.passwords import fault_of
from jigsaw.foundation.accounts.passwords import leaked_passwords
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now

ADoor = TypeVar("ADoor", OwnAccount, SupporterAccount)
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


def new_paper() -> tuple[Opened, dict[str, Any]]:
    """What stands on the paper, and what is kept of it."""
    paper = Opened(drawn_name(), drawn_code())
    until = now() + timedelta(days=CODE_DAYS)
    return paper, {"name": paper.name, "code": make_password(paper.code), "code_until": until}


def begun(row: ADoor | None, code: str, password: str) -> ADoor:
    """The door, once its code was used and a password chosen. Raises Refused."""
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
    return row


def entered(row: ADoor | None, password: str) -> ADoor:
    """The door, if the password is right. Raises Refused with the same words whatever was wrong."""
    right = check_password(password, row.secret if row and row.secret else _nobody())
    if row is None or not row.secret or not right:
        raise Refused(*_WRONG)
    return row


def shut(row: OwnAccount | SupporterAccount, *, who: int | None, why: str) -> None:
    """Nothing is read by it from the next click on. who: the practitioner; None for the person themselves."""
    row.ended_by_id, row.ended_at, row.ended_why, row.code = who, now(), why[:300], ""
    row.save(update_fields=["ended_by", "ended_at", "ended_why", "code"])


def _nobody() -> str:
    """A hash that nothing fits: who is not there takes as long as who is."""
    return make_password(drawn_code())
