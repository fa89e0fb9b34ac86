"""Writes of agencies, teams and practitioners."""

from django.db import transaction

from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Agency, Practitioner, Team


@transaction.atomic
def note_agency(
    *,
    by: Viewer,
    key: str,
    name: str,
    kind: str,
    ods_code: str = "",
    telephone: str = "",
    contact: str = "",
    one_id_each: bool = False,
) -> Agency:
    """Add an agency, or bring what is known of it up to date."""
    told = {"name": name, "kind": kind, "ods_code": ods_code, "telephone": telephone, "contact": contact}
    agency, _ = Agency.objects.update_or_create(key=key, defaults={**told, "one_id_each": one_id_each})
    return agency


@transaction.atomic
def note_team(*, by: Viewer, agency: str, name: str, telephone: str = "") -> Team:
    """Add a team to an agency, or bring its telephone up to date."""
    team, _ = Team.objects.update_or_create(agency_id=agency, name=name, defaults={"telephone": telephone})
    return team


@transaction.atomic
def add_practitioner(
    *,
    by: Viewer,
    username: str,
    password: str,
    name: str,
    agency: str,
    team: Team | None,
    role: str,
    job_title: str = "",
) -> Practitioner:
    """Add a practitioner who may sign in; one who is there already gets these particulars."""
    told = {
        "name": name,
        "agency_id": agency,
        "team": team,
        "role": role,
        "job_title": job_title,
        "is_active": True,
    }
    practitioner, _ = Practitioner.objects.update_or_create(username=username, defaults=told)
    practitioner.set_password(password)
    practitioner.save(update_fields=["password"])
    return practitioner
