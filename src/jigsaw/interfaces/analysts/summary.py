"""What came of a job, in figures: for a person and, the same, for a machine."""

import math
from collections import Counter
from typing import Any

from jigsaw.engine.linkage.adapt.linking import Outcome
from jigsaw.interfaces.analysts.job import Job

BAND = 4
"""Bits in a band of the table of weights."""


def summary(job: Job, model: str) -> dict[str, Any]:
    """The figures of a job. Every name says what it holds."""
    outcome = job.outcome
    return {
        "files": [
            {"file": one.file, "source": one.source, "rows": len(one.entries), "noticed": dict(one.noticed)}
            for one in job.read
        ],
        "records": len(job.ids),
        "people": len(outcome.groups),
        "people_by_records": by_size(outcome),
        "pairs_compared": outcome.compared,
        "pairs_reported": dict(Counter(pair.kind for pair in outcome.pairs)),
        "pairs_by_weight": by_band(outcome),
        # Never rounded up: given back with --threshold, it joins what it joined here.
        "threshold_bits": math.floor(outcome.threshold.bits * 1000) / 1000,
        "expected_by_the_model": {
            "precision": round(outcome.threshold.precision, 4),
            "recall_of_pairs_compared": round(outcome.threshold.recall, 4),
        },
        "model": model,
        "learnt_from_these_files": _learnt(outcome),
        "skipped": [
            {"rule": one.rule, "blocks": one.blocks, "largest": one.largest} for one in outcome.skipped
        ],
        "seconds": job.seconds,
    }


def by_size(outcome: Outcome) -> dict[str, int]:
    """How many people have how many records."""
    return {str(size): count for size, count in sorted(Counter(map(len, outcome.groups)).items())}


def by_band(outcome: Outcome) -> dict[str, int]:
    """How many reported pairs have a weight in each band of four bits, by the band's lower end."""
    bands = Counter(int(pair.weight // BAND) * BAND for pair in outcome.pairs)
    return {f"{low} to {low + BAND}": bands[low] for low in sorted(bands)}


def _learnt(outcome: Outcome) -> dict[str, Any] | None:
    learnt = outcome.learnt
    if learnt is None:
        return None
    moved = sorted(learnt.moved, key=lambda each: -abs(each[3] - each[2]))
    return {
        "random_pairs": learnt.random_pairs,
        "candidate_pairs": learnt.candidate_pairs,
        "matches_expected": round(learnt.expected_matches, 1),
        "levels": [
            {"comparison": name, "level": label, "bits_shipped": round(old, 2), "bits_here": round(new, 2)}
            for name, label, old, new in moved
        ],
    }
