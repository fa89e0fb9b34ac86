"""What makes a record of one side say something else than the one that is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.stewardship.domain.likeness import in_what_they_differ

ANN = {"given_names": "Ann Mary", "birth_date": "1970-05-22", "nhs_number": "9990000018", "gender": "Female"}
saids = st.fixed_dictionaries(
    {},
    optional={
        "given_names": st.sampled_from(["Ann", "Bob", "Robert", "R", "Anneliese", ""]),
        "known_as": st.sampled_from(["Annie", "Bobby"]),
        "birth_date": st.sampled_from(["1970-05-22", "1970-05-23"]),
        "nhs_number": st.sampled_from(["9990000018", "9990000026"]),
        "gender": st.sampled_from(["F", "female", "Male"]),
    },
)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ()),
        ({"given_names": "Annie"}, ()),
        ({"given_names": "A"}, ()),
        ({"given_names": "Zoe", "known_as": "Ann"}, ()),
        ({"given_names": "Barbara"}, ("another first name",)),
        ({"birth_date": "1971-05-22"}, ("another birth date",)),
        ({"birth_date": "", "nhs_number": ""}, ()),
        ({"nhs_number": "9990000026", "gender": "M"}, ("another NHS number", "another gender")),
        ({"gender": "F"}, ()),
        ({"telephone": "01632 960000", "family_name": "Other"}, ()),
    ],
)
def test_only_what_tells_people_apart_counts(more, words):
    assert in_what_they_differ(ANN, ANN | more) == words


@given(one=saids, other=saids)
def test_it_makes_no_difference_which_comes_first_and_nothing_differs_from_itself(one, other):
    assert in_what_they_differ(one, other) == in_what_they_differ(other, one)
    assert in_what_they_differ(one, one) == ()
