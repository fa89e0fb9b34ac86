"""The same model file on Spark, through Splink's own backend, for what outgrows one machine; measured once, small.

python -m bench.linkage_spark [--quick] [--splinks-own]

Needs Java 17 and the extra `spark` (requirements/spark.txt); nothing else of Jigsaw does. The model that
`jigsaw link` learnt from invented files is given to Splink on Spark, its conditions put into Spark's SQL; the
same pairs are weighed by both. Frequencies are frozen: Spark reads the model's tables, and does not count
again. Similarities are Jigsaw's, or Splink's own where so asked, which differ from DuckDB's (see `for_spark`).
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.report import report
from jigsaw.engine.linkage.adapt.comparable import LISTS, Comparable, comparable
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.linking import Asked, link
from jigsaw.engine.linkage.adapt.spark import for_spark, register_similarities
from jigsaw.engine.linkage.model import compile_model
from jigsaw.engine.linkage.score import weigh
from jigsaw.interfaces.analysts.job import read_model

ENDS = ("", *(f"{a}{b}" for a in "bdfgklmnprst" for b in ("am", "en", "ow", "ick", "ard")))
RULES = ("l.birth_date = r.birth_date", "l.family = r.family and l.given_initial = r.given_initial")
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
    rows = {each.standard.id: each.row(model) for each in people}
    began = time.perf_counter()
    session = spark_session()
    started = time.perf_counter() - began
    found = list(weigh_on_spark(session, people, learnt.settings, learnt.frequencies, not asked.splinks_own))
    session.stop()
    took = time.perf_counter() - began
    apart = [abs(weigh(model, rows[left], rows[right]) - weight) for left, right, weight in found]
    report(
        "linkage_spark",
        records=len(people),
        pairs=len(found),
        session_seconds=round(started, 1),
        seconds_in_all=round(took, 1),
        largest_difference_bits=max(apart, default=0.0),
        pairs_that_differ=sum(each > 1e-9 for each in apart),
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


def weigh_on_spark(
    session: Any,
    people: Sequence[Comparable],
    settings: Mapping[str, Any],
    frequencies: Mapping[str, Mapping[str, float]],
    exactly: bool,
) -> Iterator[tuple[str, str, float]]:
    """Every pair that the rules bring together: two ids and the weight in bits, as Splink works it out on Spark.

    `session`: a Spark session that has Splink's functions (see `spark_session`). `exactly`: with Jigsaw's similarities.
    """
    from splink import Linker, SparkAPI

    api = SparkAPI(spark_session=session, break_lineage_method="persist", num_partitions_on_repartition=4)
    names = [name for name in compile_model(settings, frequencies).columns if name != "id"]
    kinds = ", ".join(f"`{name}` {'array<string>' if name in LISTS else 'string'}" for name in names)
    rows = [(each.standard.id, *(_plain(each.value(name)) for name in names)) for each in people]
    register_similarities(session)
    table = session.createDataFrame(rows, f"id string, {kinds}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        path.write_text(json.dumps(for_spark(settings, RULES, exactly=exactly)), "utf-8")
        linker = Linker(api.register(table), path)
        for column, shares in frequencies.items():
            frozen = session.createDataFrame(list(shares.items()), f"`{column}` string, `tf_{column}` double")
            linker.table_management.register_term_frequency_lookup(api.register(frozen), column)
        answers = linker.inference.predict().as_record_list()
    for each in answers:
        yield each["id_l"], each["id_r"], each["match_weight"]


def spark_session(master: str = "local[2]") -> Any:
    """A session on this machine alone, with the functions that Splink brings to Spark. It needs Java 17."""
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    # Spark's workers would else be the first Python of the path, which has no Jigsaw.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    begun = (
        SparkSession.builder.master(master)
        .config("spark.jars", similarity_jar_location())
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    begun.sparkContext.setLogLevel("ERROR")
    return begun


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


if __name__ == "__main__":
    main()
