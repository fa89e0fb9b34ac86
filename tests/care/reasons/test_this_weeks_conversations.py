"""This week's conversations: time limits first, then the week's places, one in ten by lot; steady all week."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jigsaw.care.reasons import actions, queries
from jigsaw.care.reasons.models import Reason, WeeksConversation
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.interfaces.feeds import steps
from tests.town import piece, someone


def ago(days, clock="10:00"):
    """A day and hour so many days ago, as an agency writes it."""
    return f"{timezone.localdate() - timedelta(days=days):%d/%m/%Y} {clock}"


def nhs(number):
    """An NHS number that nobody has, with its check digit."""
    stem = f"99900{number:04}"
    check = -sum(int(digit) * (10 - place) for place, digit in enumerate(stem)) % 11
    return None if check == 10 else f"{stem}{check}"


NUMBERS = [found for number in range(400) if (found := nhs(number))]


def urgent(town, place, *, last=3, before=()):
    """Somebody with three urgent contacts with police and GP, the last so many days ago (R03); and earlier ones."""
    police, gp = f"P{place}", f"G{place}"
    calls = [
        piece(f"c{place}-{n}", "police-call", ago(n), police, sent=ago(n, "11:00"))
        for n in (last + 4, *before)
    ]
    town.send("police", someone(police, nhs=NUMBERS[place]), *calls, on=ago(last + 4)[:10])
    contacts = [
        piece(f"o{place}-{n}", "out-of-hours-contact", ago(last + n), gp, sent=ago(last + n, "11:00"))
        for n in (2, 0)
    ]
    town.send("gp", someone(gp, nhs=NUMBERS[place]), *contacts, on=ago(last + 2)[:10])


def listed(town):
    """Whom the open reasons that the GP is asked about are about, in order."""
    return [one.subject for one in queries.open_reasons(viewer=town.viewer("gp")) if one.pattern == "R03"]


def in_week():
    return list(WeeksConversation.objects.order_by("pk").values_list("subject", "by_lot"))


@pytest.fixture
def places(settings):
    """Sets how many places a week has."""
    return lambda number: setattr(settings, "JIGSAW_REASONS_A_WEEK", number)


def test_whoever_always_has_many_contacts_comes_after_whoever_never_had_any(town, places):
    places(2)
    urgent(town, 0, last=1, before=range(40, 360, 8))
    urgent(town, 1, last=9)
    newest = listed(town)
    actions.choose_for_the_week(by=JIGSAW)
    assert listed(town) == newest[::-1]


def test_a_place_comes_before_what_was_raised_later(town, places):
    places(1)
    urgent(town, 0, last=12)
    actions.choose_for_the_week(by=JIGSAW)
    first = listed(town)
    urgent(town, 1, last=1)
    assert actions.choose_for_the_week(by=JIGSAW) == 0
    assert listed(town)[:1] == first
    assert len(listed(town)) == 2


def test_a_week_with_places_left_takes_newcomers_after_those_who_were_there(town, places):
    places(3)
    urgent(town, 0, last=12)
    actions.choose_for_the_week(by=JIGSAW)
    first = in_week()
    urgent(town, 1, last=1)
    assert actions.choose_for_the_week(by=JIGSAW) == 1
    assert in_week()[:1] == first
    assert actions.choose_for_the_week(by=JIGSAW) == 0


def test_one_place_is_drawn_by_lot_from_below_the_line(town, places):
    places(2)
    for place in range(3):
        urgent(town, place, last=3 + place)
    actions.choose_for_the_week(by=JIGSAW)
    assert sorted(by_lot for _, by_lot in in_week()) == [False, True]


def test_what_has_a_time_limit_takes_no_place_and_comes_before_all(town, places):
    places(5)
    urgent(town, 0)
    left = piece("w1", "ward-stay", ago(40), "G3", until=ago(20, "12:00"), sent=ago(19))
    town.send("gp", someone("G3", "Corwin", "Averill", "1980-01-01"), left, on=ago(19)[:10])
    actions.choose_for_the_week(by=JIGSAW)
    found = queries.open_reasons(viewer=town.viewer("gp"))
    assert found[0].statutory
    may_wait = set(Reason.objects.filter(statutory=False).values_list("subject", flat=True))
    assert {subject for subject, _ in in_week()} == may_wait


def test_what_is_in_hand_takes_no_place(town, places):
    places(5)
    urgent(town, 0)
    for one in Reason.objects.all():
        actions.decide(by=town.viewer("gp"), reason_id=one.pk, kind="in-hand", why="Talked on Monday")
    assert actions.choose_for_the_week(by=JIGSAW) == 0


def test_the_timer_gives_the_places_before_anybody_looks(town, places):
    places(5)
    urgent(town, 0)
    steps.keep_up(by=JIGSAW)
    assert {subject for subject, _ in in_week()} == set(listed(town))


def test_the_choice_is_audited_and_keeps_no_number_of_anybody(town, places):
    places(5)
    urgent(town, 0)
    actions.choose_for_the_week(by=JIGSAW)
    event = AuditEvent.objects.get(act="this week's conversations chosen")
    assert event.detail["places"] == len(in_week())
    names = {field.name for field in WeeksConversation._meta.fields}
    assert names == {"id", "week", "subject_kind", "subject", "by_lot"}


def test_the_list_says_who_came_by_lot_and_what_the_others_are(town, places, client):
    places(2)
    for place in range(3):
        urgent(town, place, last=3 + place)
    client.force_login(Practitioner.objects.get(pk=town.viewer("gp").key))
    page = client.get("/reasons").content.decode()
    assert page.index("This week’s conversations") < page.index("Other open reasons")
    assert page.count("Chosen by lot, to learn what the order misses.") == 1
    assert WeeksConversation.objects.count() == 2
