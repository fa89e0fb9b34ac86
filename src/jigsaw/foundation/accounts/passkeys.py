"""Passkeys (WebAuthn): a challenge that the browser has signed, and the check of what comes back.

The person shows their finger, face or PIN to their own device (user verification is required), so that a passkey is two
factors by itself. It answers for our own address alone: a false page gets nothing.
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from jigsaw.foundation.accounts.models import Account, Passkey
from jigsaw.foundation.core.time import now
from jigsaw.foundation.organisations.models import Practitioner

MOST = 10
"""How many passkeys one person has: one for each device that they use."""

_REQUIRED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Here:
    """Our own address as the browser knows it: `https://jigsaw.example`, and the host without its port."""

    origin: str
    host: str


@dataclass(frozen=True)
class Challenge:
    """What the browser is asked, as JSON for its script, and the challenge to remember meanwhile."""

    options: str
    remembered: str


def ask_to_make(practitioner: Practitioner, here: Here) -> Challenge:
    """Ask the browser to make a passkey."""
    account, _ = Account.objects.get_or_create(practitioner=practitioner)
    if not account.handle:
        account.handle = secrets.token_urlsafe(32)
        account.save(update_fields=["handle"])
    options = generate_registration_options(
        rp_id=here.host,
        rp_name="Jigsaw",
        user_name=practitioner.username,
        user_id=account.handle.encode(),
        user_display_name=practitioner.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
        ),
        exclude_credentials=_theirs(practitioner),
    )
    return Challenge(options_to_json(options), bytes_to_base64url(options.challenge))


def keep(practitioner: Practitioner, here: Here, remembered: str, answer: str, name: str) -> bool:
    """Keep the passkey that the browser made, when its answer is right."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(remembered),
            expected_rp_id=here.host,
            expected_origin=here.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return False
    if Passkey.objects.filter(practitioner=practitioner).count() >= MOST:
        return False
    try:
        with transaction.atomic():
            Passkey.objects.create(
                practitioner=practitioner,
                credential=bytes_to_base64url(made.credential_id),
                public_key=bytes_to_base64url(made.credential_public_key),
                uses=made.sign_count,
                name=name[:60] or "Passkey",
            )
    except IntegrityError:
        return False
    return True


def ask_for_one(here: Here, practitioner: Practitioner | None = None) -> Challenge:
    """Ask the browser for a passkey: anybody's that it holds for us, or one of this person's."""
    options = generate_authentication_options(
        rp_id=here.host,
        allow_credentials=_theirs(practitioner) if practitioner else None,
        user_verification=_REQUIRED,
    )
    return Challenge(options_to_json(options), bytes_to_base64url(options.challenge))


def take(here: Here, remembered: str, answer: str) -> Practitioner | None:
    """Whose passkey answered, when the answer is right. Nobody's when it is not, or they may not sign in."""
    row = _answering(answer)
    if row is None:
        return None
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(remembered),
            expected_rp_id=here.host,
            expected_origin=here.origin,
            credential_public_key=base64url_to_bytes(row.public_key),
            credential_current_sign_count=row.uses,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    Passkey.objects.filter(pk=row.pk).update(uses=found.new_sign_count, used_at=now())
    return row.practitioner


def _answering(answer: str) -> Passkey | None:
    try:
        told: Any = json.loads(answer)
        credential = str(told["id"])
    except (ValueError, KeyError, TypeError):
        return None
    rows = Passkey.objects.select_related("practitioner").filter(practitioner__is_active=True)
    return rows.filter(credential=credential).first()


def _theirs(practitioner: Practitioner) -> list[PublicKeyCredentialDescriptor]:
    rows = Passkey.objects.filter(practitioner=practitioner).values_list("credential", flat=True)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in rows]
