"""People join two tellings, keep them apart and undo both; nothing is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.chronology.merging import Decided, Verdict, groups, kept_apart_by

KEYS = [f"e{number}" for number in range(8)]
DECISIONS = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from(list(Verdict)))
    .filter(lambda one: one[0] != one[1])
    .map(lambda one: Decided(*one)),
    max_size=20,
)


def slow_groups(keys, decisions):
    """By walking from each key over every pair that stands as one."""
    ties = {}
    for one in decisions:
        ties[frozenset((one.left, one.right))] = one.verdict
    same = [set(pair) for pair, verdict in ties.items() if verdict is Verdict.SAME]
    reached = {key: {key} for key in keys}
    for _ in keys:
        for pair in same:
            for key in keys:
                reached[key] |= pair if reached[key] & pair else set()
    return {tuple(sorted(group)) for group in reached.values()}


@given(DECISIONS)
def test_every_entry_is_in_one_event_and_none_is_lost(decisions):
    together = groups(KEYS, decisions)
    assert sorted(key for group in together for key in group) == KEYS
    assert set(together) == slow_groups(KEYS, decisions)


@given(DECISIONS)
def test_undoing_every_decision_brings_back_what_was(decisions):
    undone = [Decided(one.left, one.right, Verdict.UNDONE) for one in decisions]
    assert groups(KEYS, [*decisions, *undone]) == [(key,) for key in KEYS]


@given(DECISIONS, st.sampled_from(KEYS[:4]), st.sampled_from(KEYS[4:]))
def test_undoing_the_last_leaves_the_others_as_they_were(decisions, left, right):
    others = [one for one in decisions if {one.left, one.right} != {left, right}]
    undone = [Decided(left, right, Verdict.SAME), Decided(right, left, Verdict.UNDONE)]
    assert groups(KEYS, [*others, *undone]) == groups(KEYS, others)


def test_two_that_somebody_kept_apart_are_not_joined_by_way_of_a_third():
    decided = [Decided("e1", "e2", Verdict.APART), Decided("e0", "e1", Verdict.SAME)]
    assert kept_apart_by("e0", "e2", KEYS, decided) == ("e1", "e2")
    assert kept_apart_by("e0", "e3", KEYS, decided) is None
