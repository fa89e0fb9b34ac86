"""Each rule of odd looks finds its example and leaves its counter-example; none of them scores anybody."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from jigsaw.care.looks.domain.odd import Known, Look, Somebody, Worker, odd_looks
from jigsaw.care.looks.shipped import rules_in_force

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=ZoneInfo("Europe/London"))
ME, HER, COLLEAGUE_SELF = (UUID(int=number) for number in (1, 2, 3))
HOME, NEXT_DOOR, FAR = (UUID(int=number) for number in (11, 12, 13))
LOOK = Look(
    1, NOON, by=7, agency="council", team="Adults", role="practitioner", person=HER, rule="team-involved"
)
SHE = Somebody(
    HER, "marsh", "ann marsh", "1966", frozenset({FAR}), frozenset({"ZZ9 9ZZ"}), frozenset({"council"})
)
I_MYSELF = Somebody(ME, "shaw", "jo shaw", "1980", frozenset({HOME}), frozenset({"ZZ1 1AA"}))


def found(look=LOOK, she=SHE, worker=None, famous=(), others=(), days=30):
    worker = worker or Worker(7, "council", own=ME)
    workers = {one.key: one for one in (worker, *others)}
    known = Known({one.person: one for one in (she, I_MYSELF)}, workers, frozenset(famous))
    looks = [look] if isinstance(look, Look) else look
    return odd_looks(looks, known, rules_in_force(), looks[0].at + timedelta(days=days))


def rules_of(findings):
    return [one.rule for one in findings]


def test_the_ordinary_look_of_somebody_who_works_with_them_is_not_odd():
    assert found() == []


def test_their_own_record():
    assert rules_of(found(replace(LOOK, person=ME))) == ["own-record"]


@pytest.mark.parametrize(
    ("changed", "is_found"),
    [
        ({"family_name": "shaw", "homes": frozenset({HOME})}, True),
        ({"family_name": "shaw", "homes": frozenset({FAR})}, False),
        ({"family_name": "", "homes": frozenset({HOME})}, False),
    ],
)
def test_the_same_family_name_at_the_same_home_is_family_and_one_of_them_is_not(changed, is_found):
    assert ("family" in rules_of(found(she=replace(SHE, **changed)))) is is_found


def test_a_relative_that_they_told_us_of():
    assert rules_of(found(worker=Worker(7, "council", relatives=frozenset({HER})))) == ["family"]


@pytest.mark.parametrize(
    "she",
    [replace(SHE, homes=frozenset({HOME})), replace(SHE, postcodes=frozenset({"ZZ1 1AA"}))],
    ids=["one home, another name", "one postcode"],
)
def test_a_neighbour_by_their_own_record(she):
    assert rules_of(found(she=she)) == ["neighbour"]


def test_a_neighbour_by_the_home_that_they_told_us_of():
    told = Worker(7, "council", near=frozenset({NEXT_DOOR}))
    assert rules_of(found(she=replace(SHE, homes=frozenset({NEXT_DOOR})), worker=told)) == ["neighbour"]


@pytest.mark.parametrize(("agency", "is_found"), [("council", True), ("police", False)])
def test_a_colleague_is_somebody_of_the_same_agency(agency, is_found):
    other = Worker(8, agency, own=HER)
    assert ("colleague" in rules_of(found(others=[other]))) is is_found


@pytest.mark.parametrize(("year", "is_found"), [("", True), ("1966", True), ("1990", False)])
def test_a_famous_name_can_be_told_from_its_namesakes_by_the_birth_year(year, is_found):
    assert ("famous-name" in rules_of(found(famous=[("ann marsh", year)]))) is is_found


@pytest.mark.parametrize(
    ("look", "known_to", "days", "is_found"),
    [
        (replace(LOOK, rule="said-why"), frozenset(), 7, True),
        (replace(LOOK, rule="said-why"), frozenset(), 6, False),
        (replace(LOOK, rule="said-why"), frozenset({"council"}), 7, False),
        (LOOK, frozenset(), 7, False),
    ],
    ids=["nothing came of it", "too early to say", "they hold a record now", "their team works with them"],
)
def test_a_reason_that_nothing_bears_out_days_later(look, known_to, days, is_found):
    assert (
        "no-relationship" in rules_of(found(look, she=replace(SHE, known_to=known_to), days=days))
    ) is is_found


def opened(people, minutes):
    at = [NOON + timedelta(minutes=minutes * place / people) for place in range(people)]
    return [replace(LOOK, key=key, at=one, person=UUID(int=100 + key)) for key, one in enumerate(at)]


def test_many_in_an_hour_is_found_once_and_fewer_or_slower_is_not():
    many = rules_in_force().people
    assert rules_of(found(opened(many, 50))) == ["many-in-an-hour"]
    assert found(opened(many - 1, 50)) == []
    assert found(opened(many, 180)) == []


def test_many_looks_at_one_person_are_not_many_people():
    again = [replace(LOOK, key=key, at=NOON + timedelta(minutes=key)) for key in range(40)]
    assert found(again) == []


def test_an_odd_hour_is_said_beside_another_finding_and_is_none_by_itself():
    night = replace(LOOK, at=NOON.replace(hour=3))
    assert found(night) == []
    (own,) = found(replace(night, person=ME))
    assert "outside the usual hours" in own.evidence[-1]


def test_no_hour_is_odd_for_a_team_that_works_at_night():
    (own,) = found(replace(LOOK, at=NOON.replace(hour=3), person=ME, team="Night duty"))
    assert len(own.evidence) == 1


def test_the_same_thing_is_found_once_a_day():
    again = [replace(LOOK, key=key, at=NOON + timedelta(hours=key), person=ME) for key in range(3)]
    tomorrow = replace(LOOK, key=9, at=NOON + timedelta(days=1), person=ME)
    assert [one.look.key for one in found([*again, tomorrow])] == [0, 9]


def test_evidence_names_nobody():
    everything = found(replace(LOOK, person=ME, rule="said-why"), famous=[("ann marsh", "")])
    assert not [words for one in everything for words in one.evidence if "marsh" in words.lower()]
