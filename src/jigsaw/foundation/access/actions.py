"""Writes of sharing agreements."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from jigsaw.foundation.access.models import AgreementParty, SharingAgreement
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.viewer import Viewer


@transaction.atomic
def note_agreement(
    *,
    by: Viewer,
    key: str,
    name: str,
    purpose: str,
    basis: str,
    starts_on: date,
    ends_on: date,
    agencies: Iterable[str],
) -> SharingAgreement:
    """Record an agreement and its parties; one with this key is brought up to date."""
    told = {"name": name, "purpose": purpose, "basis": basis, "starts_on": starts_on, "ends_on": ends_on}
    agreement, _ = SharingAgreement.objects.update_or_create(key=key, defaults=told)
    agreement.parties.all().delete()
    AgreementParty.objects.bulk_create(AgreementParty(agreement=agreement, agency_id=one) for one in agencies)
    record_act(by=by, act="agreement noted", subject_kind="agreement", subject_id=key)
    return agreement
