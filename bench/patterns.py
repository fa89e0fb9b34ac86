"""How fast patterns are found, beside Polars, DuckDB and pandas finding the same: one run, the same pieces and rules.

python -m bench.patterns [--quick] [--people N] [--peers N]

A hundred million invented pieces of a million people over ten years are written to Parquet once. Ours reads all.
The others read the file of fewer people, written in the same way (`peers` people; pandas a tenth of that), and their
seconds are scaled by the piece; each must find exactly the onsets that ours finds in that file, or it fails.
Each job runs in a child of its own, so that its memory is its own. cpu_s is user and system time of all threads.

in memory: pieces are read before the clock starts, by each in its own form. from Parquet: from the file to the onsets.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from bench.patterns_invented import write
from bench.report import report

PEOPLE, QUICK_PEOPLE = 1_000_000, 10_000
PEERS, QUICK_PEERS = 20_000, 1_000
EACH = 100
"""Pieces of one person, on average."""


def main() -> None:
    """Read the command line, run the jobs, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--people", type=int)
    parser.add_argument("--peers", type=int, help="people whose pieces the others read; 0 leaves them out")
    asked = parser.parse_args()
    people = asked.people or (QUICK_PEOPLE if asked.quick else PEOPLE)
    peers = asked.peers if asked.peers is not None else (QUICK_PEERS if asked.quick else PEERS)
    there = [name for name in ("polars", "duckdb", "pandas") if find_spec(name)]
    if peers and len(there) < 3:
        print("Not all others are installed here: pip install 'jigsaw[train,pattern-peers]'", flush=True)
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        path = folder / "all.parquet"
        rows = write(path, people, people * EACH)
        print(f"{rows} pieces of {people} people, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        figures: dict[str, object] = {
            "pieces": rows,
            "people": people,
            "patterns": 14,
            "beside": there if peers else [],
        }
        kernel, columns = _run("kernel", path), _run("columns", path)
        figures |= _named("kernel", kernel) | _named("parquet", columns)
        figures |= _run("live", _written(folder, min(people, 10_000)))
        for name in there if peers else ():
            share = _written(folder, peers // 10 if name == "pandas" else peers)
            figures |= _beside(name, share, kernel, columns)
    report("patterns", **figures)


def _beside(name: str, share: Path, kernel: dict[str, float], columns: dict[str, float]) -> dict[str, object]:
    """The figures of another engine on a share, and how many times ours it takes by the piece."""
    ours, theirs = _run("columns", share), _run(name, share)
    assert ours["onsets"] == theirs["onsets"], (
        f"{name} found {theirs['onsets']} onsets, ours {ours['onsets']}"
    )
    assert ours["fingerprint"] == theirs["fingerprint"], f"{name} found other onsets"
    in_memory = theirs["memory_cpu_s"] / theirs["pieces"] / (kernel["cpu_s"] / kernel["pieces"])
    from_parquet = theirs["cpu_s"] / theirs["pieces"] / (columns["cpu_s"] / columns["pieces"])
    scale = kernel["pieces"] / theirs["pieces"]
    return {
        f"{name}_pieces": theirs["pieces"],
        f"{name}_same_onsets": theirs["onsets"],
        f"{name}_memory_cpu_s": theirs["memory_cpu_s"],
        f"{name}_cpu_s": theirs["cpu_s"],
        f"{name}_wall_s": theirs["wall_s"],
        f"{name}_peak_mb": theirs["peak_mb"],
        f"{name}_memory_cpu_s_scaled": round(theirs["memory_cpu_s"] * scale),
        f"{name}_cpu_s_scaled": round(theirs["cpu_s"] * scale),
        f"{name}_in_memory_ratio": round(in_memory, 1),
        f"{name}_from_parquet_ratio": round(from_parquet, 1),
    }


def _written(folder: Path, people: int) -> Path:
    path = folder / f"{people}.parquet"
    if not path.exists():
        write(path, people, people * EACH)
    return path


def _run(job: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.patterns_jobs", job, str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(job, found, flush=True)
    return found


def _named(name: str, figures: dict[str, float]) -> dict[str, float]:
    return {f"{name}_{key}": value for key, value in figures.items() if key != "fingerprint"}


if __name__ == "__main__":
    main()
