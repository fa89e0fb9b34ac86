"""The same model file on Spark, through Splink's own backend, for what outgrows one machine; measured once, small.

python -m bench.linkage_spark [--quick] [--splinks-own]

Needs Java 17 and the extra `spark` (requirements/spark.txt), as `jigsaw link --spark` does, whose work this is. The
model that `jigsaw link` learnt from invented files is given to Splink on Spark, its conditions put into Spark's SQL;
the same pairs are weighed by both. Frequencies are frozen: Spark reads the model's tables, and does not count again.
Similarities are Jigsaw's, or Splink's own where so asked, which differ from DuckDB's (see `for_spark`).
"""

import argparse
import math
import random
import time

import numpy

from bench.report import report
from jigsaw.engine.linkage.adapt.blocks import candidates
from jigsaw.engine.linkage.adapt.comparable import comparable
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.linking import SAME_WEIGHT, Asked, link
from jigsaw.engine.linkage.adapt.on_spark import OnSpark, begin
from jigsaw.engine.linkage.adapt.scoring import Scorer
from jigsaw.engine.linkage.model import compile_model
from jigsaw.interfaces.analysts.job import read_model

ENDS = ("", *(f"{a}{b}" for a in "bdfgklmnprst" for b in ("am", "en", "ow", "ick", "ard")))
GIVEN = (
    "Margaret", "William", "Siobhan", "Mohammed", "Katarzyna", "Robert", "Elizabeth", "Tomasz", "Aisha", "Edward",
    "Helen", "Paul",
)  # fmt: skip
FAMILY = (
    "Ashworth", "Okonkwo", "Fairbairn", "Hussain", "Nowak", "Llewellyn", "Pemberton", "Mbeki", "Trevithick", "Haddad",
)  # fmt: skip


def main() -> None:
    """Learn a model, weigh on Spark, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--splinks-own", action="store_true", help="with the similarities that Splink brings")
    asked = parser.parse_args()
    people = [comparable(each) for each in invented(500 if asked.quick else 10_000)]
    shipped = read_model(None)
    learnt = link(people, shipped.settings, {}, Asked(), lambda what, done, of: None)
    model = compile_model(learnt.settings, learnt.frequencies)
    began = time.perf_counter()
    session = begin("local[2]")
    started = time.perf_counter() - began
    there = OnSpark(
        session, learnt.settings, learnt.frequencies, least=-math.inf, exactly=not asked.splinks_own
    )(people, model)
    took = time.perf_counter() - began
    session.stop()
    began = time.perf_counter()
    here = candidates(people, across_only=False)
    scorer = Scorer(model, [each.row(model) for each in people])
    weights = scorer.weights(model, here.pairs, scorer.levels(here.pairs))
    took_here = time.perf_counter() - began
    same = here.pairs.tolist() == there.pairs.tolist()
    apart = numpy.abs(weights - there.elsewhere.weights) if same else numpy.array([math.inf])
    report(
        "linkage_spark",
        records=len(people),
        pairs=len(there.pairs),
        same_pairs=same,
        session_seconds=round(started, 1),
        seconds_in_all=round(took, 1),
        seconds_here=round(took_here, 2),
        largest_difference_bits=float(apart.max(initial=0.0)),
        pairs_that_differ=int((apart > SAME_WEIGHT).sum()),
    )


def invented(count: int) -> list[Entry]:
    """So many people, each in two records, the second with slips."""
    chance = random.Random(3)
    entries = []
    for at in range(count):
        given, family = (
            chance.choice(GIVEN),
            chance.choice(FAMILY) + chance.choice(ENDS) + chance.choice(["", "ton", "by", "son"]),
        )
        born = f"{chance.randint(1930, 2004)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        entries.append(Entry(f"a/{at}", "a", given, family, birth_date=born))
        slipped = family[:-1] if chance.random() < 0.2 else family
        entries.append(Entry(f"b/{at}", "b", given, slipped, birth_date=born))
    return entries


if __name__ == "__main__":
    main()
