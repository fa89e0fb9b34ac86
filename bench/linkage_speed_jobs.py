"""The jobs of `bench.linkage_speed`, each run in a process of its own; the last line is its figures as JSON."""

import gc
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow
import pyarrow.parquet

from bench.loose_model import LOOSE, TIGHT, frequencies, settings
from bench.report import peak_memory_mb
from jigsaw.engine.linkage import kernel
from jigsaw.engine.linkage.kernel import compile_plan, read_rules
from jigsaw.engine.linkage.kernel.live import Index, Persons
from jigsaw.engine.linkage.model import compile_model

THRESHOLD = 0.0
UPPER = 8.0
ARRIVALS = 5_000


def batch(records: pyarrow.Table, out: Path | None = None) -> dict[str, Any]:
    """Our kernel, from columns to pairs."""
    plan = kernel.compile_plan(compile_model(settings(), frequencies(records)), kernel.read_rules(LOOSE))
    began, worked = time.perf_counter(), time.process_time()
    store = plan.encode({name: records[name] for name in records.column_names}, records["id"])
    encoded = time.perf_counter() - began
    pairs = store.pairs(THRESHOLD)
    figures = {**_taken(began, worked), "encode_s": round(encoded, 2), "pairs": len(pairs)}
    figures["kernel"] = kernel.in_use()
    if out:
        ids = records["id"].to_numpy()
        _save(out, ids[pairs.left], ids[pairs.right], pairs.weight, pairs.rule)
    return figures


def splink(records: pyarrow.Table, out: Path) -> dict[str, Any]:
    """Splink's `predict`, with the same frequencies put in beforehand."""
    _, linker, _ = _linker(records, settings())
    began, worked = time.perf_counter(), time.process_time()
    answer = linker.inference.predict(threshold_match_weight=THRESHOLD)
    figures = _taken(began, worked)
    found = answer.as_duckdbpyrelation().select("id_l, id_r, match_weight, match_key").fetchnumpy()
    figures["pairs"] = len(found["id_l"])
    _save(
        out,
        found["id_l"],
        found["id_r"],
        found["match_weight"],
        np.asarray(found["match_key"]).astype(np.uint8),
    )
    return figures


def splink_one(records: pyarrow.Table) -> dict[str, Any]:
    """Splink: one record against all, by `predict_between` with the same rules."""
    database, linker, everybody = _linker(records, settings())
    times = []
    for at in Random(3).sample(range(len(records)), 10):
        one = records.slice(at, 1).set_column(0, "id", pyarrow.array([-1 - at]))
        began = time.perf_counter()
        newcomer = database.register(one)
        linker.inference.predict_between(
            everybody, newcomer, threshold_match_weight=THRESHOLD
        ).as_record_list()
        times.append((time.perf_counter() - began) * 1e3)
    return {"splink_one_p50_ms": _at(times, 50), "splink_one_p95_ms": _at(times, 95)}


def live(records: pyarrow.Table) -> dict[str, Any]:
    """One record against all, by tight and by loose rules; then link, insert and settle."""
    some = Random(4).sample(range(len(records)), min(ARRIVALS, len(records) // 4))
    arrivals = records.take(pyarrow.array(some)).to_pylist()
    index = _index(records, TIGHT)
    figures = _timed("tight_against", arrivals, lambda row: index.against(index.encode(row)))
    index = _index(records, LOOSE)
    figures |= _timed("against", arrivals, lambda row: index.against(index.encode(row)))
    persons = Persons()
    for at, number in enumerate(records["nhs_number"].to_pylist()):
        persons.add(at, number, ())

    def arrive(row: dict[str, Any]) -> None:
        encoded = index.encode(row)
        found = index.against(encoded)
        persons.add(index.add(encoded), row["nhs_number"], found)

    gc.collect()
    gc.freeze()
    figures |= _timed("link_insert_settle", arrivals, arrive)
    return figures | {"live_peak_mb": peak_memory_mb()}


def _index(records: pyarrow.Table, rules: list[str]) -> Index:
    columns = {name: records[name] for name in records.column_names}
    plan = compile_plan(compile_model(settings(), frequencies(records)), read_rules(rules))
    index = Index(plan.encode(columns, records["id"]), UPPER)
    index.against(index.encode(records.slice(0, 1).to_pylist()[0]))
    gc.collect()
    gc.freeze()
    return index


def _timed(
    name: str, rows: list[dict[str, Any]], work: Callable[[dict[str, Any]], object]
) -> dict[str, float]:
    times = []
    for row in rows:
        began = time.perf_counter()
        work(row)
        times.append((time.perf_counter() - began) * 1e6)
    return {
        f"{name}_p50_us": _at(times, 50),
        f"{name}_p95_us": _at(times, 95),
        f"{name}_p99_us": _at(times, 99),
    }


def _at(times: list[float], share: int) -> float:
    return round(float(np.percentile(times, share)), 1)


def _taken(began: float, worked: float) -> dict[str, Any]:
    return {
        "wall_s": round(time.perf_counter() - began, 2),
        "cpu_s": round(time.process_time() - worked, 2),
        "peak_mb": peak_memory_mb(),
    }


def _linker(records: pyarrow.Table, said: dict[str, Any]) -> tuple[Any, Any, Any]:
    from splink import DuckDBAPI, Linker

    database = DuckDBAPI()
    everybody = database.register(records)
    linker = Linker(everybody, said, log_level=logging.ERROR)
    for column, shares in frequencies(records).items():
        table = pyarrow.table({column: list(shares), f"tf_{column}": list(shares.values())})
        linker.table_management.register_term_frequency_lookup(database.register(table), column)
    return database, linker, everybody


def _save(out: Path, left: Any, right: Any, weight: Any, rule: Any) -> None:
    table = pyarrow.table({"left": left, "right": right, "weight": weight, "rule": rule})
    pyarrow.parquet.write_table(table, out)


def main() -> None:
    """Run the job that the command line names."""
    job, records, *out = sys.argv[1:]
    table = pyarrow.parquet.read_table(records)
    figures = globals()[job](table, *map(Path, out))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
