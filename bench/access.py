"""What the rules of access cost: make bench-access (QUICK=1 for a small run).

How many decisions a second: by Cedar one by one and in batches of 50, by the twin in plain Python (the peer), and as
they are asked in service, where equal requests have equal answers and an answer is kept. Then a story page with the
full rules and without any, in turns over the same people, on both databases: in CPU time of our process, and by the
clock, which counts the work of PostgreSQL and its second wall too. The rules may cost a quarter.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from bench.boroughs import kept_borough
from bench.children import figures_of_child
from bench.fuzz_requests import drawn_request
from bench.report import report
from jigsaw.foundation.access.rules.cedar import decide_by_cedar
from jigsaw.foundation.access.rules.deciding import decide
from jigsaw.foundation.access.rules.plainly import decide_plainly
from jigsaw.foundation.access.rules.reading import shipped_rules
from jigsaw.foundation.access.rules.request import Request

BATCH = 50
SEED = 1
VENDORS = ("sqlite", "postgresql")


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="2,000 people and 5,000 requests")
    asked = parser.parse_args()
    people, requests, pages = (2_000, 5_000, 20) if asked.quick else (20_000, 50_000, 60)
    figures: dict[str, Any] = {"rules": len(shipped_rules().by_id), **decisions(requests)}
    for vendor in VENDORS:
        where, _ = kept_borough(vendor, people, SEED)
        told = figures_of_child("bench.access_pages", SEED, pages, at=where)
        figures |= {f"{vendor}_{name}": figure for name, figure in told.items()}
    report("access", people=people, **figures)


def decisions(count: int) -> dict[str, int | float]:
    """Decisions per second of CPU time, by each way."""
    random = Random(SEED)
    requests = [drawn_request(random) for _ in range(count)]
    some = requests[: count // 10]
    ways: dict[str, tuple[Callable[[Sequence[Request]], object], Sequence[Request]]] = {
        "cedar_alone": (lambda them: [decide_by_cedar([one]) for one in them], some),
        "cedar_in_batches": (in_batches, requests),
        "twin": (lambda them: [decide_plainly(one) for one in them], requests),
        "kept": (lambda them: [decide(one) for _ in range(10) for one in them], some[:500]),
    }
    found: dict[str, int | float] = {}
    for name, (way, them) in ways.items():
        if name == "kept":
            way(them)
        began = time.process_time()
        way(them)
        each = len(them) * (10 if name == "kept" else 1)
        found[f"{name}_per_s"] = round(each / (time.process_time() - began))
    found["cedar_us_each_in_batches"] = round(1e6 / found["cedar_in_batches_per_s"], 1)
    found["cedar_times_twin"] = round(found["twin_per_s"] / found["cedar_in_batches_per_s"], 1)
    return found


def in_batches(requests: Sequence[Request]) -> None:
    """Every request, so many at once."""
    for start in range(0, len(requests), BATCH):
        decide_by_cedar(requests[start : start + BATCH])


if __name__ == "__main__":
    main()
