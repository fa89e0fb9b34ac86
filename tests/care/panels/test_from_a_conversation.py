"""From a quality panel's conversation one comes to its case, and back; whoever has no part in it finds neither."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

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
from jigsaw.care.panels.models import Referral
from jigsaw.care.people.models import Person
from jigsaw.care.reviews.models import Review
from jigsaw.foundation.core.time import now
from jigsaw.foundation.organisations.models import Practitioner

NOT_MET = FirstAnswers(Answer.NO, Answer.YES, Answer.NO, Answer.NO)
ANSWERS = {"asked-for": "Quality", "family-questions": "None yet", "co-leads": "Both of us"}


def called(town, kind):
    """A conversation of this kind about somebody, called by the author; the council is asked."""
    person = Person.objects.create(id=uuid4(), name="Tegan Rowe", birth_date="1966-05-22", changed_at=now())
    subject = Subject(SubjectKind.PERSON, person.pk)
    first = record_precheck(by=town.author, subject=subject, test=NOT_MET)
    call = Call(
        subject=subject,
        kind=kind,
        purpose="Read it together",
        why_now="It is written",
        own_view=OwnView("", Invited.NOT_YET_ASKED),
        meeting=Meeting(now() + timedelta(days=3), Way.ONLINE),
        lead_agency="trust",
        invitees=(Invitee("council", ("reads",)),),
        precheck=first.pk,
        answers=ANSWERS,
    )
    return call_conversation(by=town.author, call=call)


def browser(viewer):
    made = Client()
    made.force_login(Practitioner.objects.get(pk=viewer.key))
    return made


TYPED = {"what": "plan", "asked": "quality", "words": "He wants his flat back.", "urgent": "no"}


BEGUN = {
    "kind": "joint-investigation", "title": "Adult A", "purpose": "To learn", "scope": "Two agencies",
    "family": "asked",
    "period_from_day": 1, "period_from_month": 1, "period_from_year": 2026,
    "period_to_day": 1, "period_to_month": 2, "period_to_year": 2026,
}  # fmt: skip


def test_a_case_is_begun_from_it_and_leads_back(town):
    talk = called(town, "quality-panel")
    mine, href = browser(town.author), f"/panels/from/{talk.pk}"
    assert href in mine.get(f"/conversations/{talk.pk}").content.decode()
    mine.post(href, TYPED | {"panel": town.panel.pk})
    case = Referral.objects.get()
    assert (case.conversation_id, case.person) == (talk.pk, talk.subject)
    assert mine.get(href)["Location"] == f"/panels/referrals/{case.pk}"
    page = mine.get(f"/panels/referrals/{case.pk}").content.decode()
    assert f"/conversations/{talk.pk}" in page
    assert "Tegan" not in page


def test_a_reader_who_does_not_see_the_conversation_is_not_told_of_it(town):
    talk = called(town, "quality-panel")
    browser(town.author).post(f"/panels/from/{talk.pk}", TYPED | {"panel": town.panel.pk})
    page = browser(town.trust).get(f"/panels/referrals/{Referral.objects.get().pk}").content.decode()
    assert "Came from" not in page
    assert browser(town.trust).get(f"/panels/from/{talk.pk}").status_code == 404


@pytest.mark.parametrize("room", ["panels", "reviews"])
def test_whoever_takes_no_part_finds_nothing(town, room):
    talk = called(town, "team-meeting")
    stranger = browser(town.stranger)
    assert stranger.get(f"/{room}/from/{uuid4()}").status_code == 404
    assert f"/{room}/from/" not in browser(town.author).get(f"/conversations/{talk.pk}").content.decode()


def test_a_review_is_begun_from_it_and_only_its_members_are_led_there(town):
    talk = called(town, "joint-investigation")
    href = f"/reviews/from/{talk.pk}"
    mine = browser(town.author)
    mine.post(href, BEGUN | {"leads": [str(town.author.key), str(town.council.key)]})
    made = Review.objects.get()
    assert (made.conversation_id, made.person) == (talk.pk, talk.subject)
    assert mine.get(href)["Location"] == f"/reviews/{made.pk}"
    assert f"/conversations/{talk.pk}" in mine.get(f"/reviews/{made.pk}").content.decode()
    made.members.filter(practitioner=town.author.key).update(left_at=now())
    assert mine.get(href).status_code == 200, "who takes no part in it cannot tell that it is there"
