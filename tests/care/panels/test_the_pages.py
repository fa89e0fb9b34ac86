"""From a referral to a letter with plain form posts."""

import pytest

from jigsaw.care.panels.domain.rubric import rubric
from jigsaw.care.panels.domain.sampling import is_read_twice
from jigsaw.care.panels.models import Panel, Referral
from tests.builders import PASSWORD


@pytest.fixture
def browser(town, client):
    def sit_down(username):
        client.logout()
        assert client.login(username=username, password=PASSWORD)
        return client

    return sit_down


def page(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_from_a_referral_to_the_letter(town, browser):
    told = {
        "panel": town.panel.pk,
        "what": "plan",
        "asked": "quality",
        "words": "He wants his flat back.",
        "urgent": "no",
    }
    assert browser("author").post("/panels/refer", told | {"pages": "many"}).status_code == 422
    browser("author").post("/panels/refer", told | {"pages": "6"})
    key = Referral.objects.get().pk
    levels = dict.fromkeys(rubric().lines, "3")
    for reader in ("council", "trust")[: 2 if is_read_twice(key) else 1]:
        assert browser(reader).post(f"/panels/referrals/{key}/score", levels).status_code == 302
    council = browser("council")
    assert "He wants his flat back." in page(council, f"/panels/referrals/{key}")
    decision = {
        "outcome": "agreed",
        "why": "It says what you want",
        "feedback": "Well heard",
        "returned_for": "",
    }
    council.post(f"/panels/referrals/{key}/decide", decision)
    assert "If you do not agree, tell us." in page(council, f"/panels/referrals/{key}/letter")
    letter = f"/panels/referrals/{key}/letter"
    assert council.post(letter, {"words": "Dear Corwin", "how": "by post"}).status_code == 422
    council.post(letter, {"words": "Dear Corwin", "how": "by hand, to them alone"})
    text = page(browser("author"), f"/panels/referrals/{key}")
    assert "Well heard" in text
    assert "Dear Corwin" in text
    assert "by hand, to them alone" in text


def test_a_panel_is_opened_from_two_agencies(town, browser):
    council = browser("council")
    assert council.post("/panels/new", {"name": "Own", "members": [town.council.key]}).status_code == 422
    council.post("/panels/new", {"name": "Both", "members": [town.council.key, town.trust.key]})
    assert Panel.objects.filter(name="Both").exists()


def test_whoever_neither_reads_nor_wrote_it_sees_nothing(town, browser):
    key = town.scored()
    stranger = browser("stranger")
    assert "Nothing was referred that you read or wrote." in page(stranger, "/panels")
    for address in (
        f"referrals/{key}",
        f"referrals/{key}/decide",
        f"referrals/{key}/letter",
        f"{town.panel.pk}/measures",
        f"{town.panel.pk}/readers/new",
    ):
        page(stranger, f"/panels/{address}", 404)


def test_the_measures_are_shown_to_those_who_read(town, browser):
    text = page(browser("council"), f"/panels/{town.panel.pk}/measures")
    assert "From mental health teams" in text
    assert "cannot be said yet, on 0 lines read twice" in text


def test_readers_are_chosen_from_the_agencies_asked_for_and_by_name(town, browser):
    council = browser("council")
    assert "Which agencies?" in page(council, "/panels/new")
    text = page(council, "/panels/new?agency=trust&name=auth")
    assert "Author, Trust" in text
    assert "Trust, Trust" not in text
    assert "Stranger" not in text


def test_readers_join_and_leave_and_two_agencies_stay(town, browser):
    council, panel = browser("council"), f"/panels/{town.panel.pk}"
    council.post(f"{panel}/readers/new?agency=council", {"practitioner": town.stranger.key})
    assert "Stranger" in page(council, f"{panel}/measures")
    answer = council.post(f"{panel}/readers/{town.trust.key}/out", follow=True)
    assert "all who are left would be of one agency" in answer.content.decode()
    council.post(f"{panel}/readers/{town.stranger.key}/out")
    assert "Stranger" not in page(council, f"{panel}/measures")


def test_money_is_asked_for_with_how_much(town, browser):
    told = {"panel": town.panel.pk, "what": "plan", "asked": "funding", "words": "Words", "urgent": "no"}
    author = browser("author")
    assert author.post("/panels/refer", told).status_code == 422
    author.post("/panels/refer", told | {"cost": "£1,250.50"})
    assert "£1,250.50" in page(author, f"/panels/referrals/{Referral.objects.get().pk}")
