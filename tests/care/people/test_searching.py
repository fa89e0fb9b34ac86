"""Finding somebody with half a name and a birth date."""

from contextlib import suppress

import pytest
from django.db.transaction import atomic
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.people.domain.search_words import read_words
from jigsaw.care.people.queries import search
from jigsaw.foundation.core.errors import NotFound


@pytest.fixture
def steven(borough):
    council = borough.agency("council")
    person = borough.person("Stephen Hoskins", nhs_number="9990000018")
    address = borough.home()
    borough.record(person, council, address=address)
    borough.lives(person, address, council)
    other = borough.person("Grace Okafor", birth_date="1991-12-02")
    borough.record(other, council)
    return person


@pytest.fixture
def ann(borough):
    return borough.viewer(borough.agency("council"))


@pytest.mark.parametrize(
    ("typed", "agreed"),
    [
        ("Stephen Hoskins", "name same"),
        ("STEVEN HOSKINS", "name sounds alike"),
        ("Stelhen Hosrins", "name spelt nearly the same"),
        ("12/03/1966", "birth date same"),
        ("12 March 1966", "birth date same"),
        ("12031966", "birth date same"),
        ("hoskins 1966", "birth year same, name same"),
        ("March 1966", "birth month same"),
        ("3/12/1966", "birth date with day and month swapped"),
        ("999 000 0018", "NHS number same"),
        ("zz12ab", "postcode same"),
        ("14 Mill Ln", "address same"),
    ],
)
def test_somebody_is_found_however_it_is_written(ann, steven, typed, agreed):
    results = search(ann, typed)
    assert results.people[0].id == steven.pk
    assert agreed in results.people[0].agreed
    assert results.people[0].home == "14 Mill Lane, ZZ1 2AB"


def test_a_misspelt_name_is_found_after_a_change_was_undone(borough, ann):
    with suppress(InterruptedError), atomic():
        borough.record(borough.person("Grace Okafor Adeyemi"), borough.agency("council"))
        assert not search(ann, "Stelhen").people
        raise InterruptedError
    for name in ("Stephen Hoskins", "Ngozi Eze", "Aled Pritchard"):
        borough.record(borough.person(name), borough.agency("council"))
    assert search(ann, "Stelhen").people


def test_who_agrees_with_more_words_stands_first(borough, ann, steven):
    namesake = borough.person("Stephen Hoskins", birth_date="1990-01-01")
    borough.record(namesake, borough.agency("council"))
    found = search(ann, "Hoskins 12/03/1966").people
    assert [one.id for one in found] == [steven.pk, namesake.pk]
    assert found[0].agreed == "birth date same, name same"


def test_a_former_name_still_finds(borough, ann, steven):
    borough.record(steven, borough.agency("police", "police"), family_name="Trevanion")
    assert search(ann, "trevanion").people[0].id == steven.pk
    assert search(ann, "trevanion").people[0].agencies == ("Council", "Police")


def test_an_outsider_finds_nothing_at_all(borough, steven):
    with pytest.raises(NotFound):
        search(borough.viewer(borough.agency("elsewhere", shares=False)), "Hoskins")


def test_a_search_costs_the_same_reads_however_many_are_found(
    borough, ann, steven, django_assert_max_num_queries
):
    for number in range(20):
        borough.record(borough.person(f"Stephen Hoskins{number}a"), borough.agency("council"))
    search(ann, "stephen")
    with django_assert_max_num_queries(14):
        assert len(search(ann, "stephen hoskins").people) == 21


def test_what_cannot_be_a_date_or_a_number_is_said():
    assert read_words("Hoskins 31/02/1966").has_unread_date
    assert read_words("999 000 0019").has_wrong_number


@given(st.text(max_size=80))
def test_anything_can_be_typed(typed):
    read_words(typed)
