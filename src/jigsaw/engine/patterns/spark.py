"""The back-test on a cluster, for what outgrows one machine: the same kernel in every task, over whole timelines.

Needs the extra `spark` here and on the cluster, where Jigsaw must be installed too; nothing else of Jigsaw needs it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pyarrow

from jigsaw.engine.patterns.parquet import finding, whole_timelines
from jigsaw.engine.patterns.pattern import Pattern

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

FOUND = "pattern string, raised int, ended int"


def onsets_on_spark(
    marks: "DataFrame", patterns: Sequence[Pattern], until: int, partitions: int | None = None
) -> "DataFrame":
    """Every time that a pattern became true of a subject, up to and including the minute `until`; in no order.

    marks: one row a mark, in the columns that `parquet` names, in any order. partitions: into how many parts subjects
    are spread, Spark's own number when left out. Columns as `parquet.onsets_in` gives.
    """
    spread = marks.repartition("subject") if partitions is None else marks.repartition(partitions, "subject")
    ordered = spread.sortWithinPartitions("subject", "at")
    subject = ordered.schema["subject"].dataType.simpleString()
    return ordered.mapInArrow(partial(_of_one_part, tuple(patterns), until), f"subject {subject}, {FOUND}")


def _of_one_part(
    patterns: tuple[Pattern, ...], until: int, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    find = finding(patterns, until)
    tables = (pyarrow.Table.from_batches([batch]) for batch in batches if batch.num_rows)
    for part in whole_timelines(tables):
        found = find(part)
        plain = found.set_column(1, "pattern", found["pattern"].cast(pyarrow.string()))
        yield from plain.to_batches()
