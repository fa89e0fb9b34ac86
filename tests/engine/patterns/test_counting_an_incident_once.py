"""Copies of one incident from several agencies: it counts once, and every agency and every piece stays."""

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.patterns.kernel import Finder
from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    Followed,
    Number,
    Points,
    Rate,
    Run,
    Weighted,
)
from jigsaw.engine.patterns.measuring import measure
from jigsaw.engine.patterns.naive import explain, find
from tests.engine.patterns.invented import kinds, mark, only, timeline

SEEN_BY_THREE = (
    mark(90, "call", "ambulance", incident="999/1"),
    mark(92, "call", "police", incident="999/1"),
    mark(97, "call", "hospital", incident="999/1"),
)


def value(term, *marks, now=100):
    return measure(term, sorted(marks, key=lambda one: one.at), now).value


def test_a_call_seen_by_three_agencies_counts_once_and_still_counts_every_agency():
    assert value(Number(kinds("call"), 20), *SEEN_BY_THREE) == 1
    assert value(Agencies(kinds("call"), 20), *SEEN_BY_THREE) == 3


def test_two_incidents_and_a_piece_without_one_are_three():
    other = mark(95, "call", "police", incident="999/2")
    assert value(Number(kinds("call"), 20), *SEEN_BY_THREE, other, mark(96, "call")) == 3


def test_an_incident_still_counts_while_any_copy_of_it_is_in_the_window():
    assert [value(Number(kinds("call"), 5), *SEEN_BY_THREE, now=now) for now in (95, 101, 102)] == [1, 1, 0]


def test_an_incident_belongs_to_the_episode_of_its_earliest_copy():
    term = Number(kinds("call"), 50, apart=5)
    assert value(term, *SEEN_BY_THREE, mark(94, "call")) == 1
    assert value(term, *SEEN_BY_THREE, mark(95, "call")) == 2


def test_every_copy_is_evidence():
    (found,) = find(only(Number(kinds("call"), 20)), timeline(*SEEN_BY_THREE), 105)
    line = explain(only(Number(kinds("call"), 20)), timeline(*SEEN_BY_THREE), 100).lines[0]
    assert found.evidence == ("call@90/ambulance",)
    assert line.value == 1
    assert line.pieces == ("call@90/ambulance", "call@92/police", "call@97/hospital")


def test_a_copy_of_what_it_follows_does_not_follow_it():
    term = Followed(kinds("call"), kinds("call"), 20)
    assert value(term, *SEEN_BY_THREE) == 0
    assert value(term, *SEEN_BY_THREE, mark(98, "call", incident="999/2"), mark(99, "call")) == 2


def test_a_copy_of_what_they_follow_adds_no_agency():
    term = Followed(kinds("call"), kinds("call"), 20, counting="agencies")
    assert value(term, *SEEN_BY_THREE, mark(98, "call", "gp")) == 1


def test_a_rate_and_points_and_a_run_count_it_once():
    assert value(Rate(kinds("call"), 20, 90, ((5, 2),)), *SEEN_BY_THREE) == 0
    assert value(Points((Weighted(kinds("call"), 2, 9),), 20), *SEEN_BY_THREE) == 2
    assert value(Run(kinds("call"), kinds("seen"), 20), *SEEN_BY_THREE) == 1


def test_an_incident_that_nobody_answered_is_one():
    term = Absent(kinds("call"), kinds("seen"), after=2, within=50)
    assert value(term, *SEEN_BY_THREE) == 1
    assert value(term, *SEEN_BY_THREE, mark(92, "seen", incident="999/1")) == 1
    assert value(term, *SEEN_BY_THREE, mark(92, "seen"), mark(99, "seen")) == 0


def test_a_copy_that_is_taken_back_leaves_the_incident_standing():
    first = mark(90, "call", "ambulance", incident="999/1", gone=95)
    spans = find(only(Number(kinds("call"), 20)), timeline(first, *SEEN_BY_THREE[1:]), 200)
    assert [(one.raised_at, one.ended_at) for one in spans] == [(90, 117)]


def test_a_reference_given_late_joins_the_copies_when_it_is_known():
    alone = [mark(90, "call", "ambulance", incident="999/1"), mark(92, "call", "police", piece="v1", gone=96)]
    told = mark(92, "call", "police", piece="v2", known=96, incident="999/1")
    spans = find(only(Number(kinds("call"), 20), 2), timeline(*alone, told), 200)
    assert [(one.raised_at, one.ended_at) for one in spans] == [(92, 96)]


def test_lines_with_and_without_incidents_are_found_in_their_order():
    lines = [timeline(*SEEN_BY_THREE), timeline(mark(1, "call"), mark(2, "call")), timeline(*SEEN_BY_THREE)]
    found = Finder([only(Agencies(kinds("call"), 20), 1)]).find_all(lines, [200] * 3)
    assert [(place, one.raised_at) for place, _, one in found] == [(0, 90), (1, 1), (2, 90)]


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["x", "y", "z"])), max_size=8))
def test_incidents_of_one_piece_each_change_nothing(pieces):
    plain = [mark(at, "call", agency, piece=str(i)) for i, (at, agency) in enumerate(pieces)]
    own = [mark(at, "call", agency, piece=str(i), incident=str(i)) for i, (at, agency) in enumerate(pieces)]
    one = only(Number(kinds("call"), 9, apart=3), 2)
    assert find(one, timeline(*plain), 60) == find(one, timeline(*own), 60)
