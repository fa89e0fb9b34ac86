"""People, homes and records: the traps are there, and the truth can score them."""

from collections import Counter

from jigsaw.demo.chance import draws
from jigsaw.demo.numbers import nhs_numbers
from jigsaw.foundation.core.nhs_number import is_valid


def test_twins_share_a_birth_date_and_a_household(truth):
    people = {row["person"]: row for row in truth("people")}
    twins = [row for row in truth("traps") if row["trap"] == "twins"]
    assert len(twins) >= 2
    for row in twins:
        one, other = people[row["person"]], people[row["other"]]
        assert (one["born"], one["household"]) == (other["born"], other["household"])


def test_fathers_and_sons_share_a_name_and_no_birth_date(truth):
    people = {row["person"]: row for row in truth("people")}
    pairs = [row for row in truth("traps") if row["trap"] == "father-and-son"]
    assert len(pairs) >= 2
    for row in pairs:
        one, other = people[row["person"]], people[row["other"]]
        assert (one["given"], one["family"]) == (other["given"], other["family"])
        assert one["born"] != other["born"]


def test_every_kind_of_home_is_lived_in(truth):
    homes = {row["home"]: row["shape"] for row in truth("homes")}
    lived_in = Counter(homes[row["home"]] for row in truth("residences"))
    assert set(lived_in) == {"house", "flat", "shared-house", "hostel"}


def test_some_people_moved_home(truth):
    assert any(row["since"] for row in truth("residences"))


def test_nhs_numbers_are_valid_different_and_in_the_test_range(truth):
    numbers = [row["nhs_number"] for row in truth("people")]
    assert len(set(numbers)) == len(numbers)
    assert all(is_valid(number) and number.startswith("999") for number in numbers)


def test_numbers_kept_for_the_replay_are_never_given_to_the_borough():
    apart = set(nhs_numbers(draws(3, "test"), 200, apart=True))
    assert apart.isdisjoint(nhs_numbers(draws(3, "test"), 50_000))
    assert all(is_valid(number) for number in apart)


def test_a_quarter_of_people_meet_an_agency_other_than_their_gp(truth):
    planned = {row["person"] for row in truth("scenarios")}
    known = {row["person"] for row in truth("records") if row["agency"] != "st-brannock-practices"}
    assert 0.15 < len(known - planned) / len(truth("people")) < 0.4


def test_every_record_is_about_somebody(truth):
    people = {row["person"] for row in truth("people")}
    records = truth("records")
    assert {row["person"] for row in records} <= people
    assert len({(row["agency"], row["local_id"]) for row in records}) == len(records)
