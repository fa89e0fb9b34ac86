"""The jobs of `bench.patterns`, each run in a process of its own; the last line is its figures as JSON."""

import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet

from bench.patterns_invented import LAST, write
from bench.patterns_rules import rules
from bench.report import peak_memory_mb
from jigsaw.engine.patterns.kernel import in_use
from jigsaw.engine.patterns.kernel.kernel import Kernel
from jigsaw.engine.patterns.kernel.live import Live, NotHeld
from jigsaw.engine.patterns.parquet import encoded, onsets_in, parts_of

Onset = tuple[str, int, int]


def kernel(path: Path) -> dict[str, Any]:
    """Our kernel, over marks in memory; kinds that no pattern reads were dropped as they were read."""
    patterns = rules()
    laid_out = Kernel(patterns)
    marks = [encoded(part, laid_out) for part in parts_of(path)]
    untils = [np.full(len(each), LAST, np.int64) for each in marks]
    clock = _Clock()
    found = sum(len(laid_out.onsets(each, until)) for each, until in zip(marks, untils, strict=True))
    read = int(sum(each.offsets[-1] for each in marks))
    return clock.taken() | {"pieces": _rows(path), "read": read, "onsets": found, "in_use": in_use()}


def columns(path: Path) -> dict[str, Any]:
    """Ours, from the file to the onsets as columns."""
    patterns = rules()
    _warm(patterns)
    clock = _Clock()
    found = onsets_in(path, patterns, LAST)
    figures = clock.taken()
    told = zip(*(found[name].to_pylist() for name in ("pattern", "subject", "raised")), strict=True)
    return figures | {"pieces": _rows(path), "onsets": len(found)} | _fingerprint(told, len(found))


def live(path: Path) -> dict[str, Any]:
    """Every piece as it becomes known, told one by one from Python to the state of all these people."""
    state = Live(rules())
    read = {kind for pattern in rules() for kind in pattern.reads}
    steps, people = _steps(path)
    gc.collect()
    gc.freeze()
    gc.disable()
    every, of_read = [], []
    for _, is_back, subject, at, known, kind, agency, piece in steps:
        if is_back:
            _take_back(state, subject, piece, known)
            continue
        began = time.perf_counter_ns()
        state.arrive(subject, at, known, kind, agency, piece)
        took = time.perf_counter_ns() - began
        every.append(took)
        if kind in read:
            of_read.append(took)
    figures = _shares("live", every) | _shares("live_of_a_kind_read", of_read)
    return figures | {"live_pieces": len(every), "live_bytes_a_person": round(state.bytes_held() / people)}


def duckdb(path: Path) -> dict[str, Any]:
    """DuckDB, by SQL made from the same conditions, on both cores."""
    import duckdb as engine

    from bench.patterns_duckdb import PIECES, Rules

    connection = engine.connect()

    def read() -> Rules:
        connection.execute("create table pieces as " + PIECES.format(source=f"'{path}'"))
        return Rules(connection, LAST)

    return _other(path, read)


def polars(path: Path) -> dict[str, Any]:
    """Polars, lazily, on both cores."""
    import polars as engine

    from bench.patterns_polars import Rules, prepared

    return _other(path, lambda: Rules(prepared(engine.scan_parquet(path)).collect().lazy(), LAST))


def pandas(path: Path) -> dict[str, Any]:
    """pandas."""
    from bench.patterns_pandas import Rules, prepared

    return _other(path, lambda: Rules(prepared(pyarrow.parquet.read_table(path).to_pandas()), LAST))


def _other(path: Path, read: Callable[[], Any]) -> dict[str, Any]:
    patterns = rules()
    whole = _Clock()
    engine = read()
    in_memory = _Clock()
    found = [onset for pattern in patterns for onset in engine.onsets(pattern)]
    memory = in_memory.taken()["cpu_s"]
    figures = whole.taken() | {"memory_cpu_s": memory, "pieces": _rows(path), "onsets": len(found)}
    return figures | _fingerprint(found, len(found))


class _Clock:
    def __init__(self) -> None:
        self._began, self._worked = time.perf_counter(), time.process_time()

    def taken(self) -> dict[str, Any]:
        wall, worked = time.perf_counter() - self._began, time.process_time() - self._worked
        return {"wall_s": round(wall, 2), "cpu_s": round(worked, 2), "peak_mb": peak_memory_mb()}


def _warm(patterns: Any) -> None:
    """What a process loads once, whatever the file's size, is not the file's."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "few.parquet", 20, 2_000)
        onsets_in(Path(folder) / "few.parquet", patterns, LAST)


def _fingerprint(onsets: Iterable[Onset], count: int) -> dict[str, Any]:
    """One number for a set of onsets; none for very many, which nobody else has found."""
    if count > 2_000_000:
        return {}
    told = "\n".join(f"{pattern} {subject} {raised}" for pattern, subject, raised in sorted(onsets))
    return {"fingerprint": sha256(told.encode()).hexdigest()}


def _rows(path: Path) -> int:
    return int(pyarrow.parquet.ParquetFile(path).metadata.num_rows)


def _steps(path: Path) -> tuple[list[tuple[Any, ...]], int]:
    """What is told, in the order in which it became known: (minute, taken back, subject, at, known, ...)."""
    table = pyarrow.parquet.read_table(path)
    names = ("subject", "at", "known", "kind", "agency", "piece", "gone")
    steps: list[tuple[Any, ...]] = []
    for *told, piece, gone in zip(*(table[name].to_pylist() for name in names), strict=True):
        subject, at, known, kind, agency = told
        steps.append((known, False, subject, at, known, kind, agency, piece))
        if gone is not None:
            steps.append((gone, True, subject, at, gone, kind, agency, piece))
    steps.sort(key=lambda step: (step[0], not step[1]))
    return steps, len(set(table["subject"].to_pylist()))


def _take_back(state: Live, subject: int, piece: int, now: int) -> None:
    with suppress(NotHeld):
        state.take_back(subject, piece, now)


def _shares(name: str, times: list[int]) -> dict[str, float]:
    return {
        f"{name}_p{share}_us": round(float(np.percentile(times, share)) / 1e3, 2) for share in (50, 95, 99)
    }


def main() -> None:
    """Run the job that the command line names."""
    job, path = sys.argv[1:]
    print(json.dumps(globals()[job](Path(path))))


if __name__ == "__main__":
    main()
