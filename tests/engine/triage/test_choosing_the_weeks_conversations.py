"""The week's choice: most by evidence, one in ten by lot, the same however often it is drawn."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.triage import Candidate, choose, places_by_lot

KEY, WEEK = b"a secret", "2026-11-23"
CANDIDATES = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(-5_000, 90_000), max_size=40).map(
    lambda drawn: [Candidate(subject, said) for subject, said in drawn.items()]
)
PLACES = st.integers(0, 30)


def many(number):
    return [Candidate(f"p{n}", n) for n in range(number)]


@given(CANDIDATES, PLACES)
def test_nobody_is_chosen_twice_and_no_place_is_left_empty(candidates, places):
    chosen = choose(candidates, places, WEEK, KEY)
    assert len({one.subject for one in chosen}) == len(chosen) == min(places, len(candidates))


@given(CANDIDATES, PLACES)
def test_whoever_comes_by_evidence_has_as_much_as_anybody_left_out(candidates, places):
    said = {one.subject: one.evidence for one in candidates}
    chosen = choose(candidates, places, WEEK, KEY)
    by_evidence = [said[one.subject] for one in chosen if not one.by_lot]
    others = said.keys() - {one.subject for one in chosen if not one.by_lot}
    assert by_evidence == sorted(by_evidence, reverse=True)
    assert not by_evidence or all(by_evidence[-1] >= said[one] for one in others)


@given(CANDIDATES, PLACES, st.randoms())
def test_the_order_in_which_they_are_told_makes_no_difference(candidates, places, rng):
    mixed = list(candidates)
    rng.shuffle(mixed)
    assert choose(mixed, places, WEEK, KEY) == choose(candidates, places, WEEK, KEY)


def test_one_place_in_ten_is_drawn_by_lot_from_below_the_line():
    chosen = choose(many(200), 40, WEEK, KEY)
    by_lot = {one.subject for one in chosen if one.by_lot}
    assert len(by_lot) == 4
    assert by_lot <= {f"p{n}" for n in range(164)}


def test_those_by_lot_stand_among_the_others_and_not_behind_them():
    places = [place for place, one in enumerate(choose(many(200), 40, WEEK, KEY)) if one.by_lot]
    assert max(places) < 38
    assert min(places) > 2


def test_with_room_for_all_there_is_no_line_and_no_lot():
    assert not any(one.by_lot for one in choose(many(5), 10, WEEK, KEY))


def test_another_week_or_key_draws_another_lot_and_everybody_comes_up_as_often():
    def by_lot(week, key):
        return {one.subject for one in choose(many(30), 10, week, key) if one.by_lot}

    weeks = [by_lot(str(week), KEY) for week in range(600)]
    drawn = Counter(subject for week in weeks for subject in week)
    assert len(drawn) == 21
    assert max(drawn.values()) < 60
    assert by_lot(WEEK, KEY) == by_lot(WEEK, KEY)
    assert [by_lot(str(week), b"other") for week in range(600)] != weeks


def test_small_budgets_keep_a_place_for_the_lot():
    assert [places_by_lot(places) for places in (0, 1, 2, 10, 14, 15, 20, 40)] == [0, 0, 1, 1, 1, 2, 2, 4]
