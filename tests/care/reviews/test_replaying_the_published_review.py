"""The replay of the published review: seven files in seven shapes against the truth that they were made from."""

from itertools import combinations

import pytest

from jigsaw.engine.chronology.alike import proposals
from jigsaw.engine.chronology.ordering import in_order
from jigsaw.engine.chronology.when import How, is_certainly_before
from jigsaw.foundation.core.time import LONDON
from tests.care.reviews.replayed import CALLED, mark_of, pairs, replayed

SEEDS = (1, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_on_the_way_in(seed):
    truth, read, entries = replayed(seed)
    assert len(read) == 7
    assert sorted(one.key for one in entries) == sorted(row.mark for row in truth.rows)
    refused = [(name, one.why) for name, each in read.items() for one in each.refused]
    assert len(refused) == 5  # the five rows that were broken on purpose
    assert {name.split(".")[0] for name, _ in refused} == {
        "chronology-police",
        "chronology-gp",
        "chronology-housing",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_says_what_it_said_and_when_it_was(seed):
    truth, read, _ = replayed(seed)
    rows = {row.mark: row for row in truth.rows}
    for each in read.values():
        for one in each.accepted:
            true, at = rows[mark_of(one)], truth.clock.at(rows[mark_of(one)].at).replace(tzinfo=LONDON)
            first, last = one.when.reach
            assert first <= at < last
            assert (one.said["fact"], one.said["who"]) == (" ".join(true.fact.split()), true.who)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_is_that_of_the_truth(seed):
    truth, _, entries = replayed(seed)
    at = {row.mark: row.at for row in truth.rows}
    ordered = [placed.entry for placed in in_order(entries)]
    for one, later in combinations(ordered, 2):
        exact = one.when.how is How.MINUTE and later.when.how is How.MINUTE
        if exact or is_certainly_before(one.when, later.when):
            assert at[one.key] <= at[later.key]


def test_what_was_told_twice_is_mostly_proposed_and_little_else():
    true = found = right = 0
    for seed in SEEDS:
        truth, _, entries = replayed(seed)
        proposed = {(one.left, one.right) for one in proposals(entries, CALLED)}
        true, found, right = (
            true + len(pairs(truth)),
            found + len(proposed),
            right + len(proposed & pairs(truth)),
        )
    assert right / found >= 0.85
    assert right / true >= 0.9
