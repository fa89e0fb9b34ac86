"""A look at a person is a look at a source record for as long as the record stood under that person."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.looks.domain.spells import Moved, Spell, spells

START = datetime(2026, 1, 1, tzinfo=UTC)
ANN, BEN, CEM = (UUID(int=number) for number in (1, 2, 3))


def on(day):
    return START + timedelta(days=day)


def test_a_record_that_never_moved_stood_where_it_stands():
    assert spells([], ANN) == [Spell(ANN, None, None)]


def test_a_record_that_was_joined_and_parted_again_has_three_spells():
    moves = [Moved(on(1), ANN, BEN), Moved(on(5), BEN, ANN)]
    assert spells(moves, ANN) == [
        Spell(ANN, None, on(1)),
        Spell(BEN, on(1), on(5)),
        Spell(ANN, on(5), None),
    ]


def test_others_who_come_and_go_begin_no_new_spell():
    assert spells([Moved(on(1), ANN, ANN), Moved(on(2), ANN, ANN)], ANN) == [Spell(ANN, None, None)]


def test_a_record_that_came_new_to_somebody_begins_then():
    assert spells([Moved(on(3), None, ANN)], ANN) == [Spell(ANN, on(3), None)]


def test_a_record_that_was_withdrawn_stands_nowhere():
    assert spells([Moved(on(3), ANN, None)], None) == [Spell(ANN, None, on(3))]


@given(st.lists(st.sampled_from([ANN, BEN, CEM]), min_size=1, max_size=8), st.integers(0, 20))
def test_at_every_moment_it_stood_under_the_person_whom_the_last_move_named(people, day):
    moves = [
        Moved(on(place * 2 + 1), before, after) for place, (before, after) in enumerate(pairwise(people))
    ]
    moments = [one.person for one in spells(moves, people[-1]) if one.holds(on(day))]
    expected = people[0]
    for move in moves:
        expected = move.after if on(day) >= move.at else expected
    assert moments == [expected]
