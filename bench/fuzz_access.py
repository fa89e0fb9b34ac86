"""Do the rules in Cedar and their twin in plain Python ever differ? make fuzz-access (QUICK=1 for a small run, SEED=7)

A million random requests, each asked of both: the outcome and the rule that decides must be the same. The first
differences are printed as requests; the last line is one JSON object of figures, with how often each rule decided.
"""

import argparse
import sys
from collections import Counter
from random import Random
from resource import RUSAGE_SELF, getrusage

from rich.progress import Progress

from bench.fuzz_requests import drawn_request
from bench.report import report
from jigsaw.foundation.access.rules.cedar import decide_by_cedar
from jigsaw.foundation.access.rules.plainly import decide_plainly
from jigsaw.foundation.access.rules.reading import shipped_rules

BATCH = 500
SHOWN = 10


def main() -> None:
    """Read the command line, compare, report; leave with 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="40,000 requests")
    parser.add_argument("--requests", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wanted = asked.requests or (40_000 if asked.quick else 1_000_000)
    decided, differences = compare(Random(asked.seed), wanted)
    for difference in differences[:SHOWN]:
        print(difference)
    silent = sorted(set(shipped_rules().by_id) - set(decided))
    used = getrusage(RUSAGE_SELF)
    report(
        "fuzz_access",
        seed=asked.seed,
        requests=wanted,
        differences=len(differences),
        rules=len(shipped_rules().by_id),
        rules_that_never_decided=silent,
        least_often_deciding=min(decided.values()),
        not_permitted_by_any=decided[""],
        cpu_s=round(used.ru_utime + used.ru_stime, 1),
    )
    sys.exit(1 if differences or silent else 0)


def compare(random: Random, wanted: int) -> tuple[Counter[str], list[str]]:
    """How often each rule decided, and every difference in words."""
    decided: Counter[str] = Counter()
    differences: list[str] = []
    with Progress(transient=True) as progress:
        task = progress.add_task("Deciding twice", total=wanted)
        for start in range(0, wanted, BATCH):
            requests = [drawn_request(random) for _ in range(min(BATCH, wanted - start))]
            for request, ours in zip(requests, decide_by_cedar(requests), strict=True):
                twin = decide_plainly(request)
                decided[ours.rule] += 1
                if (ours.outcome, ours.rule) != twin:
                    differences.append(f"Cedar {ours.outcome} {ours.rule}, twin {twin}: {request}")
            progress.advance(task, len(requests))
    return decided, differences


if __name__ == "__main__":
    main()
