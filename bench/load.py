"""How fast `jigsaw load` is, and how much memory it holds: make bench-load (QUICK=1 for a small run).

A borough's folders go through the door on each database: accepting rows, joining records, reading patterns, timed
apart in one child process. Beside it in the same run a peer: the same pieces with their source records, read from CSV
by Python's own module and inserted by Django's plain bulk_create, with no checks, no versions and no queue.
"""

import argparse
from pathlib import Path
from typing import Any

from bench.children import figures_of_child
from bench.databases import BOTH, KEPT, emptied, place
from bench.report import report
from jigsaw.demo.build import build

PEOPLE, QUICK_PEOPLE, SEED = 23_500, 1_100, 1


def main() -> None:
    """Read the command line, measure on each database, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 pieces instead of 200,000")
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--databases", nargs="*", choices=BOTH, help="both; only SQLite where quick")
    asked = parser.parse_args()
    people = asked.people or (QUICK_PEOPLE if asked.quick else PEOPLE)
    borough = KEPT / "load-borough"
    built = build(people, SEED, borough)
    figures: dict[str, Any] = {"people": people, "pieces": built.pieces, "source_records": built.records}
    for vendor in asked.databases or (BOTH[:1] if asked.quick else BOTH):
        measured = measure(vendor, borough)
        figures |= {f"{vendor}_{name}": value for name, value in measured.items()}
    report("load", **figures)


def measure(vendor: str, borough: Path) -> dict[str, Any]:
    """One database: the door, then the peer, and how many times longer the door takes."""
    door = place(vendor, "load")
    emptied(door)
    loaded = figures_of_child("bench.load_door", borough / "agencies", at=door)
    rows = KEPT / "load-rows"
    figures_of_child("bench.load_peer", "write", rows, at=door)
    peer = place(vendor, "load-peer")
    emptied(peer)
    plain = figures_of_child("bench.load_peer", "insert", rows, at=peer)
    emptied(door)
    emptied(peer)
    per_row, plain_per_row = loaded["accept_s"] / loaded["rows"], plain["insert_s"] / plain["rows"]
    return {
        **loaded,
        "accept_rows_per_s": round(loaded["rows"] / loaded["accept_s"]),
        "whole_rows_per_s": round(loaded["rows"] / loaded["whole_s"]),
        "peer_rows_per_s": round(plain["rows"] / plain["insert_s"]),
        "peer_peak_mb": plain["peak_mb"],
        "accept_times_peer": round(per_row / plain_per_row, 2),
    }


if __name__ == "__main__":
    main()
