"""When a pattern is raised and ends, on what evidence, and as known when."""

from jigsaw.engine.patterns.language import DAY, Absent, AllOf, AnyOf, Comparison, Flag, Lacks, Number
from jigsaw.engine.patterns.naive import explain, find
from tests.engine.patterns.invented import kinds, mark, only, pattern, timeline

TWO_CALLS = only(Number(kinds("call"), 10), at_least=2)


def spans(one, *marks, until=1000):
    return [(found.raised_at, found.ended_at) for found in find(one, timeline(*marks), until)]


def test_it_is_raised_when_it_becomes_true_and_ends_when_the_window_has_passed():
    assert spans(TWO_CALLS, mark(0, "call"), mark(4, "call")) == [(4, 10)]


def test_it_lasts_while_nothing_has_ended_it():
    assert spans(TWO_CALLS, mark(0, "call"), mark(4, "call"), until=9) == [(4, None)]


def test_nothing_after_the_last_moment_looked_at_is_seen():
    assert spans(TWO_CALLS, mark(0, "call"), mark(4, "call"), until=3) == []


def test_each_time_is_found_apart():
    marks = [mark(at, "call") for at in (0, 4, 50, 54)]
    found = find(TWO_CALLS, timeline(*marks), 1000)
    assert [one.raised_at for one in found] == [4, 54]
    assert found[1].evidence == ("call@50/police", "call@54/police")


def test_a_piece_that_was_told_late_raises_it_when_it_was_told():
    assert spans(TWO_CALLS, mark(0, "call", known=7), mark(4, "call")) == [(7, 10)]


def test_a_piece_told_after_its_window_has_passed_raises_nothing():
    assert spans(TWO_CALLS, mark(0, "call", known=10), mark(4, "call")) == []


def test_what_is_to_happen_is_not_seen_before_it_happens():
    assert spans(only(Flag("stay")), mark(30, "stay:started", known=5)) == [(30, None)]


def test_a_retracted_piece_withdraws_the_reason():
    found = find(TWO_CALLS, timeline(mark(0, "call", gone=6), mark(4, "call")), 1000)
    assert [(one.raised_at, one.ended_at, one.withdrawn) for one in found] == [(4, 6, True)]


def test_a_corrected_piece_that_says_enough_withdraws_nothing():
    first = mark(0, "call", piece="as first told", gone=6)
    again = mark(1, "call", piece="as corrected", known=6)
    (found,) = find(TWO_CALLS, timeline(first, again, mark(4, "call")), 1000)
    assert not found.withdrawn


def test_a_reason_that_ends_by_the_clock_is_not_withdrawn():
    assert not find(TWO_CALLS, timeline(mark(0, "call"), mark(4, "call")), 1000)[0].withdrawn


def test_a_corrected_piece_keeps_the_reason_standing():
    corrected = [mark(0, "call", gone=6, piece="v1"), mark(0, "call", known=6, piece="v2")]
    assert spans(TWO_CALLS, *corrected, mark(4, "call")) == [(4, 10)]


def test_a_deadline_raises_it_though_no_piece_arrives():
    late = only(Absent(kinds("leave"), kinds("seen"), after=3 * DAY, within=9 * DAY))
    assert spans(late, mark(0, "leave"), until=20 * DAY) == [(3 * DAY, 9 * DAY)]


def test_the_evidence_is_what_the_branches_that_hold_have_counted():
    calls, seen = Comparison(Number(kinds("call"), 10), 1), Comparison(Number(kinds("seen"), 10), 2)
    either = pattern(AnyOf((calls, AllOf((seen, Comparison(Lacks("stay"), 1))))))
    found = find(either, timeline(mark(3, "seen"), mark(4, "call")), 1000)
    assert found[0].evidence == ("call@4/police",)


def test_a_mark_made_from_no_piece_counts_and_is_never_evidence():
    child = pattern(AllOf((Comparison(Flag("age:under-18"), 1), Comparison(Number(kinds("call"), 10), 1))))
    born = mark(0, "age:under-18:started", "")
    born = type(born)(0, 0, None, born.kind, "", "", "")
    assert find(child, timeline(born, mark(4, "call")), 5)[0].evidence == ("call@4/police",)


def test_the_sentence_says_what_was_counted():
    one = pattern(
        Comparison(Number(kinds("call"), 30 * DAY), 2),
        "{n} calls in {days} days, {agencies} agencies, {dates}",
    )
    found = find(one, timeline(mark(0, "call", "gp"), mark(9 * DAY, "call")), 9 * DAY)
    assert found[0].sentence == "2 calls in 30 days, 2 agencies, 10 January and 1 January 1970"
    assert dict(found[0].values)["pieces"] == 2


def test_an_explanation_says_how_near_it_was():
    explanation = explain(
        only(Number(kinds("call"), 10), at_least=5), timeline(mark(0, "call"), mark(4, "call")), 5
    )
    assert not explanation.holds
    assert explanation.lines[0].text == "2 of 5 needed"
    assert explanation.lines[0].pieces == ("call@0/police", "call@4/police")


def test_an_explanation_is_of_what_was_known_then():
    late = timeline(mark(0, "call", known=8), mark(4, "call"))
    assert [explain(TWO_CALLS, late, now).holds for now in (7, 8)] == [False, True]
