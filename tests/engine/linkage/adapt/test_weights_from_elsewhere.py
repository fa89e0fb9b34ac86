"""Pairs that another machine weighed: taken when they weigh the same here, refused when they do not."""

import numpy
import pytest

from jigsaw.engine.linkage.adapt.blocks import Candidates, Elsewhere, blocks_of, candidates, pairs_within
from jigsaw.engine.linkage.adapt.comparable import comparable
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.linking import Asked, link
from jigsaw.engine.linkage.score import weigh
from jigsaw.foundation.core.errors import FaultyModel
from jigsaw.interfaces.analysts.job import read_model

NAMES = [("Ann", "Nowak"), ("Ann", "Novak"), ("Bo", "Mbeki"), ("Bo", "Mbeki"), ("Cy", "Okonkwo")]
PEOPLE = [
    comparable(Entry(str(at), f"file{at}", given, family, birth_date="1980-02-03"))
    for at, (given, family) in enumerate(NAMES)
]
SHIPPED = read_model(None)
ASKED = Asked(adapt=False)


def linked(find=None):
    return link(PEOPLE, SHIPPED.settings, SHIPPED.frequencies, ASKED, lambda what, done, of: None, find)


def finding(off):
    """Another machine, whose weights are so many bits off."""

    def find(people, model):
        pairs = candidates(people, across_only=False).pairs
        rows = [each.row(model) for each in people]
        weights = numpy.array([weigh(model, rows[left], rows[right]) for left, right in pairs]) + off
        return Candidates(pairs, [], Elsewhere(weights, 1_000))

    return find


def test_the_same_weights_give_the_same_people():
    assert linked(finding(0.0)).groups == linked().groups
    assert linked(finding(0.0)).compared == 1_000


def test_other_weights_are_refused_with_how_far_off_they_are():
    with pytest.raises(FaultyModel, match=r"10 of 10 pairs weigh otherwise there, by up to 1e-06 bits"):
        linked(finding(1e-6))


def test_blocks_hold_the_pairs_that_are_compared():
    blocks, _ = blocks_of(PEOPLE)
    assert pairs_within(blocks, len(PEOPLE)).tolist() == candidates(PEOPLE, across_only=False).pairs.tolist()
