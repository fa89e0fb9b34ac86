"""A small cast: a caller, a colleague in another agency, somebody not invited, and an outsider."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.calling import (
    Call,
    Invited,
    Invitee,
    Meeting,
    OwnView,
    Subject,
    SubjectKind,
    Way,
)
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers
from jigsaw.care.intake.models import Delivery, Feed, FeedMapping, Piece, PieceSubject, SourceRecord
from jigsaw.care.linkage.models import Link
from jigsaw.care.people.models import Person
from jigsaw.care.reasons.models import Reason, ReasonAgency
from jigsaw.foundation.access.actions import note_agreement
from jigsaw.foundation.core.identity import record_id
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.actions import add_practitioner, note_agency
from jigsaw.foundation.organisations.queries import viewer_of

AGENCIES = {
    "trust": ("Penhallow Mental Health Trust", "nhs-trust", "01632 960200"),
    "housing": ("St Brannock Homes", "housing", "01632 960300"),
    "police": ("Brannock Police", "police", "01632 960101"),
    "council": ("Brannock Council", "council", "01632 960400"),
    "charity": ("The Open Door", "charity", "01632 960500"),
}
SHARING = ("trust", "housing", "police", "council")


@pytest.fixture
def agencies(db):
    """Five agencies, four of which share."""
    for key, (name, kind, telephone) in AGENCIES.items():
        note_agency(by=JIGSAW, key=key, name=name, kind=kind, telephone=telephone)
    today = now().date()
    note_agreement(
        by=JIGSAW,
        key="borough",
        name="Borough",
        purpose="Care",
        basis="Public task",
        starts_on=today - timedelta(days=9),
        ends_on=today + timedelta(days=9),
        agencies=SHARING,
    )


@pytest.fixture
def cast(agencies):
    """caller (trust), colleague (housing, invited), uninvited (police), adviser (council), outsider (charity)."""
    parts = {
        "caller": ("trust", "Amara Osei"),
        "colleague": ("housing", "Dilwyn Pugh"),
        "uninvited": ("police", "Kit Sharma"),
        "adviser": ("council", "Noor Haddad"),
        "outsider": ("charity", "Fay Lindqvist"),
    }
    made = {
        part: add_practitioner(
            by=JIGSAW, username=part, password="x", name=name, agency=agency, team=None, role="practitioner"
        )
        for part, (agency, name) in parts.items()
    }
    return SimpleNamespace(**{part: viewer_of(one) for part, one in made.items()}, practitioners=made)


@pytest.fixture
def seconds(agencies):
    """A second practitioner in the caller's agency and in the colleague's."""
    made = {
        key: add_practitioner(
            by=JIGSAW,
            username=f"second-{key}",
            password="x",
            name="Second",
            agency=key,
            team=None,
            role="practitioner",
        )
        for key in ("trust", "housing")
    }
    return SimpleNamespace(**{key: viewer_of(one) for key, one in made.items()})


@pytest.fixture
def person(db):
    """Somebody to talk about."""
    return Person.objects.create(id=uuid4(), name="Tegan Rowe", birth_date="1966-05-22", changed_at=now())


@pytest.fixture
def subject(person):
    return Subject(SubjectKind.PERSON, person.pk)


@pytest.fixture
def reason(agencies, person):
    """A reason about them, whose pieces the trust and the police hold."""
    made = Reason.objects.create(
        id=uuid4(),
        pattern="R04",
        version=1,
        pattern_hash="",
        subject_kind="person",
        subject=person.pk,
        sentence="A service ended at their own request, then came three emergency contacts.",
        raised_at=now(),
    )
    held = {"id": record_id("trust", "1"), "agency_id": "trust", "local_id": "1"}
    record = SourceRecord.objects.create(first_received_at=now(), **held)
    Link.objects.create(record=record, person=person, why="The only record")
    for agency in ("trust", "police"):
        ReasonAgency.objects.create(reason=made, agency_id=agency)
    return made


@pytest.fixture
def piece(person):
    """Something that an agency holds about them, so many days ago."""

    def made(agency, kind, shape, ago=5, **different):
        feed, _ = Feed.objects.get_or_create(agency_id=agency, key=kind, name=kind)
        mapping, _ = FeedMapping.objects.get_or_create(agency_id=agency, fingerprint="", text="")
        delivery = Delivery.objects.create(feed=feed, mapping=mapping, file_name="x", file_sha256="x")
        received = {"at": now() - timedelta(days=ago), "received_at": now() - timedelta(days=ago - 1)}
        record, is_new = SourceRecord.objects.get_or_create(
            agency_id=agency, local_id="1", defaults={"id": uuid4(), "first_received_at": received["at"]}
        )
        if is_new:
            Link.objects.create(record=record, person=person, why="Same NHS number")
        source = {"agency_id": agency, "feed": feed, "delivery": delivery, "source_reference": f"{kind}{ago}"}
        told = {"version": 1, "fingerprint": "", "shape": shape, "kind": kind, "at_accuracy": "minute"}
        row = Piece.objects.create(id=uuid4(), **{**source, **told, **received, **different})
        PieceSubject.objects.create(piece=row, record=record, role="subject")
        return row

    return made


NO_DANGER = FirstAnswers(Answer.NO, Answer.YES, Answer.NOT_KNOWN, Answer.NO)


@pytest.fixture
def a_call(cast, subject):
    """A call with everything that it takes; give what differs."""

    def made(test=NO_DANGER, by=None, **different):
        first = actions.record_precheck(
            by=by or cast.caller, subject=different.get("subject", subject), test=test
        )
        usual = {
            "subject": subject,
            "kind": "professionals-meeting",
            "purpose": "Agree who does what",
            "why_now": "Three calls in a month",
            "own_view": OwnView("I want my flat to myself", Invited.YES),
            "meeting": Meeting(now() + timedelta(days=3), Way.ONLINE),
            "lead_agency": "trust",
            "invitees": (Invitee("housing", ("is involved now: tenancy",)),),
            "precheck": first.pk,
        }
        return Call(**{**usual, **different})

    return made


@pytest.fixture
def conversation(cast, a_call):
    """A conversation that the trust called and housing is invited to."""
    return actions.call_conversation(by=cast.caller, call=a_call())


@pytest.fixture
def held(cast, conversation):
    """The same, held."""
    return actions.hold_conversation(
        by=cast.caller, conversation=conversation.pk, came=["housing"], understanding="Visitors frighten her"
    )


@pytest.fixture
def action(cast, held):
    """Something that housing is to do."""
    return actions.agree_action(
        by=cast.caller,
        conversation=held.pk,
        what="Change the locks",
        agency="housing",
        owner="Dilwyn Pugh",
        due_on=date.today() + timedelta(days=7),
        how_we_know="She has the only keys",
    )


@pytest.fixture
def signed_in(client, cast):
    """A browser in which one of the cast is signed in."""

    def made(part):
        client.force_login(cast.practitioners[part])
        return client

    return made
