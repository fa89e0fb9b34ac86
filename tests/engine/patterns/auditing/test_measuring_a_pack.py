"""A pack over everybody, over worlds of chance, and without each kind of piece."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.patterns.auditing.null_replay import at_a_steady_rate, dealt_anew
from jigsaw.engine.patterns.auditing.tallies import Tallies, kinds_of_pieces, leave_out
from jigsaw.engine.patterns.language import Absent, Number
from jigsaw.engine.patterns.naive import find
from jigsaw.engine.patterns.pattern import Pack
from jigsaw.engine.patterns.timeline import Timeline
from jigsaw.engine.patterns.vocabulary import kind_of_piece
from tests.engine.patterns.invented import CONDITIONS, MARKS, UNTIL, kinds, mark, only, pattern

LINES = st.lists(MARKS, min_size=1, max_size=4).map(
    lambda every: [Timeline("person", str(i), tuple(marks)) for i, marks in enumerate(every)]
)


def measured(one, lines, first=0, replays=2):
    tallies = Tallies(Pack((one,), ""), first, replays)
    for start in range(0, len(lines), 2):  # part by part, as a whole borough comes
        part = lines[start : start + 2]
        tallies.add("person", part, [UNTIL] * len(part))
    return tallies


def plainly(one, lines, first):
    """The subjects found, and when, by the specification."""
    found = {line.subject: [each.raised_at for each in find(one, line, UNTIL)] for line in lines}
    kept = {name: [at for at in moments if at >= first] for name, moments in found.items()}
    return {name: moments for name, moments in kept.items() if moments}


@given(CONDITIONS, LINES, st.integers(0, 30))
def test_it_counts_what_the_specification_finds(condition, lines, first):
    one = pattern(condition)
    tallies = measured(one, lines, first)
    assert tallies.raised[one.id] == plainly(one, lines, first)
    for world, number in enumerate(tallies.by_chance[one.id]):
        assert number == len(plainly(one, [dealt_anew(line, world) for line in lines], first))
    for world, number in enumerate(tallies.at_a_steady_rate[one.id]):
        assert number == len(plainly(one, [at_a_steady_rate(line, world) for line in lines], first))


@given(CONDITIONS, LINES, st.integers(0, 30))
def test_without_a_kind_it_finds_what_would_be_found_had_it_never_come(condition, lines, first):
    one = pattern(condition)
    tallies = measured(one, lines, first, replays=0)
    with_all = plainly(one, lines, first).keys()
    for kind in kinds_of_pieces(one):
        without = plainly(one, [leave_out(line, kind) for line in lines], first).keys()
        assert tallies.without[one.id, kind].lost == with_all - without
        assert tallies.without[one.id, kind].gained == without - with_all


def test_a_pattern_that_counts_only_by_chance_is_found_as_often_by_chance():
    lines = [Timeline("person", str(i), (mark(i, "call"), mark(i + 2, "call"))) for i in range(9)]
    tallies = measured(only(Number(kinds("call"), 5), 2), lines, replays=3)
    assert tallies.by_chance["R99"] == [9, 9, 9]


def test_a_pattern_that_reads_an_order_is_found_less_by_chance():
    lines = [
        Timeline("person", str(i), (mark(20, "call"), mark(3, "seen"), mark(30, "visit"))) for i in range(60)
    ]
    never_seen = only(Absent(kinds("seen"), kinds("call", "visit"), 1, 2))
    tallies = measured(never_seen, lines, replays=3)
    assert len(tallies.raised["R99"]) == 60
    followed = only(Absent(kinds("seen"), kinds("visit"), 15, 40, 0, True))
    assert all(number < 60 for number in measured(followed, lines, replays=3).by_chance["R99"])


def test_each_kind_of_subject_meets_the_patterns_about_it():
    home = replace(only(Number(kinds("call"), 5)), subject="home")
    tallies = Tallies(Pack((home,), ""), 0, 1)
    tallies.add("person", [Timeline("person", "ann", (mark(1, "call"),))], [UNTIL])
    tallies.add("home", [Timeline("home", "h", (mark(1, "call"),))], [UNTIL])
    assert tallies.raised["R99"] == {"h": [1]}
    assert dict(tallies.looked_at) == {"person": 1, "home": 1}


def test_marks_know_their_kind_of_piece():
    assert kind_of_piece("other:warning-marker=dogs:started") == "warning-marker"
    assert kind_of_piece("differ:carer:started") == "carer"
