"""What a panel's work comes to: kappa as textbooks have it, shares with their limits, few people untold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.panels.domain.agreement import agreement
from jigsaw.care.panels.domain.measuring import Case, measure, share

# Cohen's own table, 1960, by hundreds; Fleiss, Statistical Methods for Rates and Proportions, 2nd edition, table 13.1.
TEXTBOOK = {
    (25, 13, 12, 12, 2, 16, 3, 15, 2): -0.09,
    (75, 1, 4, 5, 4, 1, 0, 0, 10): 0.68,
    (20, 5, 10, 15): 0.40,
}
LEVELS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=30)


def spread(table):
    """The pairs of answers that a table counts."""
    side = round(len(table) ** 0.5)
    return [(at // side, at % side) for at, count in enumerate(table) for _ in range(count)]


def slow_kappa(pairs):
    """By looking at every level by itself."""
    size = len(pairs)
    observed = sum(one == other for one, other in pairs) / size
    chance = sum(
        sum(one == level for one, _ in pairs) / size * sum(other == level for _, other in pairs) / size
        for level in range(1, 5)
    )
    return None if chance >= 1 else (observed - chance) / (1 - chance)


@pytest.mark.parametrize("table", TEXTBOOK)
def test_kappa_is_what_textbooks_have(table):
    found = agreement(spread(table)).kappa
    assert round(found.estimate, 2) == TEXTBOOK[table]
    assert found.low < found.estimate < found.high


@given(LEVELS)
def test_kappa_is_the_obvious_one(pairs):
    found, slowly = agreement(pairs).kappa, slow_kappa(pairs)
    assert (found is None) is (slowly is None)
    if found:
        assert found.estimate == pytest.approx(slowly)


def test_ten_agreements_are_not_certainty():
    assert agreement([(1, 1)] * 5 + [(2, 2)] * 5).kappa.low < 0.7


def case(**told):
    return Case(
        **{
            "is_mental_health": True,
            "days": 7,
            "outcome": "agreed",
            "returned_for": "",
            "pages": 9,
            "group": "A",
        }
        | told
    )


def test_a_share_is_told_with_its_limits_and_not_of_few():
    assert share("x", 20, 40).told == "20 of 40"
    assert share("x", 20, 40).interval.low == pytest.approx(0.352, abs=0.001)
    for found, of in ((3, 40), (38, 40), (2, 4)):
        assert share("x", found, of).interval is None
        assert str(found) not in share("x", found, of).told
    assert share("x", 0, 40).told == "0 of 40"


def test_groups_are_told_apart_and_small_ones_are_hidden():
    cases = [case(group="A") for _ in range(6)] + [
        case(group="A", outcome="returned with advice", returned_for="Voice") for _ in range(6)
    ]
    found = measure([*cases, case(group="B"), case(group="", days=None, outcome="")])
    assert [(one.group.name, one.group.told) for one in found.groups] == [
        ("A", "6 of 12"),
        ("B", "fewer than 5: not told"),
    ]
    assert [one.interval for one in found.groups] == [None, None]
    assert found.returns == (("Voice", 6),)
    assert (found.days, found.pages, found.from_mental_health.told) == (7, 9, "14 of 14")
    assert measure([case()]).days is None


def test_a_group_is_told_beside_everybody_else_with_the_limits_of_the_difference():
    outcomes = {"A": 56 * ["agreed"] + 14 * ["deferred"], "B": 48 * ["agreed"] + 32 * ["deferred"]}
    found = measure([case(group=group, outcome=one) for group, many in outcomes.items() for one in many])
    a, b = (one.interval for one in found.groups)
    # R. G. Newcombe, 1998, table II, example (a), method 10.
    assert [round(one, 4) for one in (a.estimate, a.low, a.high)] == [0.2, 0.0524, 0.3339]
    assert (b.low, b.high) == (-a.high, -a.low)


def test_a_group_written_with_other_capitals_is_the_same():
    found = measure([case(group=name) for name in ("Black British", "black  british", " BLACK BRITISH")])
    assert [one.group.name for one in found.groups] == ["Black British"]
