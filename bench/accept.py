"""How long the door takes: make bench-accept (QUICK=1 for stores of 1,000 and 4,000 people).

Stores of two sizes are filled with people, their records, ten years' worth of tables and two years of pieces each.
Then one row after another comes that bears a record and a piece: it is read, accepted, joined, its person settled,
their reasons read, all of it audited, in one transaction that is on the disk when it is answered. SQLite and a
PostgreSQL of its own, both waiting for the disk; how they are set stands in the figures. Told by step, in time and in
processor time, with how many statements each takes; the floor beside it is a page forced to the same disk.
"""

import argparse
from typing import Any

from bench.accept_places import accept_place, stop_postgresql
from bench.children import figures_of_child
from bench.databases import BOTH, emptied
from bench.report import report

FULL, QUICK = (100_000, 1_000_000), (1_000, 4_000)


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="stores of 1,000 and 4,000 people")
    parser.add_argument("--people", type=int, nargs="*", default=(), help="other sizes of the stores")
    parser.add_argument("--times", type=int, default=0, help="how many rows are accepted in each store")
    parser.add_argument("--databases", nargs="*", default=BOTH, choices=BOTH)
    parser.add_argument("--keep", action="store_true", help="use stores that an earlier run filled")
    asked = parser.parse_args()
    sizes = tuple(asked.people) or (QUICK if asked.quick else FULL)
    times = asked.times or (40 if asked.quick else 500)
    figures: dict[str, Any] = {"people": sizes, "times": times}
    try:
        for vendor in asked.databases:
            figures |= on_one_database(vendor, sizes, times, keep=asked.keep)
    finally:
        if "postgresql" in asked.databases:
            stop_postgresql()
    report("accept", **figures)


def on_one_database(vendor: str, sizes: tuple[int, ...], times: int, *, keep: bool) -> dict[str, Any]:
    """The stores of each size, and how much longer the largest takes than the smallest."""
    found: dict[str, Any] = {}
    p95: list[dict[str, float]] = []
    for people in sizes:
        measured = in_a_store(vendor, people, times, keep=keep)
        found |= {f"{vendor}_{people}_{name}": value for name, value in measured.items()}
        p95.append(measured)
    for name in ("p95_ms", "cpu_p95_ms"):
        found[f"{vendor}_larger_over_smaller_{name}"] = round(p95[-1][name] / p95[0][name], 2)
    return found


def in_a_store(vendor: str, people: int, times: int, *, keep: bool) -> dict[str, Any]:
    """One store: filled unless it is kept, then asked."""
    where = accept_place(vendor, f"accept-{people}")
    stamp, counter = where.home / "filled", where.home / "runs"
    found: dict[str, Any] = {}
    if not (keep and stamp.exists()):
        emptied(where)
        found |= figures_of_child("bench.accept_fill", people, at=where)
        stamp.write_text("filled\n")
    # Each run's newcomers have ids of their own: what an earlier run left is not sent again.
    run = int(counter.read_text()) + 1 if counter.exists() else 1
    counter.write_text(str(run))
    return found | figures_of_child("bench.accept_door", times, run, at=where)


if __name__ == "__main__":
    main()
