"""Trains the shipped linkage model on invented boroughs, and measures it on others: accuracy, time, memory.

python -m bench.linkage train --out src/jigsaw/engine/linkage/models/borough-1
python -m bench.linkage measure [--people 20000]
"""

import argparse
import resource
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from bench.borough_records import borough_records, truth_of
from jigsaw.demo.build import build
from jigsaw.engine.linkage.cluster import Linked, link_all
from jigsaw.engine.linkage.measure import accuracy
from jigsaw.engine.linkage.model import default_model, load_model
from jigsaw.engine.linkage.records import Record

TRAINING_SEEDS = (101, 102, 103)
UNSEEN_SEEDS = (201, 202, 203)


def main() -> None:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["train", "measure"], nargs="?", default="measure")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seeds", type=int, nargs="*")
    parser.add_argument("--boroughs", type=Path, help="keep the invented boroughs here, for another run")
    asked = parser.parse_args()
    kept = asked.boroughs or Path(tempfile.mkdtemp())
    if asked.step == "train":
        learn(asked.people, asked.seeds or TRAINING_SEEDS, asked.out, kept)
    else:
        for seed in asked.seeds or UNSEEN_SEEDS:
            measure(asked.people, seed, asked.out, kept)


def learn(people: int, seeds: tuple[int, ...], out: Path, kept: Path) -> None:
    """Train on several boroughs as one set of records. People of two boroughs never match, which is right."""
    from jigsaw.engine.linkage.train import (
        train,
    )  # Splink takes seconds to import, and only training needs it

    started = time.perf_counter()
    trained = train(_told_apart([_borough(people, seed, kept)[0] for seed in seeds]), out)
    print(f"{trained.records} records, {trained.numbered_pairs} pairs with one NHS number")
    print(f"never seen: {', '.join(trained.never_seen) or 'nothing'}")
    print(f"{time.perf_counter() - started:.0f} s")


def measure(people: int, seed: int, model_folder: Path | None, kept: Path) -> None:
    """Link one unseen borough and say how right it is."""
    model = load_model(model_folder) if model_folder else default_model()
    records, truth = _borough(people, seed, kept)
    started = time.process_time()
    found = link_all(records, [], model)
    took = time.process_time() - started
    right = accuracy(found.persons, truth)
    print(
        f"seed {seed}: {len(records)} records, {len(set(truth.values()))} people, {took:.1f} s CPU, {_peak()} MB"
    )
    print(
        f"  precision {right.precision:.4f} recall {right.recall:.4f} cluster F1 {right.cluster_f1:.4f}",
        end=" ",
    )
    print(f"({right.false_pairs} false pairs, {right.missed_pairs} missed)")
    print(f"  for a person to decide: {_doubtful(found, truth)}")
    print(f"  skipped: {found.skipped or 'nothing'}")


def _doubtful(found: Linked, truth: dict[str, str]) -> str:
    counted = Counter(truth[edge.left] == truth[edge.right] for edge in found.doubtful)
    return f"{counted.total()} pairs, {counted[True]} of them one human being"


def _borough(people: int, seed: int, kept: Path) -> tuple[list[Record], dict[str, str]]:
    folder = kept / f"{people}-{seed}"
    if not (folder / "truth" / "records.csv").exists():
        build(people, seed, folder)
    records = borough_records(folder)
    truth = truth_of(folder)
    return records, {record.id: truth[record.id] for record in records}


def _told_apart(boroughs: list[list[Record]]) -> list[Record]:
    # Local ids and invented NHS numbers repeat between boroughs, where they are other people's.
    taken: set[str] = set()
    together: list[Record] = []
    for borough in boroughs:
        for each in borough:
            number = "" if each.nhs_number in taken else each.nhs_number
            together.append(replace(each, id=str(len(together)), nhs_number=number))
        taken |= {each.nhs_number for each in borough}
    return together


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
