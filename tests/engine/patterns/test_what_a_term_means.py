"""Each term of the language, one rule at a time."""

from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    Flag,
    Followed,
    Lacks,
    Number,
    People,
    Points,
    Rate,
    Run,
    Weighted,
)
from jigsaw.engine.patterns.measuring import measure
from tests.engine.patterns.invented import kinds, mark


def value(term, *marks, now=100):
    return measure(term, sorted(marks, key=lambda one: one.at), now).value


def test_a_number_counts_pieces_in_a_window_that_is_open_at_its_start_and_closed_at_its_end():
    term = Number(kinds("call"), 10)
    assert value(term, mark(90, "call")) == 0
    assert value(term, mark(91, "call"), mark(100, "call")) == 2


def test_a_piece_counts_once_however_many_marks_it_gives():
    both = [mark(95, "call", piece="one", person=person) for person in ("ann", "bob")]
    assert value(Number(kinds("call"), 10), *both) == 1


def test_pieces_close_together_are_one_episode():
    term = Number(kinds("call"), 50, apart=5)
    assert value(term, mark(60, "call"), mark(63, "call"), mark(64, "call", "gp")) == 1
    assert value(term, mark(60, "call"), mark(63, "call"), mark(65, "call")) == 2


def test_agencies_are_counted_once_each_and_age_belongs_to_none():
    marks = [mark(95, "call", "gp"), mark(96, "call", "gp"), mark(97, "call", ""), mark(98, "call", "police")]
    assert value(Agencies(kinds("call"), 10), *marks) == 2


def test_people_are_counted_once_each():
    marks = [mark(90 + i, "call", person=person) for i, person in enumerate(["ann", "bob", "ann", ""])]
    assert value(People(kinds("call"), 20), *marks) == 2


def test_absent_becomes_true_when_the_time_is_up_and_ceases_when_its_window_closes():
    term = Absent(kinds("leave"), kinds("seen"), after=3, within=10)
    leave = mark(50, "leave")
    assert [value(term, leave, now=now) for now in (52, 53, 59, 60)] == [0, 1, 1, 0]


def test_what_came_in_time_is_not_absent():
    term = Absent(kinds("leave"), kinds("seen"), after=3, within=10)
    assert value(term, mark(50, "leave"), mark(53, "seen"), now=55) == 0
    assert value(term, mark(50, "leave"), mark(54, "seen"), now=55) == 1


def test_what_came_shortly_before_is_not_absent_when_that_is_allowed():
    term = Absent(kinds("leave"), kinds("seen"), after=3, within=10, before=5)
    assert value(term, mark(50, "leave"), mark(45, "seen"), now=55) == 0
    assert value(term, mark(50, "leave"), mark(44, "seen"), now=55) == 1


def test_what_comes_late_ends_an_absence_when_the_pattern_says_so():
    term = Absent(kinds("leave"), kinds("seen"), after=3, within=10, late_ends=True)
    assert value(term, mark(50, "leave"), now=55) == 1
    assert value(term, mark(50, "leave"), mark(55, "seen"), now=55) == 0


def test_the_start_of_the_very_stay_that_ended_does_not_stand_in_for_what_is_absent():
    term = Absent(kinds("stay:ended"), kinds("stay:started"), after=3, within=10)
    start, end = mark(50, "stay:started", piece="one"), mark(50, "stay:ended", piece="one")
    assert value(term, start, end, now=55) == 1
    assert value(term, start, end, mark(50, "stay:started", piece="two"), now=55) == 0


def test_followed_counts_only_what_comes_after():
    term = Followed(kinds("declined"), kinds("call"), 20)
    marks = [
        mark(85, "call"),
        mark(86, "declined"),
        mark(86, "call", "gp"),
        mark(90, "call"),
        mark(99, "call"),
    ]
    assert value(term, *marks) == 2


def test_followed_forgets_what_happened_too_long_ago():
    term = Followed(kinds("declined"), kinds("call"), 20)
    assert value(term, mark(81, "declined"), mark(99, "call")) == 1
    assert value(term, mark(80, "declined"), mark(99, "call")) == 0


def test_followed_can_count_agencies():
    term = Followed(kinds("declined"), kinds("call"), 20, counting="agencies")
    assert value(term, mark(85, "declined"), mark(90, "call", "gp"), mark(91, "call", "gp")) == 1


def test_a_rate_asks_more_of_those_who_have_much_anyway():
    term = Rate(kinds("call"), recent=10, long=100, table=((2, 2), (5, 4)))
    few = [mark(95, "call"), mark(96, "call")]
    assert value(term, *few) == 1
    assert value(term, *few, mark(50, "call")) == 0
    assert value(term, *[mark(91 + i, "call") for i in range(6)]) == 0


def test_a_flag_lasts_from_its_start_to_the_end_of_the_same_piece():
    start = mark(10, "marker:started", piece="one")
    assert value(Flag("marker"), start) == 1
    assert value(Flag("marker"), start, mark(20, "marker:ended", piece="one")) == 0


def test_a_flag_that_two_agencies_hold_lasts_until_both_have_ended_it():
    held = [mark(10, "marker:started", piece="one"), mark(20, "marker:started", "gp", piece="two")]
    ended = mark(30, "marker:ended", "gp", piece="two")
    assert value(Flag("marker"), *held, ended) == 1
    assert value(Flag("marker"), *held, ended, mark(40, "marker:ended", piece="one")) == 0


def test_lacks_is_the_converse_of_a_flag():
    assert value(Lacks("marker")) == 1
    assert value(Lacks("marker"), mark(10, "marker:started")) == 0


def test_points_are_capped_line_by_line():
    term = Points((Weighted(kinds("call"), 2, 3), Weighted(kinds("visit"), 1, 1)), 50)
    assert value(term, mark(60, "call"), mark(70, "call"), mark(80, "visit"), mark(81, "visit")) == 4


def test_a_run_is_counted_since_it_was_last_broken():
    term = Run(kinds("missed"), kinds("seen"), 50)
    assert value(term, mark(60, "missed"), mark(70, "seen"), mark(80, "missed"), mark(90, "missed")) == 2


def test_a_run_within_one_agency_is_not_broken_by_another():
    term = Run(kinds("missed"), kinds("seen"), 50, same_agency=True)
    missed = [mark(60, "missed", "trust"), mark(80, "missed", "trust")]
    assert value(term, *missed, mark(70, "seen", "gp"), mark(75, "missed", "gp")) == 2
    assert value(term, *missed, mark(70, "seen", "trust")) == 1
