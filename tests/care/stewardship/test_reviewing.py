"""A clerical review: drawn from every pair by strata, answered pair by pair, and reported with limits."""

import pytest

from jigsaw.care.linkage.queries import compared_pairs
from jigsaw.care.stewardship import actions, queries
from jigsaw.care.stewardship.models import ReviewAnswer, ReviewPair
from jigsaw.foundation.core.errors import NotFound, Refused
from tests.care.stewardship.conftest import numbered
from tests.town import someone


@pytest.fixture
def borough(town, pairs):
    """Two pairs that wait, two people of two records each, and two strangers with one telephone."""
    pairs("Achebe", "Brannigan")
    for at, family in enumerate(("Castellane", "Dragomir"), 10):
        for agency in ("police", "gp"):
            town.send(agency, someone(f"{agency}{family}", "Wanda", family, "1970-02-03", nhs=numbered(at)))
    town.send("police", someone("P1", "Zebedee", "Quillfeather", "1950-01-31", tel="01632 960999"))
    town.send("gp", someone("G1", "Ann", "Okafor", "1981-11-02", tel="01632 960999"))
    return town


def test_every_pair_that_shares_a_block_is_found_once(borough, steward):
    found = compared_pairs(viewer=steward)
    told = [frozenset(found.pair(at)) for at in range(len(found.left))]
    assert len(told) == len(set(told)) >= 5
    assert all(len(pair) == 2 for pair in told)


def test_a_sample_holds_pairs_of_every_stratum_there_is(borough, steward):
    key = actions.draw(by=steward, pairs=100, seed=1)
    report = queries.review_report(viewer=steward, key=key)
    sizes = {one.name: (one.pairs, one.drawn) for one in report.strata}
    assert sizes["joined by one NHS number or by hand"] == (2, 2)
    assert sum(pairs for name, (pairs, _) in sizes.items() if name.startswith("apart")) >= 3
    assert report.pairs == ReviewPair.objects.filter(review=key).count()
    assert report.measured is None


def test_the_same_seed_draws_the_same_pairs(borough, steward):
    first, second = (actions.draw(by=steward, pairs=100, seed=5) for _ in range(2))
    told = [queries.pairs_of_review(viewer=steward, key=key) for key in (first, second)]
    assert told[0] == told[1]


def test_pairs_come_one_after_another_until_all_are_answered(borough, steward):
    key = actions.draw(by=steward, pairs=100, seed=1)
    total = len(queries.pairs_of_review(viewer=steward, key=key))
    for number in range(1, total + 1):
        assert queries.next_in_review(viewer=steward, key=key)[0] == number
        actions.answer(by=steward, review=key, number=number, same=number % 2 == 0)
    assert queries.next_in_review(viewer=steward, key=key) is None
    (line,) = queries.reviews(viewer=steward)
    assert (line.pairs, line.answered) == (total, total)


def test_right_answers_give_full_precision(borough, steward):
    key = actions.draw(by=steward, pairs=100, seed=1)
    for pair in ReviewPair.objects.filter(review=key):
        actions.answer(by=steward, review=key, number=pair.number, same=pair.stratum.startswith("joined"))
    report = queries.review_report(viewer=steward, key=key)
    assert (report.measured.precision.low, report.measured.recall.low) == (1, 1)


def test_the_latest_answer_holds(borough, steward):
    key = actions.draw(by=steward, pairs=100, seed=1)
    for same in (True, False):
        actions.answer(by=steward, review=key, number=1, same=same)
    report = queries.review_report(viewer=steward, key=key)
    assert report.answered == 1
    assert sum(one.same for one in report.strata) == 0
    assert ReviewAnswer.objects.count() == 2


def test_only_stewards_draw_and_answer_and_managers_may_read(borough, steward):
    key = actions.draw(by=steward, pairs=10, seed=1)
    manager = borough.viewer(role="manager")
    assert queries.review_report(viewer=manager, key=key).pairs > 0
    for act in (
        lambda: actions.draw(by=manager, pairs=10),
        lambda: actions.answer(by=manager, review=key, number=1, same=True),
        lambda: queries.reviews(viewer=borough.viewer(role="practitioner")),
    ):
        with pytest.raises(Refused):
            act()


def test_a_pair_that_is_not_in_the_review_is_not_found(borough, steward):
    key = actions.draw(by=steward, pairs=10, seed=1)
    with pytest.raises(NotFound):
        actions.answer(by=steward, review=key, number=9_999, same=True)
