"""What a rule refuses is kept as what it permits is: who asked, for what page, and the rule."""

from datetime import date

from jigsaw.foundation.access.models import SharingAgreement
from jigsaw.foundation.access.refusing import NONE_PERMITS, REFUSED
from jigsaw.foundation.audit.models import AuditEvent
from tests.interfaces.workspace.opening import opened


def kept():
    rows = AuditEvent.objects.filter(act=REFUSED).order_by("pk")
    return [(one.by_name, one.subject_kind, one.subject_id, one.detail["rule"]) for one in rows]


def test_what_a_role_does_not_include(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    assert client.get("/joins").status_code == 403
    assert kept() == [("Ann", "page", "joins", NONE_PERMITS)]


def test_an_agency_whose_agreement_ended(borough, client):
    person = borough.person()
    borough.record(person, borough.agency("council"))
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    SharingAgreement.objects.update(ends_on=date(2001, 1, 1), starts_on=date(2000, 1, 1))
    assert opened(client, f"/people/{person.pk}").status_code == 404
    assert {one[3] for one in kept()} == {"agreement-ended"}


def test_nobody_is_told_from_nobody_by_what_is_kept(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    assert client.get("/people/00000000-0000-0000-0000-000000004242").status_code == 404
    assert kept() == []
