"""The code with which somebody sets up their first second factor: a password alone, however it was learned, sets none.

An administrator makes it and gives it by another way than the password. It works once, within seven days.
"""

import secrets
from base64 import b32encode
from datetime import timedelta

from django.db import transaction

from jigsaw.foundation.accounts.models import SetUpCode
from jigsaw.foundation.accounts.sealing import fingerprint
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

HOLDS = timedelta(days=7)
_PURPOSE, _SUBJECT, _BYTES = "set-up code", "practitioner", 10


@transaction.atomic
def make_set_up_code(*, by: Viewer, practitioner: int) -> str:
    """A new code of 80 bits in the place of one from before. It is shown this once, and kept as a fingerprint."""
    made = b32encode(secrets.token_bytes(_BYTES)).decode().lower()
    told = {"fingerprint": _known_by(practitioner, made), "ends_at": now() + HOLDS, "used_at": None}
    SetUpCode.objects.update_or_create(practitioner_id=practitioner, defaults=told)
    record_act(by=by, act="made a set-up code", subject_kind=_SUBJECT, subject_id=practitioner)
    return "-".join(made[at : at + 4] for at in range(0, len(made), 4))


@transaction.atomic
def use_set_up_code(*, by: Viewer, code: str) -> bool:
    """Whether this is the viewer's own code and it still holds; then it is used, and they may set up a factor."""
    if by.key is None:
        return False
    known = _known_by(by.key, "".join(one for one in code.lower() if one.isalnum()))
    waiting = SetUpCode.objects.filter(
        practitioner=by.key, fingerprint=known, used_at=None, ends_at__gt=now()
    )
    if waiting.update(used_at=now()) != 1:
        return False
    record_act(by=by, act="used a set-up code", subject_kind=_SUBJECT, subject_id=by.key)
    return True


def _known_by(practitioner: int, code: str) -> str:
    return fingerprint(f"{practitioner} {code}", _PURPOSE)
