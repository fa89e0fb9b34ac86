"""Two people who looked at the same pairs: how far they agree, and how far beyond chance."""

import random

from jigsaw.engine.linkage.agreement import agreement


def answers(both, first_only, second_only, neither):
    return [
        *[(True, True)] * both, *[(True, False)] * first_only, *[(False, True)] * second_only,
        *[(False, False)] * neither,
    ]  # fmt: skip


def test_kappa_takes_off_what_chance_gives():
    """Agreed 35 of 50: .7; by chance .5 * .6 + .5 * .4 = .5; so (.7 - .5) / (1 - .5) = .4."""
    found = agreement(answers(20, 5, 10, 15))
    assert (found.pairs, found.agreed, found.observed.estimate) == (50, 35, 0.7)
    assert round(found.kappa.estimate, 9) == 0.4


def test_those_who_always_agree_are_not_called_certain():
    found = agreement(answers(6, 0, 0, 4))
    assert found.kappa.estimate == 1
    assert found.kappa.low < 0.6


def test_kappa_of_people_who_only_ever_say_one_thing_is_not_known():
    assert agreement(answers(10, 0, 0, 0)).kappa is None
    assert agreement([]).kappa is None


def test_the_limits_of_kappa_hold_the_truth_at_about_their_nominal_rate():
    """Two people who each slip on a tenth of pairs, of which 3 in 10 are one human being: kappa is .599."""
    chance, held = random.Random(3), 0
    for _ in range(600):
        truth = [chance.random() < 0.3 for _ in range(80)]
        told = [(one != (chance.random() < 0.1), one != (chance.random() < 0.1)) for one in truth]
        kappa = agreement(told).kappa
        held += kappa.low <= 0.599 <= kappa.high
    assert 0.93 * 600 <= held <= 0.98 * 600
