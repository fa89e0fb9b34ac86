"""A clerical review: what people say of a sample of pairs, and what that says of all of them."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.linkage.review import BANDS, LEAST, Answered, estimate, expected_width, sizes, stratum_of

PAIRS = (3_000, 5_000, 2_000, 800, 900, 60, 300, 600, 5_000, 40_000)
TRUTH = (0.9999, 0.999, 0.995, 0.96, 0.97, 0.3, 0.5, 0.15, 0.01, 0.0003)
STRATA = [replace(band, pairs=pairs) for band, pairs in zip(BANDS, PAIRS, strict=True)]


@given(weight=st.floats(-60, 120), is_joined=st.booleans())
def test_every_pair_belongs_to_one_stratum(weight, is_joined):
    fitting = [one for one in BANDS if one.is_joined == is_joined and one.low <= weight < one.high]
    assert [one.name for one in fitting] == [stratum_of(weight, is_joined=is_joined)]


def test_two_of_one_person_of_whom_nothing_was_found_directly_are_a_stratum_of_their_own():
    assert stratum_of(None, is_joined=True) == "joined through other records"


@given(
    pairs=st.lists(st.integers(0, 500), min_size=len(BANDS), max_size=len(BANDS)), asked=st.integers(0, 3_000)
)
def test_a_sample_is_as_large_as_asked_with_some_of_every_stratum(pairs, asked):
    strata = [replace(band, pairs=number) for band, number in zip(BANDS, pairs, strict=True)]
    drawn = sizes(strata, asked)
    least = {one.name: min(LEAST, one.pairs) for one in strata}
    assert all(least[one.name] <= drawn[one.name] <= one.pairs for one in strata)
    assert sum(drawn.values()) == min(sum(pairs), max(asked, sum(least.values())))


def test_most_is_drawn_where_pairs_are_many_and_answers_unsure():
    drawn = sizes(STRATA, 800)
    assert drawn["apart, doubtful"] > LEAST
    assert drawn["apart, little in common"] == max(drawn.values())


def test_looking_at_every_pair_gives_the_very_figures():
    strata = [replace(BANDS[1], pairs=10), replace(BANDS[7], pairs=5)]
    found = estimate(strata, {BANDS[1].name: Answered(10, 9), BANDS[7].name: Answered(5, 1)})
    assert (found.precision.low, found.precision.high) == (0.9, 0.9)
    assert (round(found.recall.low, 9), round(found.recall.high, 9)) == (0.9, 0.9)


def test_a_stratum_that_nobody_looked_at_widens_the_limits():
    looked = {one.name: Answered(50, 25) for one in STRATA}
    part = {name: answer for name, answer in looked.items() if name != BANDS[3].name}
    whole, without = estimate(STRATA, looked).precision, estimate(STRATA, part).precision
    assert without.high - without.low > whole.high - whole.low


def test_a_larger_sample_promises_narrower_limits():
    small, large = (expected_width(STRATA, sizes(STRATA, pairs)).recall for pairs in (300, 1_500))
    assert large.high - large.low < small.high - small.low


def test_the_limits_hold_the_truth_at_about_their_nominal_rate():
    chance, drawn, tries = random.Random(11), sizes(STRATA, 600), 500
    held = {"precision": 0, "recall": 0}
    for _ in range(tries):
        same = {
            one.name: drawn_true(chance, one.pairs, share) for one, share in zip(STRATA, TRUTH, strict=True)
        }
        answers = {name: answered(chance, one, drawn[name], same[name]) for name, one in by_name().items()}
        found, true = estimate(STRATA, answers), truth(same)
        for measure in held:
            interval = getattr(found, measure)
            held[measure] += interval.low <= true[measure] <= interval.high
    assert all(0.93 * tries <= number <= 0.985 * tries for number in held.values()), held


def by_name():
    return {one.name: one for one in STRATA}


def drawn_true(chance, pairs, share):
    """How many of so many pairs are one human being: a binomial count, by its normal form where it is large."""
    expected = pairs * share
    if min(expected, pairs - expected) > 30:
        return round(min(pairs, max(0, chance.gauss(expected, (expected * (1 - share)) ** 0.5))))
    rare = min(share, 1 - share)
    count = poisson(chance, pairs * rare)
    return count if share <= 0.5 else pairs - count


def poisson(chance, expected):
    count, left = 0, chance.expovariate(1)
    while left < expected:
        count, left = count + 1, left + chance.expovariate(1)
    return count


def answered(chance, stratum, drawn, same):
    picked = chance.sample(range(stratum.pairs), drawn)
    return Answered(drawn, sum(one < same for one in picked))


def truth(same):
    joined = sum(same[one.name] for one in STRATA if one.is_joined)
    pairs = sum(one.pairs for one in STRATA if one.is_joined)
    return {"precision": joined / pairs, "recall": joined / sum(same.values())}
