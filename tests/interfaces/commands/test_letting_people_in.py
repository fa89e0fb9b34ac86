"""Adding those who sign in, and the agreement by which they see anybody."""

import pytest

from jigsaw.foundation.access.policies import parties_today
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.actions import note_agency
from jigsaw.foundation.organisations.models import Practitioner

WORDS = "three plain words"


@pytest.fixture
def agency(db):
    return note_agency(by=JIGSAW, key="brannock-police", name="Brannock Police", kind="police")


def add(jigsaw, *, agency="brannock-police", role="practitioner", password=WORDS):
    return jigsaw(f"practitioner add bo --name Bo --agency {agency} --role {role} --password '{password}'")


def test_a_practitioner_is_added_and_can_sign_in(jigsaw, agency):
    assert add(jigsaw).code == 0
    assert Practitioner.objects.get(username="bo").check_password(WORDS)


@pytest.mark.parametrize("wrong", [{"agency": "nowhere"}, {"role": "king"}, {"password": "short"}])
def test_a_wrong_agency_role_or_password_is_refused_with_what_to_do(jigsaw, agency, wrong):
    answer = add(jigsaw, **wrong)
    assert answer.code in (3, 4)
    assert "next:" in answer.error
    assert not Practitioner.objects.exists()


def test_an_agreement_lets_its_agencies_share(jigsaw, agency):
    told = "--name A --purpose Care --basis Law --agency brannock-police"
    signed = "--signed-on-paper 'Cabinet 3'"
    answer = jigsaw(f"agreement add a {told} {signed} --starts-on 2020-01-01 --ends-on 2090-01-01")
    assert (answer.code, parties_today()) == (0, {"brannock-police"})
    assert "Nobody signed it in Jigsaw" in answer.out
    assert AuditEvent.objects.get(act="agreement noted").why == "Signed on paper: Cabinet 3"
    assert "signed on paper, and not in Jigsaw: a" in jigsaw("doctor").out


def test_an_agreement_that_nobody_signed_opens_nothing(jigsaw, agency):
    told = "--name A --purpose Care --basis Law --agency brannock-police"
    answer = jigsaw(f"agreement add a {told} --starts-on 2020-01-01 --ends-on 2090-01-01")
    assert (answer.code, parties_today()) == (3, set())
    assert "jigsaw policy load" in answer.error


def test_an_agreement_that_ends_before_it_starts_is_refused(jigsaw, agency):
    told = "--name A --purpose Care --basis Law --agency brannock-police --signed-on-paper here"
    assert jigsaw(f"agreement add a {told} --starts-on 2020-01-02 --ends-on 2020-01-01").code == 3
