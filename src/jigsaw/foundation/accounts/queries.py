"""Reads of accounts: what somebody has set up, for themselves and for the doctor."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from jigsaw.foundation.accounts.models import Account, OneTimeCode, Passkey, RecoveryCode, Vouched
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Practitioner


@dataclass(frozen=True)
class KeyLine:
    """One passkey, for its owner."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Factors:
    """What somebody has set up to show that it is they."""

    app: bool
    passkeys: tuple[KeyLine, ...]
    recovery_left: int
    vouched_by: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether they have a second factor of ours."""
        return self.app or bool(self.passkeys)


def factors_of(*, viewer: Viewer) -> Factors:
    """What the viewer has set up. Nobody reads another's."""
    mine = {"practitioner": viewer.key}
    keys = Passkey.objects.filter(**mine).order_by("pk")
    return Factors(
        app=OneTimeCode.objects.filter(**mine, confirmed_at__isnull=False).exists(),
        passkeys=tuple(KeyLine(one.pk, one.name, one.added_at, one.used_at) for one in keys),
        recovery_left=RecoveryCode.objects.filter(**mine, used_at=None).count(),
        vouched_by=tuple(Vouched.objects.filter(**mine).order_by("pk").values_list("issuer", flat=True)),
    )


def sessions_ended_at(*, viewer: Viewer) -> datetime | None:
    """The moment before which every session of the viewer is over; none when none was ended."""
    found = Account.objects.filter(practitioner=viewer.key).values_list("sessions_ended_at", flat=True)
    return found.first()


def how_many_lack_a_factor(*, viewer: Viewer) -> int:
    """How many active practitioners could sign in with a password alone: a count, for Jigsaw's own doctor."""
    active = Practitioner.objects.filter(is_active=True).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    with_app = OneTimeCode.objects.filter(confirmed_at__isnull=False).values("practitioner")
    with_key = Passkey.objects.values("practitioner")
    return active.exclude(pk__in=with_app).exclude(pk__in=with_key).count() if viewer.is_jigsaw else 0
