"""A manager at the pages of patterns: the list, other numbers, whom they add and drop, the signature, the switch."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jigsaw.care.patterns.models import SignedVersion, Switch, Trial
from jigsaw.care.reasons import pack
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.interfaces.feeds import steps
from tests.care.patterns.test_signing_numbers import calls
from tests.care.reasons.test_deciding_about_a_reason import ANN, BEA
from tests.town import Town

R01 = {
    "number_calls_in_a_month": "5",
    "number_calls_in_three_months": "12",
    "number_calls_of_a_child": "3",
    "number_episode": "2 hours",
    "span": "365",
}


@pytest.fixture
def town(db, tmp_path):
    """Ann rang five times in a month, and Bea seven times."""
    pack.forget()
    made = Town(tmp_path)
    calls(made, "A1", ANN, 5)
    calls(made, "A2", BEA, 7)
    yield made
    pack.forget()


@pytest.fixture
def desk(town):
    """Signs somebody of a role in."""

    def sit_down(role="manager", agency="ambulance"):
        client = Client()
        client.force_login(Practitioner.objects.get(pk=town.viewer(agency, role).key))
        return client

    return sit_down


def tried(client, **numbers):
    return client.post(
        "/patterns/R01/try", R01 | {f"number_{name}": value for name, value in numbers.items()}
    )


def text(answer):
    return answer.content.decode()


def test_anybody_who_sees_people_reads_the_rules_and_only_managers_change_them(desk):
    page = text(desk("practitioner").get("/patterns/R01"))
    assert "5 or more of" in page
    assert "Try other numbers" not in page
    assert desk("practitioner").get("/patterns/R01/try").status_code == 403
    assert "Try other numbers" in text(desk().get("/patterns/R01"))


def test_other_numbers_lead_to_the_list_of_whom_they_drop_and_to_a_signature(desk):
    manager = desk()
    shown = manager.get(tried(manager, calls_in_a_month="6").url)
    page = text(shown)
    assert "added 0 and dropped 1 people" in page
    assert "Ann Okafor" in page
    signed = manager.post(shown.request["PATH_INFO"], {"why": "The reasons group agreed"}, follow=True)
    assert "Signed, and in force" in text(signed)
    assert "R01, version 1.1" in text(signed)
    assert "to be read by the patterns in force. The timer does that." in text(signed)
    steps.keep_up(by=JIGSAW)
    assert "to be read by the patterns in force" not in text(manager.get("/patterns/R01"))
    assert SignedVersion.objects.get().why == "The reasons group agreed"


def test_who_looked_at_the_people_of_a_list_is_recorded(desk):
    manager = desk()
    manager.get(tried(manager, calls_in_a_month="6").url)
    look = AuditEvent.objects.filter(why__contains="tried").latest("pk")
    assert look.detail["ids"] == Trial.objects.get().dropped


def test_an_analyst_sees_counts_and_nobody_s_name_and_may_not_sign(desk):
    analyst = desk("analyst")
    page = text(analyst.get(tried(analyst, calls_in_a_month="6").url))
    assert "added 0 and dropped fewer than 10 people" in page
    assert "Okafor" not in page
    assert "Sign these numbers" not in page


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("calls_in_a_month", "0", "Calls in a month is neither a number nor a length of time"),
        ("episode", "two hours", "Episode is neither a number nor a length of time"),
        ("episode", "", "Enter episode"),
        ("episode", "7", "is not of the right sort"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_tried(desk, name, value, told):
    answer = tried(desk(), **{name: value})
    assert answer.status_code == 200
    assert told in text(answer)
    assert not Trial.objects.exists()


def test_the_numbers_that_stand_are_not_tried(desk):
    assert "these are the ones that stand" in text(tried(desk()))


def test_a_pattern_with_a_time_limit_keeps_its_numbers(desk):
    manager = desk()
    assert "are not changed here" in text(manager.get("/patterns/R12"))
    assert manager.get("/patterns/R12/try").status_code == 403


def test_a_pattern_is_stopped_with_a_day_to_look_again_and_started(desk):
    manager, day = desk(), timezone.localdate() + timedelta(days=14)
    told = {"review_on_day": day.day, "review_on_month": day.month, "review_on_year": day.year}
    stopped = manager.post("/patterns/R01/stop", {"why": "Calls come twice", **told}, follow=True)
    assert "app-tag--stopped" in text(stopped)
    assert "Stopped" in text(manager.get("/patterns"))
    started = manager.post("/patterns/R01/start", {"why": "Mended"}, follow=True)
    assert "app-tag--stopped" not in text(started)
    assert [one.is_stopped for one in Switch.objects.order_by("pk")] == [True, False]


def test_a_day_that_has_passed_and_no_why_are_told_beside_their_fields(desk):
    sent = {"why": "", "review_on_day": "1", "review_on_month": "1", "review_on_year": "2020"}
    page = text(desk().post("/patterns/R01/stop", sent))
    assert "Enter why you stop it" in page
    assert "Enter a day that is to come" in page
    assert not Switch.objects.exists()
