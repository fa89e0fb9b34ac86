"""Which practitioner a service means: by its issuer and its own name for somebody, bound beforehand.

An administrator binds, or sends a link that works once. An e-mail address binds nobody: addresses are given anew when
people leave, and some services let people choose their own.
"""

import secrets
from datetime import timedelta

from django.db import transaction

from jigsaw.foundation.accounts.models import BindingLink, Vouched
from jigsaw.foundation.accounts.openid.vouching import Vouch
from jigsaw.foundation.accounts.sealing import fingerprint
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Practitioner

HOLDS = timedelta(days=3)
BY_LINK = "a link"
_PURPOSE, _SUBJECT = "binding link", "practitioner"


def practitioner_of(vouch: Vouch) -> Practitioner | None:
    """Who is meant; nobody when nobody is bound, or they may not sign in."""
    found = Vouched.objects.select_related("practitioner__agency").filter(
        issuer=vouch.issuer, subject=vouch.subject, practitioner__is_active=True
    )
    row = found.first()
    return row.practitioner if row else None


@transaction.atomic
def bind(*, by: Viewer, practitioner: int, vouch: Vouch, bound_by: str) -> None:
    """From now on the service means this practitioner. Raises Refused when it means another already."""
    row, _ = Vouched.objects.get_or_create(
        issuer=vouch.issuer,
        subject=vouch.subject,
        defaults={"practitioner_id": practitioner, "bound_by": bound_by},
    )
    if row.practitioner_id != practitioner:
        raise Refused(
            "Binding an account",
            "that account is bound to somebody else",
            "Unbind it there first: jigsaw account unbind",
        )
    record_act(
        by=by, act="bound an account", subject_kind=_SUBJECT, subject_id=practitioner, why=f"By {bound_by}"
    )


@transaction.atomic
def unbind(*, by: Viewer, practitioner: int) -> int:
    """No service means this practitioner any more. How many did."""
    gone, _ = Vouched.objects.filter(practitioner=practitioner).delete()
    record_act(
        by=by, act="unbound accounts", subject_kind=_SUBJECT, subject_id=practitioner, detail={"count": gone}
    )
    return gone


@transaction.atomic
def make_link(*, by: Viewer, practitioner: int, provider: str) -> str:
    """The secret part of a link by which they bind their own account, once, within three days."""
    made = secrets.token_urlsafe(32)
    BindingLink.objects.create(
        practitioner_id=practitioner,
        provider=provider,
        fingerprint=fingerprint(made, _PURPOSE),
        ends_at=now() + HOLDS,
    )
    record_act(by=by, act="made a binding link", subject_kind=_SUBJECT, subject_id=practitioner)
    return made


def waiting_link(link: str) -> BindingLink | None:
    """The link, when it may still be used."""
    rows = BindingLink.objects.select_related("practitioner__agency").filter(
        used_at=None, ends_at__gt=now(), practitioner__is_active=True
    )
    return rows.filter(fingerprint=fingerprint(link, _PURPOSE)).first()


@transaction.atomic
def use_link(*, by: Viewer, link: str, vouch: Vouch) -> Practitioner | None:
    """Bind by a link, which works no more afterwards. Nobody when it does not work now."""
    row = waiting_link(link)
    if row is None or BindingLink.objects.filter(pk=row.pk, used_at=None).update(used_at=now()) != 1:
        return None
    bind(by=by, practitioner=row.practitioner_id, vouch=vouch, bound_by=BY_LINK)
    return row.practitioner
