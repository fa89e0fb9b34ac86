"""Evidence against a person's own baseline: what makes more of it, what makes less, and the table it is read from."""

from decimal import Decimal, getcontext
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.patterns.language import DAY, HOUR
from jigsaw.engine.patterns.timeline import Mark
from jigsaw.engine.triage import YEAR, evidence
from jigsaw.engine.triage.evidence import EPISODE, LEAST, MOST, NOTHING, TABLE, of_counts, watched

NOW = 1_000 * DAY
AGES = st.integers(0, 400 * DAY)
AGENCIES = st.sampled_from(["police", "ambulance", "trust"])
SIGNS = st.lists(st.tuples(AGES, AGENCIES, st.integers(0, 3 * DAY)), max_size=25)


def sign(age, agency="police", late=0, piece="", incident="", gone=None):
    """A sign of so many minutes ago, known so many minutes after."""
    at = NOW - age
    return Mark(at, at + late, gone, "police-call", agency, piece or f"{age} {agency}", "", incident)


def signs(drawn):
    return [sign(age, agency, late, piece=str(n)) for n, (age, agency, late) in enumerate(drawn)]


def days(*ages, agency="police"):
    return [sign(int(age * DAY), agency) for age in ages]


def naively(marks):
    """The same, as slowly and plainly as can be."""
    seen = sorted(
        (m for m in marks if m.known <= NOW and NOW - YEAR < m.at <= NOW),
        key=lambda m: (m.at, m.agency, m.piece),
    )
    kept = []
    for mark in seen:
        if all(mark.at - other.at >= EPISODE for other in kept):
            kept.append(mark)
    totals = []
    for recent in TABLE:
        total = 0
        for agency in {mark.agency for mark in kept}:
            mine = [mark for mark in kept if mark.agency == agency]
            late = [mark for mark in mine if NOW - mark.at < recent * DAY]
            total += of_counts(len(late), len(mine) - len(late), recent)
        totals.append(total)
    return max(totals) - watched(len(kept))


def test_the_frozen_table_is_what_its_formula_says():
    getcontext().prec = 40
    for recent, lines in TABLE.items():
        for times, (gain, cost) in zip((2, 4, 8), lines, strict=True):
            share = (420 + (times - 1) * Decimal(recent)) / 420
            assert (gain, cost) == (round(10_000 * Decimal(times).log10()), round(10_000 * share.log10()))


def test_the_lines_are_the_ratio_of_the_two_explanations():
    # Poisson counts with a Gamma(1, 56 days) rate summed out: (r + b)! and the waiting times cancel in the ratio.
    recent, before, width = 3, 2, 28

    def probability(times):
        shares = [Decimal(times * width), Decimal(364 - width)]
        whole = 420 + (times - 1) * width
        return prod([shares[0] ** recent, shares[1] ** before]) * 56 / Decimal(whole) ** (recent + before + 1)

    best = max(10_000 * (probability(times) / probability(1)).log10() for times in (2, 4, 8))
    assert abs(best - of_counts(recent, before, width) - NOTHING[width]) < 10


@given(SIGNS)
def test_it_equals_the_slow_twin(drawn):
    assert evidence(signs(drawn), NOW) == naively(signs(drawn))


@given(SIGNS, st.randoms())
def test_the_order_of_pieces_makes_no_difference(drawn, rng):
    mixed = signs(drawn)
    rng.shuffle(mixed)
    assert evidence(mixed, NOW) == evidence(signs(drawn), NOW)


@given(st.integers(0, 30), st.integers(0, 60), st.sampled_from(sorted(TABLE)))
def test_more_of_late_never_says_less_and_more_before_never_says_more(recent, before, width):
    said = of_counts(recent, before, width)
    assert of_counts(recent + 1, before, width) >= said >= of_counts(recent, before + 1, width)
    assert LEAST <= said <= MOST


def test_the_same_pieces_say_less_of_somebody_who_always_has_many():
    quiet = days(1, 5, 9)
    used_to_it = [*quiet, *days(*range(100, 360, 7))]
    assert evidence(quiet, NOW) > 2 * max(0, evidence(used_to_it, NOW))


def test_agencies_add_up_and_no_agency_counts_for_more_than_the_most():
    flurry = days(*range(28))
    assert evidence(flurry, NOW) == MOST - watched(28)
    assert evidence([*flurry, *days(3.5, 8.5, agency="trust")], NOW) > MOST - watched(28)


def test_what_is_told_twice_counts_once():
    one = [sign(3 * DAY)]
    within_the_night = sign(3 * DAY - 2 * HOUR, "ambulance")
    days_later = [sign(9 * DAY, incident="LOG 7"), sign(3 * DAY, "ambulance", incident="LOG 7")]
    assert evidence([*one, within_the_night], NOW) == evidence(one, NOW)
    assert evidence(days_later, NOW) == evidence(days_later[:1], NOW)


def test_what_was_not_yet_known_or_was_taken_back_is_passed_over():
    known = days(10, 20)
    late, retracted = sign(DAY, "trust", late=2 * DAY), sign(2 * DAY, "ambulance", gone=NOW - HOUR)
    assert evidence([*known, late, retracted], NOW) == evidence(known, NOW)


def test_nothing_says_nothing_and_neither_does_an_agency_that_holds_nothing():
    assert evidence([], NOW) == 0
    assert all(of_counts(0, 0, width) == 0 for width in TABLE)


def test_each_doubling_of_the_years_signs_takes_two_decibans_off():
    assert [watched(signs) for signs in (0, 1, 3, 7, 15, 31)] == [0, 2_000, 4_000, 6_000, 8_000, 10_000]
    assert all(watched(signs + 1) >= watched(signs) for signs in range(100))
