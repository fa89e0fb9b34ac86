"""One-time codes from an app, and recovery codes: making, drawing and taking them."""

import hmac
import secrets
from base64 import b32encode
from io import BytesIO
from time import time

import pyotp
import segno
from django.db import transaction

from jigsaw.foundation.accounts.models import OneTimeCode, RecoveryCode
from jigsaw.foundation.accounts.sealing import fingerprint, seal, unseal
from jigsaw.foundation.core.time import now

STEP = 30
"""Seconds that a code is shown for (RFC 6238)."""

SLACK = 1
"""Steps by which the telephone's clock may be off, either way."""

HOW_MANY = 10
_SECRET, _RECOVERY = "one-time code", "recovery code"


def new_secret(practitioner: int) -> str:
    """A secret that waits to be confirmed: the one that is there already, or a new one, in base 32."""
    row = OneTimeCode.objects.filter(practitioner=practitioner, confirmed_at=None).first()
    if row:
        return unseal(row.secret, _SECRET, practitioner)
    made = pyotp.random_base32()
    OneTimeCode.objects.create(practitioner_id=practitioner, secret=seal(made, _SECRET, practitioner))
    return made


def drawing(secret: str, username: str) -> str:
    """What a telephone reads to take up the secret: a picture (SVG) that carries no style and calls nobody."""
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="Jigsaw")
    drawn = BytesIO()
    told = {"scale": 5, "border": 4, "xmldecl": False, "svgns": False, "svgclass": None, "lineclass": None}
    segno.make(address, error="m").save(drawn, kind="svg", omitsize=False, light="#fff", **told)
    return drawn.getvalue().decode()


def confirm_secret(practitioner: int, code: str) -> bool:
    """Take up the waiting secret when the app shows the right code."""
    row = OneTimeCode.objects.filter(practitioner=practitioner, confirmed_at=None).first()
    step = _step_of(row, code) if row else None
    if row is None or step is None:
        return False
    row.last_step, row.confirmed_at = step, now()
    row.save(update_fields=["last_step", "confirmed_at"])
    return True


def take_code(practitioner: int, code: str) -> bool:
    """Whether this code of the app is right and was never taken before; then it is taken."""
    row = OneTimeCode.objects.filter(practitioner=practitioner, confirmed_at__isnull=False).first()
    step = _step_of(row, code) if row else None
    if step is None:
        return False
    # One statement: of two that bring the same code at once, one finds the row as it was.
    later = OneTimeCode.objects.filter(practitioner=practitioner, last_step__lt=step)
    return later.update(last_step=step) == 1


def _step_of(row: OneTimeCode, code: str) -> int | None:
    """The half minute that a code belongs to, near now; all are compared, however soon one fits."""
    told = "".join(one for one in code if one.isdigit())
    app, this = pyotp.TOTP(unseal(row.secret, _SECRET, row.practitioner_id)), int(time()) // STEP
    steps = range(this - SLACK, this + SLACK + 1)
    found = [step for step in steps if hmac.compare_digest(app.generate_otp(step), told.rjust(6, "x"))]
    return found[0] if found else None


@transaction.atomic
def new_recovery_codes(practitioner: int) -> list[str]:
    """Ten new codes, shown this once; those from before work no more."""
    RecoveryCode.objects.filter(practitioner=practitioner).delete()
    codes = [b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(HOW_MANY)]
    rows = [
        RecoveryCode(practitioner_id=practitioner, fingerprint=_known_by(practitioner, one)) for one in codes
    ]
    RecoveryCode.objects.bulk_create(rows)
    return ["-".join(one[at : at + 4] for at in range(0, 16, 4)) for one in codes]


def take_recovery_code(practitioner: int, code: str) -> bool:
    """Whether this is one of theirs that was not used; then it is used."""
    known = _known_by(practitioner, "".join(one for one in code.lower() if one.isalnum()))
    unused = RecoveryCode.objects.filter(practitioner=practitioner, fingerprint=known, used_at=None)
    return unused.update(used_at=now()) == 1


def _known_by(practitioner: int, code: str) -> str:
    return fingerprint(f"{practitioner} {code}", _RECOVERY)
