"""The six ways of having nothing to show: each says which it is, and none says that nothing happened."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.emptiness import Emptiness, Empty

DAY = Moment.from_local(date(2026, 5, 20), Accuracy.DAY)
FORBIDDEN = ("nothing happened", "no record", "no events", "no contact", "nothing to report")


@pytest.mark.parametrize("kind", Emptiness)
@pytest.mark.parametrize("time", [None, DAY])
def test_no_empty_state_says_that_nothing_happened(kind, time):
    words = Empty(kind, "Saltmarsh Homes", "tenancies", time).sentence.lower()
    assert not [phrase for phrase in FORBIDDEN if phrase in words]


@pytest.mark.parametrize("kind", Emptiness)
def test_each_empty_state_says_who_what_and_when(kind):
    words = Empty(kind, "Saltmarsh Homes", "tenancies", DAY).sentence
    assert "Saltmarsh Homes" in words
    assert "tenancies" in words
    assert "20 May 2026" in words


def test_the_six_sentences_and_titles_differ():
    states = [Empty(kind, "Saltmarsh Homes", "tenancies") for kind in Emptiness]
    assert len({state.sentence for state in states}) == len({state.title for state in states}) == 6


@given(st.sampled_from(Emptiness), st.text(min_size=1), st.text(min_size=1))
def test_names_with_braces_stay_as_they_are(kind, who, what):
    sentence = Empty(kind, who, what).sentence
    assert who in sentence
    assert what in sentence
