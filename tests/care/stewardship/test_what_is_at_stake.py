"""What hangs on a pair in sentences, and the open rule of which pair comes first."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.stewardship.domain.stakes import ORDER, RULE, Held, place, sentences

counts = st.integers(0, 5)
helds = st.builds(
    Held, pieces=counts, involvements=counts, reasons=counts, talks=counts, has_marker=st.booleans(),
    died=st.booleans(), looks=counts,
)  # fmt: skip
FOUR = Held(pieces=4, agencies=frozenset({"gp", "police"}))
EIGHT = Held(pieces=8, agencies=frozenset({"gp", "council"}))


def test_pieces_that_would_come_together_are_told_with_their_agencies():
    assert sentences(FOUR, EIGHT) == ("Joining would bring 12 pieces of 3 agencies together",)


def test_a_reason_and_a_conversation_are_told():
    said = sentences(replace(FOUR, reasons=1, talks=2), EIGHT)
    assert said[1:] == ("2 conversations are open", "1 reason is open")


def test_a_marker_or_a_death_on_one_side_is_told_first():
    said = sentences(replace(FOUR, has_marker=True, died=True), EIGHT)
    assert said[:2] == (
        "A warning marker stands on one side and not on the other",
        "One side has died, the other has not",
    )


def test_a_marker_on_both_sides_is_no_news():
    assert not any("marker" in one for one in sentences(*2 * [replace(FOUR, has_marker=True)]))


def test_that_nothing_hangs_on_a_pair_is_said():
    assert sentences(Held(), Held()) == ("Nothing that was sent hangs on it yet",)


def test_a_story_on_one_side_alone_says_so():
    assert sentences(FOUR, Held()) == ("4 pieces on one side, none on the other",)


@given(left=helds, right=helds)
def test_it_makes_no_difference_which_record_comes_first(left, right):
    assert place(left, right) == place(right, left)
    assert sentences(left, right) == sentences(right, left)


@given(left=helds, right=helds)
def test_no_sentence_speaks_of_a_score(left, right):
    assert not any("score" in one or "level" in one for one in sentences(left, right))


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(ORDER)))
def test_each_part_of_the_rule_goes_before_all_that_come_after_it(earlier, later):
    nothing = place(Held(), Held())
    assert replace(nothing, **{earlier: 1}) > replace(nothing, **{later: 999})


def test_the_rule_is_told_in_as_many_sentences_as_it_has_parts_and_one_for_ties():
    assert len(RULE) == len(ORDER) + 1
