import pytest
from django.test import Client

from jigsaw.care.looks.actions import open_account
from jigsaw.foundation.organisations.queries import viewer_of
from tests.builders import Borough

PASSWORD = "three quiet lanterns"


@pytest.fixture
def borough(db):
    return Borough()


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def ann(borough, council):
    """A social worker, whose job is told."""
    made = borough.practitioner("ann", council)
    made.job_title = "Social worker"
    made.save()
    return made


@pytest.fixture
def olive(borough, council):
    """The council's privacy officer."""
    return borough.practitioner("olive", council, "privacy-officer")


@pytest.fixture
def steven(borough, council):
    person = borough.person()
    person.record = borough.record(person, council)
    borough.piece(person.record, kind="community-care", shape="involvement")
    return person


@pytest.fixture
def looked(ann, steven):
    """Ann opens Steven's story once."""
    client = Client()
    client.force_login(ann)
    answer = client.get(f"/people/{steven.pk}")
    assert "Steven Marsh" in answer.text
    return client


def come_in(account, *, safe=True):
    """A browser of the person's own, with the code used and a password chosen."""
    client = Client()
    typed = {"name": account.name, "code": account.code, "password": PASSWORD, "again": PASSWORD}
    answer = client.post("/your-record/start", typed)
    assert answer.status_code == 302, answer.text
    if safe:
        client.post("/your-record/safe", {"safe": "yes"})
    return client


@pytest.fixture
def enter():
    """Comes in by an account: a browser of the person's own."""
    return come_in


@pytest.fixture
def account(ann, steven):
    return open_account(by=viewer_of(ann), record=steven.record.pk, checked="Passport, seen at the office")


@pytest.fixture
def own(account):
    return come_in(account)
