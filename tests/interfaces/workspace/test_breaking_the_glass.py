"""Opening a record that the rules keep closed, when it cannot wait: with a reason, for some minutes, then reviewed."""

from datetime import timedelta

import pytest

from jigsaw.care.intake.entries import entries
from jigsaw.foundation.access.actions import break_glass, note_wish, review_glass
from jigsaw.foundation.access.models import BrokenGlass, GuardianNotice, Wish
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.queries import viewer_of
from tests.interfaces.workspace.opening import opened

REASON = "A child is alone with him and nobody answers"


@pytest.fixture
def police(borough):
    return borough.agency("police", "police")


@pytest.fixture
def steven(borough):
    person = borough.person()
    person.ours = borough.record(person, borough.agency("council"))
    note_wish(by=JIGSAW, person=person.pk, records=[person.ours.pk], kind=Wish.Kind.OBJECTS, holds=True)
    return person


@pytest.fixture
def pat(borough, police):
    return borough.practitioner("pat", police)


@pytest.fixture
def boss(borough, police):
    return borough.practitioner("boss", police, role="manager")


def broken(pat, steven, minutes=15):
    told = {"reason": REASON, "minutes": minutes}
    return break_glass(by=viewer_of(pat), person=steven.pk, records=[steven.ours.pk], **told)


def test_the_record_opens_to_who_broke_the_glass_and_says_why_it_is_open(client, pat, steven):
    client.force_login(pat)
    answer = client.post(f"/people/{steven.pk}/break-glass", {"reason": REASON, "minutes": "15"}, follow=True)
    assert "Steven Marsh" in answer.text
    assert "The Caldicott Guardian of your agency has been told" in answer.text
    looked = AuditEvent.objects.get(kind="look")
    assert (looked.why, looked.detail["rule"]) == (f"Broke the glass: {REASON}", "break-glass")


def test_it_opens_to_nobody_else(borough, client, pat, steven, police):
    broken(pat, steven)
    client.force_login(borough.practitioner("sam", police))
    assert client.post(f"/people/{steven.pk}", {"why": "asked"}, follow=True).status_code == 403


def test_it_ends_by_itself(client, pat, steven):
    glass = broken(pat, steven)
    BrokenGlass.objects.filter(pk=glass.pk).update(ends_at=glass.at - timedelta(seconds=1))
    client.force_login(pat)
    assert client.post(f"/people/{steven.pk}", {"why": "asked"}, follow=True).status_code == 403


def test_a_reason_and_minutes_are_needed(client, pat, steven):
    client.force_login(pat)
    text = client.post(f"/people/{steven.pk}/break-glass", {}).text
    assert "Enter why this cannot wait" in text
    assert "Select for how long" in text
    assert not BrokenGlass.objects.exists()


def test_nobody_is_named_before_it_is_broken(client, pat, steven):
    client.force_login(pat)
    assert "Marsh" not in client.get(f"/people/{steven.pk}/break-glass").text


@pytest.mark.parametrize(("reason", "minutes"), [(" ", 15), (REASON, 600)])
def test_no_way_round_the_form_leaves_out_the_reason_or_stretches_the_time(pat, steven, reason, minutes):
    told = {"person": steven.pk, "records": [steven.ours.pk], "reason": reason, "minutes": minutes}
    with pytest.raises(Refused):
        break_glass(by=viewer_of(pat), **told)


def test_breaking_it_is_kept_and_the_guardian_is_told_to_look_within_seven_days(pat, steven, police):
    glass = broken(pat, steven)
    kept, notice = AuditEvent.objects.get(act="broke the glass"), GuardianNotice.objects.get()
    assert (kept.subject_id, kept.why, kept.by_name) == (str(steven.pk), REASON, "Pat")
    assert (notice.glass, notice.agency, notice.review_by) == (
        glass,
        police,
        glass.at.date() + timedelta(days=7),
    )


def test_broken_twice_it_is_one(pat, steven):
    assert broken(pat, steven) == broken(pat, steven)
    assert GuardianNotice.objects.count() == 1


@pytest.mark.parametrize(("restriction", "opens"), [("content-withheld", True), ("sealed", False)])
def test_it_opens_what_is_withheld_and_not_what_is_sealed(borough, pat, steven, restriction, opens):
    borough.piece(steven.ours, words="A word", restriction=restriction)
    broken(pat, steven)
    words = [one.words for one in entries(viewer_of(pat), records=[steven.ours.pk])]
    assert words == (["A word"] if opens else [])


def test_a_manager_of_the_agency_looks_at_it_afterwards(client, pat, boss, steven):
    glass = broken(pat, steven)
    client.force_login(boss)
    assert REASON in client.get("/broken-glass").text
    found = {"was_needed": "yes", "words": "She rang 999 first"}
    assert "What you found is kept" in client.post(f"/broken-glass/{glass.pk}", found, follow=True).text
    assert "Needed, says Boss: She rang 999 first" in client.get("/broken-glass").text


def test_nobody_looks_at_their_own(boss, steven):
    glass = broken(boss, steven)
    with pytest.raises(Refused):
        review_glass(by=viewer_of(boss), glass=glass.pk, was_needed=True, words="Fine")


def test_the_caldicott_guardian_is_told_on_their_home_page_and_looks_at_it(
    borough, client, pat, police, steven
):
    broken(pat, steven)
    client.force_login(borough.practitioner("gia", police, "caldicott-guardian"))
    assert "1 broken glass waits for you to look at, by" in client.get("/").text
    assert REASON in client.get("/broken-glass").text
    client.force_login(borough.practitioner("ned", borough.agency("council"), "caldicott-guardian"))
    assert "broken glass waits" not in client.get("/").text


def test_another_agency_is_told_that_there_is_none(borough, client, pat, steven):
    glass = broken(pat, steven)
    other = borough.practitioner("olga", borough.agency("council"), role="manager")
    client.force_login(other)
    assert client.get(f"/broken-glass/{glass.pk}").status_code == 404
    with pytest.raises(NotFound):
        review_glass(by=viewer_of(other), glass=glass.pk, was_needed=True, words="")


def test_a_practitioner_has_no_list_of_broken_glasses(client, pat):
    client.force_login(pat)
    assert client.get("/broken-glass").status_code == 403


@pytest.mark.parametrize(("restriction", "offered"), [("", False), ("content-withheld", True)])
def test_the_story_offers_it_only_where_something_is_held_back(borough, client, police, restriction, offered):
    person = borough.person()
    council = borough.record(person, borough.agency("council"))
    borough.record(person, police)
    borough.piece(council, words="A word", restriction=restriction)
    client.force_login(borough.practitioner("pat", police))
    assert ("/break-glass" in opened(client, f"/people/{person.pk}").text) is offered
