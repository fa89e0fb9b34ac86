"""What a trail in which every change shows costs: make bench-audit (QUICK=1 for a small run).

On SQLite and PostgreSQL, in this order: rows written one a transaction, beside the same rows written without a chain;
a checkpoint; the whole trail verified, beside reading the same rows through Django alone. A row says what a look at a
person says. SQLite writes with `synchronous` as the demo has it, PostgreSQL as the project's own cluster has it.
"""

import argparse
from typing import Any

from bench.children import figures_of_child
from bench.databases import BOTH, emptied, place
from bench.report import report


def main() -> None:
    """Read the command line, measure on each database, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 rows in place of 1,000,000")
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--databases", nargs="*", default=BOTH, choices=BOTH)
    asked = parser.parse_args()
    rows = asked.rows or (20_000 if asked.quick else 1_000_000)
    figures: dict[str, Any] = {"rows": rows, "goal_verified_a_second": 100_000}
    for vendor in asked.databases:
        where = place(vendor, "audit")
        emptied(where)
        measured = figures_of_child("bench.audit_rows", rows, at=where)
        figures |= {f"{vendor}_{name}": value for name, value in measured.items()}
    report("audit", **figures)


if __name__ == "__main__":
    main()
