"""How pieces, birth dates and residences become the marks that patterns read."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from jigsaw.care.intake.derivation import Said
from jigsaw.care.people.derivation import LivesAt
from jigsaw.care.reasons import marks
from jigsaw.care.reasons.timelines import is_by_other
from jigsaw.foundation.core.time import from_minutes, minutes_since_epoch

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER, MUCH_LATER = NOON + timedelta(days=3), NOON + timedelta(days=30)


def said(shape="event", kind="police-call", **told):
    given = {
        "record": uuid4(), "role": "subject", "piece": uuid4(), "agency": "police", "at": NOON,
        "at_accuracy": "minute", "until": None, "received_at": LATER, "gone_at": None, "address_id": None,
        "attributes": {}, "incident": "",
    }  # fmt: skip
    return Said(shape=shape, kind=kind, **(given | told))


def kinds(one):
    return [mark.kind for mark in marks.of_said(one, "ann")]


def lives(person, *, since=NOON, until=None, known=NOON):
    return LivesAt(person, uuid4(), "housing", since, until, known)


def days_of(birth_date):
    return {mark.kind: f"{from_minutes(mark.at + 120):%Y-%m-%d}" for mark in marks.of_age(birth_date)}


def test_an_event_is_a_mark_of_its_kind():
    one = said()
    (mark,) = marks.of_said(one, "ann")
    assert (mark.kind, mark.agency, mark.piece, mark.person) == (
        "police-call",
        "police",
        str(one.piece),
        "ann",
    )
    assert (mark.at, mark.known, mark.gone) == (minutes_since_epoch(NOON), minutes_since_epoch(LATER), None)


def test_every_mark_of_a_piece_carries_its_incident():
    told = said("involvement", "care-package", until=MUCH_LATER, incident="police/L-0412")
    assert {mark.incident for mark in marks.of_said(told, "ann")} == {"police/L-0412"}


def test_what_is_superseded_or_retracted_goes_when_that_came():
    (mark,) = marks.of_said(said(gone_at=MUCH_LATER), "ann")
    assert mark.gone == minutes_since_epoch(MUCH_LATER)


def test_an_event_known_only_to_its_year_says_nothing_of_days():
    assert kinds(said(at_accuracy="year")) == []
    assert kinds(said(at_accuracy="month")) == ["police-call"]


def test_an_involvement_starts_and_ends_and_says_why_it_ended():
    one = said("involvement", "care-package", until=MUCH_LATER, attributes={"ended_reason": "own-request"})
    assert kinds(one) == ["care-package:started", "care-package:ended", "care-package:ended:own-request"]


def test_an_involvement_that_lasts_has_no_end():
    assert kinds(said("involvement", "care-package", attributes={"ended_reason": "own-request"})) == [
        "care-package:started"
    ]


def test_a_state_is_marked_with_its_value_and_without():
    one = said("state", "accommodation", until=LATER, attributes={"value": "sofa-surfing"})
    assert set(kinds(one)) == {
        "accommodation:started", "accommodation:ended", "accommodation=sofa-surfing:started",
        "accommodation=sofa-surfing:ended",
    }  # fmt: skip


def test_a_mark_about_the_other_of_a_pair_says_so():
    (mark,) = marks.of_said(said(), "ann")
    assert marks.prefixed(mark).kind == "other:police-call"


def test_growing_up_is_marked_to_the_day():
    assert days_of("2008-05-22") == {
        "age:under-18:started": "2008-05-22",
        "age:17-and-a-half": "2025-11-22",
        "age:under-18:ended": "2026-05-22",
        "age:18": "2026-05-22",
    }


@pytest.mark.parametrize(
    ("born", "half", "adult"),
    [
        ("2008-02-29", "2025-08-29", "2026-03-01"),
        ("2006-08-31", "2024-03-01", "2024-08-31"),
        ("2005-08-29", "2023-03-01", "2023-08-29"),
        ("2006-08-29", "2024-02-29", "2024-08-29"),
        ("2008-12-31", "2026-07-01", "2026-12-31"),
    ],
)
def test_who_was_born_on_a_day_that_a_month_lacks_reaches_it_the_day_after(born, half, adult):
    found = days_of(born)
    assert (found["age:17-and-a-half"], found["age:18"]) == (half, adult)


@pytest.mark.parametrize("birth_date", ["", "2008", "2008-05"])
def test_no_day_is_guessed_for_a_partial_birth_date(birth_date):
    assert marks.of_age(birth_date) == []


def test_a_home_is_communal_from_when_seven_were_known_to_live_there_at_once():
    arrivals = [lives(uuid4(), known=NOON + timedelta(days=number)) for number in range(9)]
    (mark,) = marks.of_communal(arrivals)
    assert mark.kind == "communal:started"
    assert mark.at == minutes_since_epoch(NOON + timedelta(days=6))
    assert marks.of_communal(arrivals[:6]) == []


def test_a_home_whose_address_says_so_is_communal_as_ever():
    (mark,) = marks.of_communal([], by_words=True)
    assert (mark.kind, mark.at) == ("communal:started", 0)


def test_a_large_family_makes_no_home_communal():
    arrivals = [lives(uuid4()) for _ in range(9)]
    one_family = dict.fromkeys((one.person for one in arrivals), "Averill")
    assert marks.of_communal(arrivals, one_family) == []
    three_more = one_family | {one.person: f"Family {number}" for number, one in enumerate(arrivals[:3])}
    assert len(marks.of_communal(arrivals, three_more)) == 1


def test_one_after_the_other_makes_no_home_communal():
    since = [NOON + timedelta(days=30 * number) for number in range(9)]
    stays = [lives(uuid4(), since=at, until=at + timedelta(days=29), known=at) for at in since]
    assert marks.of_communal(stays) == []


def test_one_person_known_to_seven_agencies_is_one_person():
    ann = uuid4()
    assert marks.of_communal([lives(ann) for _ in range(9)]) == []


def test_a_stranger_to_a_home_is_who_does_not_live_there_as_known_then():
    resident, visitor = uuid4(), uuid4()
    home = [lives(resident), lives(visitor, since=LATER, known=LATER)]
    assert is_by_other(NOON, NOON, visitor, home)
    assert not is_by_other(LATER, LATER, visitor, home)
    assert not is_by_other(NOON, NOON, resident, home)


def test_a_home_of_which_nobody_knows_a_resident_says_nothing_of_strangers():
    assert not is_by_other(NOON, NOON, uuid4(), [])
    assert not is_by_other(NOON, NOON, uuid4(), [lives(uuid4(), until=NOON - timedelta(days=1))])
