"""Leads, members and agencies are told that something waits; checks after 3, 6 and 12 months are not forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jigsaw.care.reviews.actions import (
    ProposedAction,
    add_member,
    answer_recommendation,
    chase_reviews,
    check_change,
    recommend,
)
from jigsaw.care.reviews.domain.words import Changed, months_after
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.outbox.actions import note_address
from jigsaw.foundation.outbox.domain import Way
from jigsaw.foundation.outbox.sending import send_due
from tests.care.reviews.test_learning_and_checking import finding

CHANGE = "Did it change anything?"


@pytest.fixture
def told(town):
    """Sends what waits, and answers whom with which subject."""
    for one in (*town.by.values(), *town.other.values()):
        address = f"{one.name}@b.example".lower()
        note_address(by=JIGSAW, agency=one.agency, way=Way.EMAIL, address=address, practitioner=one.key)

    def since():
        mail.outbox.clear()
        send_due()
        assert not [one for one in mail.outbox if "Adult A" in one.body]
        return sorted((one.to[0].partition("@")[0], one.subject) for one in mail.outbox)

    return since


def recommended(town, key, due_on, agency="council"):
    proposed = ProposedAction("Call the others", agency, "Head", due_on, "Calls are counted")
    return recommend(by=town.by["police"], review=key, finding=finding(town, key).pk, proposed=proposed).pk


def test_who_must_agree_and_who_joins_are_told(town, told):
    key = town.agreed()
    assert told() == [("council1", "Terms of reference wait for you")]
    add_member(by=town.by["police"], review=key, practitioner=town.by["ambulance"].key)
    assert told() == [("ambulance1", "You are asked to a joint review")]


def test_an_action_goes_to_an_agency_that_can_answer(town, told):
    key = town.agreed()
    told()
    recommended(town, key, timezone.localdate())
    assert told() == [("council1", "An action for your agency")]
    with pytest.raises(Refused, match="nobody of that agency takes part"):
        recommended(town, key, timezone.localdate(), "ambulance")


def test_a_check_that_comes_due_is_told_once_and_not_when_it_was_made(town, told):
    key, today = town.agreed(), timezone.localdate()
    action = recommended(town, key, months_after(today, -3))
    told()
    for _ in range(2):
        assert chase_reviews(by=JIGSAW) == {"review_actions_chased": 1}
    assert told() == [("council1", CHANGE), ("police1", CHANGE)]
    check_change(
        by=town.by["council"], review=key, recommendation=action, months=3, changed=Changed.NO, words="w"
    )
    assert chase_reviews(by=JIGSAW) == {"review_actions_chased": 0}


@pytest.mark.parametrize(
    ("days", "answered", "due"), [(0, "", 1), (0, "refused", 0), (1, "", 0), (-9, "", 0)]
)
def test_an_action_is_told_of_on_its_day_and_for_a_week(town, days, answered, due):
    key = town.agreed()
    action = recommended(town, key, timezone.localdate() + timedelta(days=days))
    if answered:
        answer_recommendation(
            by=town.by["council"], review=key, recommendation=action, what=answered, why="No money"
        )
    assert chase_reviews(by=JIGSAW) == {"review_actions_chased": due}


def test_after_the_report_somebody_new_may_still_answer_for_checks(town):
    from jigsaw.care.reviews.actions import finish_report

    key = town.agreed()
    finding(town, key)
    finish_report(by=town.by["police"], review=key)
    made = add_member(by=town.by["council"], review=key, practitioner=town.other["council"].key)
    assert made.left_at is None
