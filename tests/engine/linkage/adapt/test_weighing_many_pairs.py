"""Many pairs at once are weighed as one pair is, and grouped as if every group were held against every other."""

import random

import numpy
import pytest

from jigsaw.engine.linkage.adapt import groups
from jigsaw.engine.linkage.adapt.comparable import comparable
from jigsaw.engine.linkage.adapt.comparing import settings_for
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.groups import group
from jigsaw.engine.linkage.adapt.linking import frequencies_of
from jigsaw.engine.linkage.adapt.scoring import Scorer
from jigsaw.engine.linkage.model import compile_model
from jigsaw.engine.linkage.score import waterfall, weigh
from jigsaw.interfaces.analysts.job import read_model

GIVEN, FAMILY = ("Anna", "Ana", "Łucja", "Bob", "Robert", ""), ("Nowak", "Novak", "Smith", "Smyth", "Anna")


@pytest.fixture(scope="module")
def people():
    chance = random.Random(4)
    return [
        comparable(
            Entry(
                str(at), "a", chance.choice(GIVEN), chance.choice(FAMILY),
                birth_date=f"19{50 + at % 7}-03-0{at % 5 + 1}",
                postcode=chance.choice(("QX1 1AA", "QX1 1AB", "")),
                address=chance.choice(("1 Mill Lane", "2 Mill Lane", "")),
                identifiers={"passport": chance.choice(("AB1234", "AB1235", "")), "id": str(at % 3)},
                words={"town": chance.choice(("Ripon", "Rippon", "Selby"))}, emails=(f"a{at % 4}@post.example",),
            )
        )
        for at in range(40)
    ]  # fmt: skip


def test_many_pairs_weigh_what_each_weighs_alone(people):
    settings = settings_for(read_model(None).settings, people, records=len(people))
    model = compile_model(settings, frequencies_of(people, settings))
    rows = [each.row(model) for each in people]
    scorer = Scorer(model, rows)
    pairs = numpy.stack(numpy.triu_indices(len(people), 1), axis=1)
    held = scorer.levels(pairs)
    alone = [weigh(model, rows[a], rows[b]) for a, b in pairs.tolist()]
    assert scorer.weights(model, pairs, held).tolist() == alone
    assert [list(steps) for steps in scorer.steps(model, pairs, held)] == [
        waterfall(model, rows[a], rows[b]) for a, b in pairs.tolist()
    ]


@pytest.mark.parametrize("largest", [2, 3, 250])
def test_two_clear_groups_are_found_however_small_the_pieces(largest, monkeypatch):
    monkeypatch.setattr(groups, "LARGEST_PIECE", largest)
    weight = numpy.where(numpy.add.outer(numpy.arange(8), numpy.arange(8)) % 2, -9.0, 9.0)
    edges = [(a, b) for a in range(8) for b in range(a + 1, 8) if weight[a, b] > 0]
    found, cut = group(
        8,
        edges,
        lambda pairs: weight[pairs[:, 0], pairs[:, 1]],
        lambda pairs: numpy.zeros(len(pairs), dtype=bool),
        least_mean=-6,
    )
    assert (found, cut) == ([[0, 2, 4, 6], [1, 3, 5, 7]], [])


def test_what_is_forbidden_keeps_two_groups_apart():
    found, cut = group(
        3,
        [(0, 1), (1, 2)],
        lambda pairs: numpy.full(len(pairs), 9.0),
        lambda pairs: (pairs == (0, 2)).all(axis=1),
        least_mean=-6,
    )
    assert (found, cut) == ([[0, 1], [2]], [(1, 2)])
