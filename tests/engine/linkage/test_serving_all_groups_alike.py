"""Whether some people's records are missed more often, told apart from chance."""

from itertools import count
from random import Random

from jigsaw.engine.linkage.fairness import Missed

PEOPLE = 2_000


def missed(shares: dict[str, float], seed: int = 1) -> Missed:
    """Everybody has two records, which are one person or, as often as the group's share says, two."""
    random, numbers, found = Random(seed), count(), Missed()
    truth: dict[str, str] = {}
    groups: dict[str, str] = {}
    persons: list[list[str]] = []
    for group, share in shares.items():
        for who in (f"{group}{next(numbers)}" for _ in range(PEOPLE)):
            one, other = f"{who}a", f"{who}b"
            truth |= {one: who, other: who}
            groups[who] = group
            persons += [[one], [other]] if random.random() < share else [[one, other]]
    found.add(persons, truth, groups)
    return found


def test_a_group_that_is_missed_twice_as_often_is_found_and_no_chance() -> None:
    found = missed({"a": 0.04, "b": 0.04, "c": 0.08})
    assert 1.5 < found.worst_over_best() < 3
    assert found.by_chance(200).as_far < 0.05
    assert found.less_chance() > 1.4


def test_groups_served_alike_differ_by_chance_and_by_nothing_more() -> None:
    found = missed(dict.fromkeys("abcdefgh", 0.01))
    assert found.worst_over_best() > 1.25
    assert found.by_chance(200).as_far > 0.05
    assert found.less_chance() < 1.25


def test_a_small_group_is_neither_the_best_nor_the_worst() -> None:
    found = missed({"a": 0.04, "b": 0.05})
    found.add([["x"], ["y"]], {"x": "one", "y": "one"}, {"one": "tiny"})
    assert found.worst_over_best() < 2


def test_where_the_best_misses_none_the_ratio_has_no_end() -> None:
    assert missed({"a": 0.04, "b": 0.0}).worst_over_best() == float("inf")
