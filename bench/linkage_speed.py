"""How fast the linkage kernel is, beside Splink 5 on DuckDB: one run, the same invented records, model and rules.

python -m bench.linkage_speed [--quick] [--rows N] [--large N] [--without-splink]

Each job runs in a child of its own, so that its peak of memory is its own; records are read before the clock starts.
Batch: from the records as columns to the pairs at even odds and above, with their weights. Both find the same pairs
with the same weights, or the bench fails.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet

from bench.invented_columns import invented
from bench.report import report

QUICK_ROWS, ROWS, LARGE_ROWS = 100_000, 1_020_000, 5_100_000
JOB = "bench.linkage_speed_jobs"


def main() -> None:
    """Read the command line, run the jobs, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--large", type=int, help="rows of the large job, ours alone; 0 leaves it out")
    parser.add_argument("--without-splink", action="store_true")
    asked = parser.parse_args()
    rows = asked.rows or (QUICK_ROWS if asked.quick else ROWS)
    large = asked.large if asked.large is not None else (0 if asked.quick else LARGE_ROWS)
    figures: dict[str, object] = {"rows": rows}
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        records = _written(folder, rows)
        ours = _run("batch", records, folder / "ours.parquet")
        figures |= _named("ours", ours)
        figures |= _run("live", records)
        if not asked.without_splink:
            theirs = _run("splink", records, folder / "theirs.parquet")
            figures |= _named("splink", theirs)
            figures |= _compared(folder) | _ratios(ours, theirs)
            one = _run("splink_one", records)
            ratio = round(1000 * float(one["splink_one_p50_ms"]) / float(figures["against_p50_us"]))  # type: ignore[arg-type]  # numbers
            figures |= one | {"one_record_p50_ratio": ratio}
        if large:
            figures |= _named("large", _run("batch", _written(folder, large)))
    report("linkage_speed", **figures)


def _written(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.parquet"
    pyarrow.parquet.write_table(invented(rows), path)
    return path


def _run(job: str, *arguments: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", JOB, job, *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(job, found, flush=True)
    return found


def _named(name: str, figures: dict[str, float]) -> dict[str, float]:
    return {f"{name}_{key}": value for key, value in figures.items()}


def _ratios(ours: dict[str, float], theirs: dict[str, float]) -> dict[str, float]:
    return {f"{name}_ratio": round(theirs[name] / ours[name], 1) for name in ("wall_s", "cpu_s", "peak_mb")}


def _compared(folder: Path) -> dict[str, object]:
    """Whether both found the same pairs, by the same rules, with weights equal to 1e-9."""
    ours, theirs = (_in_order(folder / f"{name}.parquet") for name in ("ours", "theirs"))
    same_pairs = all(np.array_equal(ours[name], theirs[name]) for name in ("left", "right", "rule"))
    assert same_pairs, f"{len(ours['left'])} pairs here, {len(theirs['left'])} in Splink"
    most_apart = float(np.abs(ours["weight"] - theirs["weight"]).max())
    assert most_apart < 1e-9, f"weights differ by {most_apart}"
    return {"pairs_compared": len(ours["left"]), "same_pairs_and_rules": True, "most_apart_bits": most_apart}


def _in_order(path: Path) -> dict[str, np.ndarray]:
    table = pyarrow.parquet.read_table(path)
    columns = {name: table[name].to_numpy() for name in table.column_names}
    order = np.lexsort((columns["right"], columns["left"]))
    return {name: column[order] for name, column in columns.items()}


if __name__ == "__main__":
    main()
