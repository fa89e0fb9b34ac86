"""What the engine works out from the files alone."""

import numpy
import pytest

from jigsaw.engine.linkage.adapt.by_chance import Met, equal_column, without_matches
from jigsaw.engine.linkage.adapt.groups import group
from jigsaw.engine.linkage.adapt.threshold import choose
from jigsaw.engine.linkage.whole_names import take_apart


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Smith, John", "john", "smith"),
        ("John Smith, Jr", "john", "smith"),
        ("Thomas Clifford, 1st Baron Clifford of Chudleigh", "thomas", "clifford"),
        ("Thomas of Chudleigh", "thomas", "chudleigh"),
        ("Ana van der Berg", "ana", "van der berg"),
        ("Łucja Nowak", "lucja", "nowak"),
    ],
)
def test_a_whole_name_is_taken_apart(written, given, family):
    assert take_apart(written)[:2] == (given, family)


def test_pairs_that_match_do_not_count_as_chance():
    met = Met(numpy.array([10.0, 90.0]), share=1.0, at=0, exactly=10.0)
    alone = without_matches(met, numpy.array([10.0, 0.0]), numpy.array([1e-6, 1 - 1e-6]), 1.0)
    assert alone[0] < 1e-6
    assert alone.sum() == pytest.approx(1)


def test_a_level_that_no_random_pair_held_is_not_infinitely_rare():
    met = Met(numpy.array([0.0, 0.0, 100_000.0]), share=1e-4)
    alone = without_matches(met, numpy.zeros(3), numpy.array([1e-3, 1e-7, 0.999]), 100.0)
    assert 1e-6 < alone[0] < 1e-5
    assert alone[1] == pytest.approx(1e-7, rel=0.2)


def test_only_equality_of_one_column_is_worked_out_from_frequencies():
    assert equal_column('"given_l" = "given_r"') == "given"
    assert equal_column("given_l = family_r") == ""


def test_a_threshold_lies_where_the_expected_f1_is_highest():
    weights = numpy.array([20.0, 15.0, 10.0, -8.0, -20.0])
    assert 0 <= choose(weights).bits <= 10
    assert choose(weights, at=12).bits == 12


def test_a_chain_whose_ends_speak_against_one_another_is_cut():
    weight = {(0, 1): 5.0, (1, 2): 4.0, (0, 2): -30.0}
    groups, cut = group(
        3,
        [(0, 1), (1, 2)],
        lambda pairs: numpy.array([weight[tuple(pair)] for pair in pairs.tolist()]),
        lambda pairs: numpy.zeros(len(pairs), dtype=bool),
        least_mean=-6,
    )
    assert (groups, cut) == ([[0, 1], [2]], [(1, 2)])
