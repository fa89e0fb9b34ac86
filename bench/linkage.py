"""Trains the shipped linkage model on invented boroughs, and measures it on others that it never saw.

python -m bench.linkage train --out src/jigsaw/engine/linkage/models/borough-1
python -m bench.linkage [measure] [--people 20000] [--quick] [--without-numbers]

Said of each borough: precision, recall, whole persons; twins put together; how many true pairs were missed, by the
origin of the person's names; what is left to a person. Of all boroughs together: missed pairs of the worst-served
origin over the best, and what that would be by chance were all served alike.

The model and its threshold were chosen on the boroughs of DEVELOPMENT_SEEDS; those of UNSEEN_SEEDS were first made
when nothing was to be chosen any more.
"""

import argparse
import math
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.borough_records import borough_records, people_of, traps_of, truth_of
from bench.report import peak_memory_mb, report
from jigsaw.demo.build import build
from jigsaw.engine.linkage.cluster import Linked, link_all
from jigsaw.engine.linkage.fairness import Missed, missed_by_group
from jigsaw.engine.linkage.measure import accuracy
from jigsaw.engine.linkage.model import Model, default_model, load_model
from jigsaw.engine.linkage.records import Record

TRAINING_SEEDS = (101, 102, 103)
DEVELOPMENT_SEEDS = (301, 302, 303)
UNSEEN_SEEDS = (401, 402, 403, 404, 405, 406)
QUICK = (4_000, (401,))


def main() -> None:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["train", "measure"], nargs="?", default="measure")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--out", type=Path, help="the model's folder")
    parser.add_argument("--seeds", type=int, nargs="*")
    parser.add_argument("--boroughs", type=Path, help="keep the invented boroughs here, for another run")
    parser.add_argument("--without-numbers", action="store_true", help="as if nobody had an NHS number")
    parser.add_argument("--quick", action="store_true", help="one small borough, in less than a minute")
    asked = parser.parse_args()
    kept = asked.boroughs or Path(tempfile.mkdtemp())
    if asked.step == "train":
        learn(asked.people, asked.seeds or TRAINING_SEEDS, asked.out, kept)
        return
    people, seeds = QUICK if asked.quick else (asked.people, asked.seeds or UNSEEN_SEEDS)
    model = load_model(asked.out) if asked.out else default_model()
    measure(people, seeds, model, kept, with_numbers=not asked.without_numbers)


def learn(people: int, seeds: Sequence[int], out: Path, kept: Path) -> None:
    """Train on several boroughs as one set of records. People of two boroughs never match, which is right."""
    # Splink takes seconds to import, and only training needs it
    from jigsaw.engine.linkage.train import train

    started = time.perf_counter()
    trained = train(_told_apart([_borough(people, seed, kept)[0] for seed in seeds]), out)
    report(
        "linkage-training",
        records=trained.records,
        pairs_with_one_nhs_number=trained.numbered_pairs,
        never_seen=list(trained.never_seen),
        seconds=round(time.perf_counter() - started, 1),
    )


def measure(
    people: int, seeds: Sequence[int], model: Model, kept: Path, *, with_numbers: bool = True
) -> None:
    """Link each unseen borough and say how right it is, and of whom it is right less often."""
    missed = Missed()
    figures = {}
    for seed in seeds:
        records, truth = _borough(people, seed, kept)
        sent = records if with_numbers else [replace(each, nhs_number="") for each in records]
        figures[f"seed_{seed}"] = measured(sent, truth, _folder(people, seed, kept), model, missed)
    worst = {name: max(each[name] for each in figures.values()) for name in ("twin_pairs_joined_per_10_000",)}
    least = {name: min(each[name] for each in figures.values()) for name in ("precision", "recall")}
    report(
        "linkage",
        people=people,
        with_nhs_numbers=with_numbers,
        **least,
        **worst,
        **_by_origin(figures, missed),
        **figures,
        peak_mb=peak_memory_mb(),
    )


def measured(
    records: list[Record], truth: Mapping[str, str], folder: Path, model: Model, missed: Missed
) -> dict[str, object]:
    """The figures of one borough, which is added to those whose missed pairs are counted together."""
    started = time.process_time()
    found = link_all(records, [], model)
    took = time.process_time() - started
    right = accuracy(found.persons, truth)
    origins = {who: each["origin"] for who, each in people_of(folder).items()}
    missed.add(found.persons, truth, origins)
    doubtful = Counter(truth[edge.left] == truth[edge.right] for edge in found.doubtful)
    return {
        "records": len(records),
        "cpu_s": round(took, 1),
        "precision": round(right.precision, 5),
        "recall": round(right.recall, 5),
        "cluster_f1": round(right.cluster_f1, 4),
        "false_pairs": right.false_pairs,
        "missed_pairs": right.missed_pairs,
        "twin_pairs_joined_per_10_000": round(
            _twins_joined(found, truth, folder) * 10_000 / len(people_of(folder)), 2
        ),
        "traps_joined": _traps_joined(found, truth, folder),
        "left_to_a_person": doubtful.total(),
        "of_them_one_human_being": doubtful[True],
        "missed_by_origin": missed_by_group(found.persons, truth, origins),
        "skipped": found.skipped,
    }


def _by_origin(figures: Mapping[str, Mapping[str, object]], missed: Missed) -> dict[str, object]:
    together: dict[str, Counter[str]] = {}
    for each in figures.values():
        for origin, counted in each["missed_by_origin"].items():  # type: ignore[attr-defined]  # figures of several kinds
            together.setdefault(origin, Counter()).update(counted)
    rates = {
        origin: 1 - counted["missed"] / counted["pairs"]
        for origin, counted in together.items()
        if counted["pairs"]
    }
    chance = missed.by_chance()
    return {
        "missed_share_by_origin": {
            origin: round(1 - rate, 5) for origin, rate in sorted(rates.items(), key=lambda each: each[1])
        },
        "worst_missed_over_best": _said(missed.worst_over_best()),
        "the_same_by_chance_alone": {
            "middle": _said(chance.middle),
            "95_of_100_below": _said(chance.highest),
            "as_far_as_found": chance.as_far,
        },
        "worst_missed_over_best_less_chance": _said(missed.less_chance()),
    }


def _said(ratio: float) -> float | str:
    return round(ratio, 2) if math.isfinite(ratio) else "the best misses none"


def _twins_joined(found: Linked, truth: Mapping[str, str], folder: Path) -> int:
    return _traps_joined(found, truth, folder).get("twins", 0)


def _traps_joined(found: Linked, truth: Mapping[str, str], folder: Path) -> dict[str, int]:
    """Of each kind of trap, how many pairs of people share a person."""
    sharing: set[frozenset[str]] = set()
    for person in found.persons:
        people = sorted({truth[record] for record in person})
        sharing.update(frozenset((one, other)) for at, one in enumerate(people) for other in people[at + 1 :])
    counted = Counter({trap: 0 for trap, _, _ in traps_of(folder)})
    counted.update(trap for trap, one, other in traps_of(folder) if frozenset((one, other)) in sharing)
    return dict(counted)


def _folder(people: int, seed: int, kept: Path) -> Path:
    return kept / f"{people}-{seed}"


def _borough(people: int, seed: int, kept: Path) -> tuple[list[Record], dict[str, str]]:
    folder = _folder(people, seed, kept)
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


if __name__ == "__main__":
    main()
