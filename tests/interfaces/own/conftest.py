from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jigsaw.care.looks.actions import open_account, open_supporter_account
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.access.supporting import note_supporter, note_told
from jigsaw.foundation.organisations.queries import viewer_of
from tests.builders import Borough
from tests.interfaces.own import supported

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


@pytest.fixture
def say(ann, steven, ada):
    """The person says what Ada may be told."""

    def said(told, items=(), supporter=ada, days=90):
        note_told(
            by=viewer_of(ann),
            person=steven.pk,
            records=[steven.record.pk],
            supporter=supporter.pk,
            told=told,
            items=items,
            words="",
            review_on=timezone.localdate() + timedelta(days=days),
        )

    return said


@pytest.fixture
def ada(ann, steven):
    told = {"person": steven.pk, "records": [steven.record.pk]}
    return note_supporter(by=viewer_of(ann), name="Ada Marsh", relation="his sister", **told)


@pytest.fixture
def give(ann, steven, ada):
    """Gives Ada a paper."""

    def given(supporter=ada):
        told = {"checked": "Passport", "safe_because": "Her own phone, nobody else's"}
        return open_supporter_account(
            by=viewer_of(ann), records=[steven.record.pk], supporter=supporter.pk, **told
        )

    return given


@pytest.fixture
def door(say, give):
    """Ada has come in; she may be told everything, until a test says otherwise."""
    say(Told.EVERYTHING)
    return supported.come_in(give())


@pytest.fixture
def pieces(borough, steven):
    for words, told in supported.PIECES.items():
        borough.piece(steven.record, words=words, **told)
