"""What an address can be about besides a person and a home: one real thing of the council's of each kind, and some of
others', so that a right and a wrong reader differ at every address.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from jigsaw.care import sharing
from jigsaw.care.conversations.actions import agree_action, invite_outside, take_risk
from jigsaw.care.intake.models import QuarantinedRow
from jigsaw.care.linkage.models import JoinNotice, LinkDecision, PersonChange
from jigsaw.care.looks.actions import ask_about_look
from jigsaw.care.looks.models import OddLook
from jigsaw.care.panels.actions import Referred, open_panel, refer
from jigsaw.care.reviews.actions import (
    Beginning,
    ProposedAction,
    TermsWords,
    agree_terms,
    decide_same,
    recommend,
    record_finding,
    record_question,
    start_review,
    take_chronology,
)
from jigsaw.care.reviews.domain.words import Family, Kind, Learning
from jigsaw.care.reviews.models import ChronologyEntry, RefusedEntry
from jigsaw.care.sharing.actions import Question, ask, name_lead, sign_policy, write_policy
from jigsaw.care.sharing.domain.reading import read_policy, text_of
from jigsaw.care.sharing.domain.vocabulary import Kind as Information
from jigsaw.care.sharing.domain.vocabulary import Purpose
from jigsaw.engine.chronology.merging import Verdict
from jigsaw.foundation.access.actions import break_glass
from jigsaw.foundation.access.supporting import note_supporter
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.outbox.domain import State, Way
from jigsaw.foundation.outbox.models import Address, Message

Things = dict[str, dict[str, dict[str, object]]]
"""By the beginning of a route: what it can be about, by name, and then what the route's gaps are filled with."""
HEADS = b"Date,Time,Source of information,Event,Outcome,Recorded on,Who was told\n"
GOOD = b"3 May 2006,10:00,Log,Called to the flat,Sent away,3 May 2006,\n"
ALIKE = b"3 May 2006,10:05,Log,Called to the flat,Sent away,3 May 2006,\n"
FAULTS = [{"field": "born", "why": "it is no date", "what_to_do": "Write it as 3 May 1966"}]
BAD = b"as above,,Log,Before any date,,,\n"


def make(world, by) -> Things:
    """Every thing, made by whom `by` names: practitioner and manager of the council, police, trust."""
    made: Things = {}
    for part in (_of_people, _of_conversations, _of_sharing, _of_reviews, _of_panels, _of_rooms):
        for route, told in part(world, by):
            made[route] = told
    return made


def _of_people(world, by) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    person, record = world.people["own"], world.records["own"]
    told = {"person": person, "records": [record], "name": "Bo", "relation": "Sister"}
    supporter = note_supporter(by=by["practitioner"], **told)
    yield (
        "people/<uuid:key>/supporters/<uuid:supporter>",
        {"own": {"key": person, "supporter": supporter.pk}},
    )
    yield "pieces/<uuid:key>", {name: {"key": key} for name, key in world.pieces.items()}
    fallen = world.borough.person("Tam Fallen")
    seen = world.borough.record(fallen, world.borough.agency("trust"))
    glasses = {
        name: break_glass(by=by[who], person=fallen.pk, records=[seen.pk], reason="He fell", minutes=15)
        for name, who in (("own", "practitioner"), ("others", "police"))
    }
    yield "broken-glass/<uuid:key>", {name: {"key": one.pk} for name, one in glasses.items()}


def _of_conversations(world, by) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    key, later = world.conversation, date.today() + timedelta(days=9)
    told = {"what": "Visit", "agency": "council", "owner": "Duty", "due_on": later, "how_we_know": "Seen"}
    action = agree_action(by=by["practitioner"], conversation=key, **told)
    words = ("choice", "matters", "benefits", "harms", "safer", "capacity", "if_then", "told")
    risk = take_risk(
        by=by["practitioner"], conversation=key, review_on=later, **dict.fromkeys(words, "Said so")
    )
    link, token = invite_outside(
        by=by["practitioner"], conversation=key, agency_name="Refuge", asked_of="Worker", because="She slept there",
        tells_why=True, tells_whom=False, basis="", days=5,
    )  # fmt: skip
    yield "conversations/actions/<uuid:key>", {"own": {"key": action.pk}}
    yield "conversations/risks/<uuid:risk>", {"own": {"risk": risk.pk}}
    yield "conversations/<uuid:key>/outside/<uuid:link>", {"own": {"key": key, "link": link.pk}}
    yield "conversations/by-link/<str:token>", {"own": {"token": token}}
    yield "conversations/call/<uuid:precheck>", {"own": {"precheck": world.precheck}}
    yield (
        "conversations/call/<uuid:precheck>/<slug:kind>",
        {"own": {"precheck": world.precheck, "kind": "professionals-meeting"}},
    )


def _of_sharing(world, by) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    for agency, who in (("council", "manager"), ("police", "police")):
        name_lead(by=JIGSAW, agency=agency, practitioner=by[who].key, title="Caldicott Guardian")
    text = (Path(sharing.__file__).parent / "shipped" / "care.toml").read_text("utf-8")
    dates = {"starts_on": date(2024, 1, 1), "ends_on": date.today() + timedelta(days=300)}
    policy = write_policy(by=JIGSAW, text=text_of(read_policy(text, parties=["council", "police"], **dates)))
    sign_policy(by=by["manager"], key=policy.key, version=policy.version)
    answers = {
        name: ask(by=by[who], question=Question(other, Purpose.CARE, (Information.POLICE,), person=about))
        for name, who, other, about in (
            ("own", "practitioner", "police", world.people["own"]),
            ("others", "police", "trust", world.people["others"]),
        )
    }
    yield "sharing/answers/<uuid:key>", {name: {"key": one.pk} for name, one in answers.items()}
    yield "sharing/policies/<slug:key>", {"own": {"key": policy.key, "version": policy.version}}


def _of_reviews(world, by) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    leads = frozenset({by["practitioner"].key, by["police"].key})
    terms = TermsWords("What can we learn?", "Two agencies, May 2006", leads, Family.ASKED)
    begin = Beginning(Kind.ADULT_REVIEW, "Adult A", date(2006, 4, 1), date(2006, 7, 31))
    me, key = by["practitioner"], start_review(by=by["practitioner"], begin=begin, terms=terms).pk
    agree_terms(by=by["police"], review=key, version=1)
    sent = {"council": (me, HEADS + BAD + GOOD), "police": (by["police"], HEADS + ALIKE)}
    files = {
        agency: take_chronology(by=who, review=key, agency=agency, name="c.csv", content=content)
        for agency, (who, content) in sent.items()
    }
    entries = list(ChronologyEntry.objects.values_list("pk", flat=True))
    same = decide_same(
        by=me, review=key, left=entries[0], right=entries[1], verdict=Verdict.SAME, why="One call"
    )
    asked = record_question(by=me, review=key, asked_by="Sister", question="Who came?")
    finding = record_finding(by=me, review=key, domain=next(iter(Learning)), words="Nobody rang")
    due = date.today() - timedelta(days=120)
    action = recommend(
        by=me, review=key, finding=finding.pk, proposed=ProposedAction("Ring", "council", "Duty", due, "Log")
    )
    yield "reviews/<uuid:key>", {
        "own": {
            "key": key, "version": 1, "question": asked.pk, "file": files["council"].pk, "months": 3,
            "refused": RefusedEntry.objects.values_list("pk", flat=True).get(), "entry": entries[0],
            "decision": same.pk, "finding": finding.pk, "action": action.pk, "which": "chronology", "form": "docx",
        }
    }  # fmt: skip


def _of_panels(world, by) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    members = frozenset({by["practitioner"].key, by["police"].key})
    panel = open_panel(by=by["practitioner"], name="Tuesday panel", members=members, ring="01632 960999")
    told = Referred(panel=panel.pk, what="plan", asked="quality", words="He wants his flat back.")
    yield "panels/<uuid:key>", {"own": {"key": panel.pk, "practitioner": by["police"].key}}
    yield "panels/referrals/<uuid:key>", {"own": {"key": refer(by=by["amhp"], referral=told).pk}}


def _of_rooms(world, by) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    """What a steward, a privacy officer and a manager see to, and a look that the person can ask about."""
    person, record = world.people["own"], world.records["own"]
    record_look(
        by=by["practitioner"], subject_kind="person", subject_id=person, why="Asked", records=[record]
    )
    look = AuditEvent.objects.filter(kind="look", by_id=by["practitioner"].key).latest("pk")
    question = ask_about_look(by=world.themselves, look=look.pk, words="Why?")
    odd = OddLook.objects.create(
        rule="neighbour", version=1, look=look, by_id=by["practitioner"].key, agency_id="council", person=person,
        on=date.today(), evidence=[],
    )  # fmt: skip
    yield "your-record/looks/<int:key>", {"own": {"key": look.pk}}
    yield "looks/questions/<uuid:key>", {"own": {"key": question.pk}}
    yield "looks/odd/<int:key>", {"own": {"key": odd.pk}}
    delivery = world.borough.feed(world.council).deliveries.first()
    row = QuarantinedRow.objects.create(delivery=delivery, line=2, row_fingerprint="f", row={}, faults=FAULTS)
    yield "quarantine/<int:key>", {"own": {"key": row.pk}}
    change = PersonChange.objects.create(what="Joined", why="Same NHS number", before={}, after={})
    told = {"person": person, "last_at": timezone.now(), "acted": False}
    notice = JoinNotice.objects.create(change=change, practitioner_id=by["practitioner"].key, **told)
    yield "notices/<int:key>", {"own": {"key": notice.pk}}
    left, right = sorted((record, world.records["others"]))
    decision = LinkDecision.objects.create(
        left_id=left, right_id=right, same=False, why="Twins", by_id=by["steward"].key
    )
    yield "joins/<uuid:left>/<uuid:right>", {"own": {"left": left, "right": right}}
    yield "joins/decisions/<int:key>", {"own": {"key": decision.pk}}
    to = Address.objects.create(agency=world.council, way=Way.EMAIL, address="duty@council.example")
    message = Message.objects.create(key="k", address=to, subject="s", body="b", state=State.GIVEN_UP)
    yield "messages/<uuid:key>", {"own": {"key": message.pk}}
    yield "patterns/<slug:key>", {"own": {"key": "R04"}}
