"""A small borough in which every kind of hiding has somebody, and a browser for every kind of reader."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from jigsaw.care.conversations.actions import call_conversation, record_precheck
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
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.looks.actions import (
    begin_account,
    begin_supporting,
    open_account,
    open_supporter_account,
)
from jigsaw.care.looks.themselves import Themselves
from jigsaw.care.reasons.models import Reason, ReasonAgency
from jigsaw.foundation.access.models import AgreementParty, SharingAgreement, Wish
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.access.sealing_people import seal_person
from jigsaw.foundation.access.supporting import note_supporter, note_told
from jigsaw.foundation.organisations.models import Agency, Practitioner
from jigsaw.foundation.organisations.queries import viewer_of
from tests.builders import Borough
from tests.proofs.things import Things, make

PASSWORD = "three quiet lanterns"
# The words of a piece that nobody outside its agency may read; and of one that may be known of and not read.
SEALED, WITHHELD = "quokka-in-the-refuge", "wallaby-behind-the-door"
COUNCIL_ROLES = ("practitioner", "manager", "steward", "analyst", "privacy-officer", "board")
READERS = (
    *COUNCIL_ROLES, "amhp", "police", "invited", "ended", "left", "themselves", "supporter", "anonymous",
)  # fmt: skip
"""Who asks: the council's people by role, an approved mental health professional of its nights, the police, somebody of
the trust, which is invited to the conversation and knows nobody, somebody of an agency whose agreement ended, somebody
whose account was closed while they were signed in, the person themselves and a supporter by their own doors, and nobody
who is signed in.
"""
SUBJECTS = ("own", "others", "sealed", "withheld", "hidden", "objected", "died", "unknown")
"""About whom: the council works with them; only the police know them; the police sealed what they hold; they withhold
what it says; they sealed that the person is known at all; they object to sharing; they died; there is nobody.
"""
FAMILY = {name: f"{name.capitalize()}marsh" for name in SUBJECTS if name != "unknown"}


@dataclass
class World:
    """The ids of whom and what a page can be about, by its name, and a browser for each reader."""

    people: dict[str, UUID] = field(default_factory=dict)
    homes: dict[str, UUID] = field(default_factory=dict)
    records: dict[str, UUID] = field(default_factory=dict)
    pieces: dict[str, UUID] = field(default_factory=dict)
    things: Things = field(default_factory=dict)
    forms: dict[str, dict[str, list[str]] | None] = field(default_factory=dict)
    reason: UUID = field(default_factory=uuid4)
    conversation: UUID = field(default_factory=uuid4)
    closed: UUID = field(default_factory=uuid4)
    precheck: UUID = field(default_factory=uuid4)
    themselves: Themselves | None = None
    council: Agency | None = None
    borough: Borough | None = None
    browsers: dict[str, Client] = field(default_factory=dict)


def build() -> World:
    """The world, in the database of the test."""
    world, borough = World(), Borough()
    world.borough = borough
    world.council = council = borough.agency("council")
    police, trust = borough.agency("police", "police"), borough.agency("trust", "nhs-trust")
    ended = borough.agency("parish", shares=False)
    past = SharingAgreement.objects.create(
        key="past", name="Past", purpose="p", basis="b", starts_on=date(2000, 1, 1), ends_on=date(2001, 1, 1)
    )
    AgreementParty.objects.create(agreement=past, agency=ended)
    for number, name in enumerate(SUBJECTS):
        _somebody(world, borough, name, council, police, number)
    _talked_about(world, council)
    rows = _readers(world, borough, {"police": police, "invited": trust, "ended": ended}, council)
    world.things = make(world, {name: viewer_of(row) for name, row in rows.items()})
    hidden = {"person": world.people["hidden"], "records": [world.records["hidden"]]}
    sergeant = viewer_of(borough.practitioner("sergeant", police, "manager"))
    seal = seal_person(by=sergeant, **hidden, reason="In danger", let_in=[("police", None)])
    world.things["sealed-people/<uuid:key>"] = {"others": {"key": seal.pk}}
    Practitioner.objects.filter(username="left").update(is_active=False)
    return world


def _somebody(world, borough, name, council, police, number):
    if name == "unknown":
        world.people[name] = world.homes[name] = UUID(int=4242)
        return
    died = {"died_on": "2026-01-03"} if name == "died" else {}
    person = borough.person(f"Tam {FAMILY[name]}", birth_date=f"19{60 + number}-03-12", **died)
    holder = council if name == "own" else police
    record = borough.record(person, holder)
    home = borough.home(f"{number + 1} Mill Row", postcode=f"ZZ{number} 2AB", uprn=str(100 + number))
    borough.lives(person, home, holder)
    restriction = {"sealed": "sealed", "withheld": "content-withheld"}.get(name, "")
    words = {"sealed": SEALED, "withheld": WITHHELD}.get(name, "Came and talked")
    world.records[name] = record.pk
    piece = borough.piece(
        record,
        kind="welfare-check" if holder is police else "social-work-visit",
        words=words,
        restriction=restriction,
    )
    world.pieces[name] = piece.pk
    if name == "own":
        borough.piece(record, kind="social-work", shape="involvement")
    if name == "objected":
        Wish.objects.create(record=record.pk, kind=Wish.Kind.OBJECTS, holds=True)
    world.people[name], world.homes[name] = person.pk, home.home_id


def _talked_about(world, council):
    at = timezone.now()
    told = {"pattern": "R04", "version": 1, "pattern_hash": "", "subject_kind": "person", "raised_at": at}
    reason = Reason.objects.create(
        id=world.reason, subject=world.people["own"], sentence="Three calls came.", **told
    )
    ReasonAgency.objects.create(reason=reason, agency=council)
    by = viewer_of(world.borough.practitioner("caller", council))
    about = Subject(SubjectKind.PERSON, world.people["own"])
    world.precheck = _asked_first(by, about).pk
    world.closed = _called(by, world.people["own"], council)
    ended = {"state": "closed", "held_at": at, "ended_at": at, "outcome": "plan-agreed"}
    Conversation.objects.filter(pk=world.closed).update(**ended)
    world.conversation = _called(by, world.people["own"], council)


def _called(by, person, council):
    about = Subject(SubjectKind.PERSON, person)
    call = Call(
        subject=about,
        kind="professionals-meeting",
        purpose="Agree who does what",
        why_now="Three calls in a month",
        own_view=OwnView("I want my flat to myself", Invited.YES),
        meeting=Meeting(timezone.now() + timedelta(days=3), Way.ONLINE),
        lead_agency=council.key,
        invitees=(Invitee("trust", ("works with them",)),),
        precheck=_asked_first(by, about).pk,
    )
    return call_conversation(by=by, call=call).pk


def _asked_first(by, about):
    answers = FirstAnswers(Answer.NO, Answer.YES, Answer.NOT_KNOWN, Answer.NO)
    return record_precheck(by=by, subject=about, test=answers)


def _readers(world, borough, outside, council):
    made = {role: borough.practitioner(role, council, role) for role in COUNCIL_ROLES}
    made |= {name: borough.practitioner(name, council) for name in ("amhp", "left")}
    made |= {name: borough.practitioner(name, agency) for name, agency in outside.items()}
    for name, practitioner in made.items():
        world.browsers[name] = Client(raise_request_exception=False)
        world.browsers[name].force_login(practitioner)
    world.browsers["anonymous"] = Client(raise_request_exception=False)
    world.browsers["themselves"] = _own_door(world)
    world.browsers["supporter"] = _supporters_door(world)
    return made


def _own_door(world):
    by = viewer_of(Practitioner.objects.get(username="practitioner"))
    paper = open_account(by=by, record=world.records["own"], checked="Passport")
    world.themselves = begin_account(by=paper.name, code=paper.code, password=PASSWORD)
    return _come_in("your-record", paper)


def _supporters_door(world):
    """Somebody who may be told everything of the person whom the council works with."""
    by = viewer_of(Practitioner.objects.get(username="practitioner"))
    told = {"by": by, "person": world.people["own"], "records": [world.records["own"]]}
    key = note_supporter(**told, name="Jo Reed", relation="a friend").pk
    until = timezone.localdate() + timedelta(days=90)
    note_told(**told, supporter=key, told=Told.EVERYTHING, items=(), words="", review_on=until)
    paper = open_supporter_account(
        by=by,
        records=[world.records["own"]],
        supporter=key,
        checked="Passport",
        safe_because="Their own phone",
    )
    begin_supporting(by=paper.name, code=paper.code, password=PASSWORD)
    return _come_in("supporting", paper)


def _come_in(door, paper):
    browser = Client(raise_request_exception=False)
    browser.post(f"/{door}/sign-in", {"name": paper.name, "password": PASSWORD})
    browser.post(f"/{door}/safe", {"safe": "yes"})
    return browser
