"""Records as they come: make bench-linkage-live (QUICK=1 for a small run).

First in memory: so many arrivals in any order, with corrections, deletions and decisions among them, must leave what
linking everybody at once gives. Then in stores of two sizes, on each database: one record after another goes through
the door, is accepted, linked and settled in one transaction, and is on disk; how long that takes, and how much longer
in the larger store.
"""

import argparse
from typing import Any

from bench.children import figures_of_child
from bench.databases import BOTH, emptied, place
from bench.report import report

FULL, QUICK = (100_000, 1_000_000), (2_000, 20_000)


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="3,000 arrivals, stores of 2,000 and 20,000 records"
    )
    parser.add_argument("--arrivals", type=int, default=0)
    parser.add_argument("--sizes", type=int, nargs="*", default=())
    parser.add_argument("--times", type=int, default=0, help="how many records are accepted in each store")
    parser.add_argument("--databases", nargs="*", default=BOTH, choices=BOTH)
    parser.add_argument("--keep", action="store_true", help="use stores that an earlier run filled")
    asked = parser.parse_args()
    sizes = tuple(asked.sizes) or (QUICK if asked.quick else FULL)
    figures: dict[str, Any] = in_memory(asked.arrivals or (3_000 if asked.quick else 100_000))
    for vendor in asked.databases:
        p95 = []
        for count in sizes:
            measured = in_a_store(vendor, count, asked.times or (40 if asked.quick else 300), keep=asked.keep)
            figures |= {f"{vendor}_{count}_{name}": value for name, value in measured.items()}
            p95.append(measured["p95_ms"])
        figures[f"{vendor}_larger_over_smaller_p95"] = round(p95[-1] / p95[0], 2)
    report("linkage-live", **figures)


def in_memory(count: int) -> dict[str, Any]:
    """Live against batch, without a database."""
    return figures_of_child("bench.linkage_live_memory", count, 11, at=place("sqlite", "linkage-live-memory"))


def in_a_store(vendor: str, count: int, times: int, *, keep: bool) -> dict[str, Any]:
    """One store: filled, then asked."""
    where = place(vendor, f"linkage-live-{count}")
    stamp = where.home / "filled"
    if not (keep and stamp.exists()):
        emptied(where)
        figures_of_child("bench.linkage_live_fill", count, at=where)
        stamp.write_text("filled\n")
    return figures_of_child("bench.linkage_live_door", count, times, _again(where.home / "runs"), at=where)


def _again(counter: Any) -> int:
    # Each run's newcomers have ids of their own: what an earlier run left is not sent again.
    number = int(counter.read_text()) + 1 if counter.exists() else 1
    counter.write_text(str(number))
    return number


if __name__ == "__main__":
    main()
