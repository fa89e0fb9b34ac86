"""Tellings of one event that do not agree stand side by side, each with whose it is."""

from jigsaw.engine.chronology.contradicting import contradictions
from tests.engine.chronology.chronologies import entry


def about(*event):
    return [one.about for one in contradictions(event)]


def test_two_times_that_cannot_be_one_are_shown():
    one, other = entry("a", "3 May 2006 10:00"), entry("b", "4 May 2006", agency="council")
    (found,) = contradictions([one, other])
    assert found.about == "When it happened"
    assert found.versions == (("b", "4 May 2006"), ("a", "3 May 2006, 10am"))


def test_a_time_told_more_exactly_is_no_contradiction():
    assert about(entry("a", "3 May 2006 10:00"), entry("b", "May 2006"), entry("c", "3 May 2006")) == []


def test_different_numbers_are_shown():
    one, other = entry("a", fact="Three men in the flat"), entry("b", fact="2 men seen in the flat")
    assert about(one, other) == ["How many"]
    assert about(one, entry("b", fact="3 men, log 20417, at 10:15")) == []


def test_yes_and_no_are_shown():
    one, other = (
        entry("a", fact="He was seen alone at home"),
        entry("b", fact="He was not seen alone at home"),
    )
    assert about(one, other) == ["Whether it was so"]
    assert about(one, entry("b", fact="He was seen at home, alone")) == []


def test_what_came_of_it_is_compared_and_more_detail_is_no_contradiction():
    one = entry("a", outcome="Admitted")
    assert about(one, entry("b", outcome="Sent home")) == ["What came of it"]
    assert about(one, entry("b", outcome="Admitted to Kestrel ward")) == []
    assert about(one, entry("b")) == []
