"""Opening somebody's story: who may, why, and what is kept of it."""

import pytest

from jigsaw.foundation.audit.models import AuditEvent
from tests.builders import day


@pytest.fixture
def steven(borough):
    council = borough.agency("council")
    person = borough.person()
    record = borough.record(person, council)
    borough.piece(record, kind="community-care", shape="involvement", attributes={"team": "duty  team"})
    return person


def looks():
    return list(AuditEvent.objects.filter(subject_kind="person").values_list("by_name", "why"))


def test_my_team_works_with_them_so_the_story_opens_and_the_look_is_kept(borough, client, steven):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    answer = client.get(f"/people/{steven.pk}")
    assert answer.status_code == 200
    assert "Steven Marsh" in answer.text
    assert looks() == [("Ann", "Direct care: my team works with this person")]


def works_with(borough, client, **told):
    """What somebody of the council's duty team gets, whose agency tells so of its part in somebody's care."""
    council, person = borough.agency("council"), borough.person("Tamsin Rowe")
    record = borough.record(person, council)
    borough.piece(record, **{"kind": "community-care", "shape": "involvement", **told})
    client.force_login(borough.practitioner("ann", council))
    return client.get(f"/people/{person.pk}").text


@pytest.mark.parametrize(
    "told",
    [
        {"shape": "event", "kind": "gp-contact"},
        {"until": day("2026-02-01")},
        {"kind": "tenancy"},
        {"attributes": {"team": "Another team"}},
    ],
    ids=["only a contact", "it ended", "only a tenancy", "another team's"],
)
def test_an_agency_that_only_holds_something_says_why_first(borough, client, told):
    assert "Why do you need to see this person?" in works_with(borough, client, **told)
    assert not looks()


@pytest.mark.parametrize("team", ["", "Duty team", "duty  TEAM"])
def test_an_involvement_that_names_my_team_or_none_opens_the_story(borough, client, team):
    assert "Tamsin Rowe" in works_with(borough, client, attributes={"team": team})


def test_a_home_opens_to_the_team_that_works_with_who_lives_there(borough, client, steven):
    council, address = borough.agency("council"), borough.home()
    borough.lives(steven, address, council)
    client.force_login(borough.practitioner("ann", council))
    assert "14 Mill Lane" in client.get(f"/homes/{address.home_id}").text
    assert (
        AuditEvent.objects.get(kind="look").why == "Direct care: my team works with somebody who lives here"
    )


def test_at_three_in_the_night_a_stated_reason_opens_at_once_and_stands_for_the_person_to_read(
    borough, client, steven
):
    client.force_login(borough.practitioner("gethin", borough.agency("elsewhere-nights")))
    said = {"why": "other", "words": "Asked to assess him tonight under the Mental Health Act"}
    assert "Steven Marsh" in client.post(f"/people/{steven.pk}", said, follow=True).text
    kept = AuditEvent.objects.get(kind="look")
    assert (kept.why, kept.detail["rule"]) == (said["words"], "said-why")


def test_another_agency_is_asked_why_before_anything_is_shown(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    answer = client.get(f"/people/{steven.pk}")
    assert "Why do you need to see this person?" in answer.text
    assert "Marsh" not in answer.text
    assert not looks()


def test_a_reason_once_given_opens_the_story_for_the_working_day(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    answer = client.post(f"/people/{steven.pk}", {"why": "asked", "words": ""}, follow=True)
    assert "Steven Marsh" in answer.text
    assert "Steven Marsh" in client.get(f"/people/{steven.pk}").text
    assert looks() == [("Pat", "I have been asked to help them now")] * 2


def test_another_reason_needs_words(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    assert "Enter your reason" in client.post(f"/people/{steven.pk}", {"why": "other"}).text
    assert not looks()


@pytest.mark.parametrize("page", ["", "/network", "/records", "/looks"])
def test_an_outsider_gets_not_found(borough, client, steven, page):
    client.force_login(borough.practitioner("olga", borough.agency("elsewhere", shares=False)))
    answer = client.get(f"/people/{steven.pk}{page}")
    assert answer.status_code == 404
    assert "Marsh" not in answer.text
    assert not looks()


@pytest.mark.parametrize("page", ["", "/network", "/records", "/looks"])
def test_every_page_about_a_person_opens_for_those_who_work_with_them(borough, client, steven, page):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    assert client.get(f"/people/{steven.pk}{page}").status_code == 200
    assert len(looks()) == 1


def test_nobody_looks_without_signing_in(client, steven):
    answer = client.get(f"/people/{steven.pk}")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in")


def test_who_died_is_opened_by_those_who_work_with_them_and_weighed_for_others(borough, client):
    council, police = borough.agency("council"), borough.agency("police", "police")
    person = borough.person(died_on="2026-01-03")
    record = borough.record(person, council)
    borough.piece(record, kind="community-care", shape="involvement")
    client.force_login(borough.practitioner("ann", council))
    assert "Steven Marsh" in client.get(f"/people/{person.pk}").text
    client.force_login(borough.practitioner("pat", police))
    answer = client.post(f"/people/{person.pk}", {"why": "asked"}, follow=True)
    assert answer.status_code == 403
    assert "This person has died" in answer.text


def test_a_second_look_stands_on_the_same_rule_as_the_first(borough, client, steven):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    client.get(f"/people/{steven.pk}")
    client.get(f"/people/{steven.pk}/network")
    rules = [one.detail["rule"] for one in AuditEvent.objects.filter(kind="look")]
    assert rules == ["team-involved"] * 2


def test_a_look_is_kept_with_the_rule_that_allowed_it(borough, client, steven):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    client.get(f"/people/{steven.pk}")
    assert AuditEvent.objects.get(kind="look").detail["rule"] == "team-involved"
