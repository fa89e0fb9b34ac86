"""The pairs of a job found and weighed on Spark, through Splink's own backend: the same blocks, the same weights.

Rows are made comparable and put into blocks here; which two rows meet, and what each pair weighs, is worked out
there, which is where a job outgrows one machine: pairs are many times the rows. Only pairs that may matter come back.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy

from jigsaw.engine.linkage.adapt.blocks import Candidates, Elsewhere, blocks_of
from jigsaw.engine.linkage.adapt.comparable import LISTS, Comparable
from jigsaw.engine.linkage.adapt.spark import for_spark, register_similarities
from jigsaw.engine.linkage.levels import Frequencies
from jigsaw.engine.linkage.model import Model

LEAST = -10.0
"""Bits below which no pair comes back: less than one in a thousand of them is one human being."""

_BLOCK, _SOURCE = "jigsaw_block", "jigsaw_source"
_ID = "id"


@dataclass(frozen=True, slots=True)
class OnSpark:
    """Finds pairs on Spark. `session`: with the functions that Splink brings (see `begin`).

    `least`: bits from which pairs come back. `exactly`: with Jigsaw's similarities rather than those of Splink.
    """

    session: Any
    settings: Mapping[str, Any]
    frequencies: Frequencies
    across_only: bool = False
    least: float = LEAST
    exactly: bool = True

    def __call__(self, people: Sequence[Comparable], model: Model) -> Candidates:
        """The pairs of at least so many bits, each once, in order, with what they weighed there."""
        blocks, skipped = blocks_of(people)
        weighed = self._weighed(people, model, blocks)
        compared = weighed.count()
        kept = weighed.filter(weighed["match_weight"] >= self.least).select("id_l", "id_r", "match_weight")
        rows = sorted(tuple(row) for row in kept.collect())
        pairs = numpy.array([row[:2] for row in rows], dtype=numpy.int64).reshape(-1, 2)
        weights = numpy.array([row[2] for row in rows], dtype=numpy.float64)
        return Candidates(pairs, skipped, Elsewhere(weights, compared))

    def _weighed(self, people: Sequence[Comparable], model: Model, blocks: Sequence[Sequence[int]]) -> Any:
        from splink import Linker, SparkAPI

        register_similarities(self.session)
        splinks: Any = SparkAPI  # it has no types
        api = splinks(spark_session=self.session, break_lineage_method="persist")
        kept = dict(self.settings) | {"unique_id_column_name": _ID, "link_type": "dedupe_only"}
        with TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            path.write_text(json.dumps(for_spark(kept, [self._rule()], exactly=self.exactly)), "utf-8")
            linker = Linker(api.register(self._table(people, model, blocks)), path)
        for column, shares in self.frequencies.items():
            frozen = self.session.createDataFrame(
                list(shares.items()), f"`{column}` string, `tf_{column}` double"
            )
            linker.table_management.register_term_frequency_lookup(api.register(frozen), column)
        return linker.inference.predict().as_spark_dataframe()

    def _rule(self) -> dict[str, Any]:
        apart = f" AND l.{_SOURCE} <> r.{_SOURCE}" if self.across_only else ""
        condition = f"l.{_BLOCK} = r.{_BLOCK}{apart}"
        return {"blocking_rule": condition, "sql_dialect": "spark", "arrays_to_explode": [_BLOCK]}

    def _table(self, people: Sequence[Comparable], model: Model, blocks: Sequence[Sequence[int]]) -> Any:
        names = [name for name in model.columns if name != _ID]
        kinds = "".join(f", `{name}` {'array<string>' if name in LISTS else 'string'}" for name in names)
        rows = list(_rows(people, names, blocks))
        return self.session.createDataFrame(
            rows, f"{_ID} bigint, {_SOURCE} string, {_BLOCK} array<bigint>{kinds}"
        )


def _rows(
    people: Sequence[Comparable], names: Sequence[str], blocks: Sequence[Sequence[int]]
) -> Iterator[tuple[Any, ...]]:
    # A row's id is its position, so that the left of a pair is the same one here and there.
    standing: list[list[int]] = [[] for _ in people]
    for block, members in enumerate(blocks):
        for at in members:
            standing[at].append(block)
    for at, each in enumerate(people):
        values = (each.value(name) for name in names)
        plain = (list(value) if isinstance(value, tuple) else value for value in values)
        yield at, each.standard.agency, standing[at], *plain


def begin(master: str) -> Any:
    """A Spark session with the functions that Splink brings. `master`: as Spark names one, "local[2]" or a cluster.

    It needs Java 17, and whatever it raises is Spark's own.
    """
    import os
    import sys

    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    # Spark's workers would else be the first Python of the path, which has no Jigsaw.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    building = SparkSession.builder.master(master).config("spark.jars", similarity_jar_location())
    building = building.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):
        building = (
            building.config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
        )
    begun = building.getOrCreate()
    begun.sparkContext.setLogLevel("ERROR")
    return begun
