"""Joins encoded identities beside plain ones on the same unseen boroughs and FEBRL 4, and attacks the encodings.

python -m bench.encoded train --out src/jigsaw/engine/linkage/models/encoded-3
python -m bench.encoded [measure] [--people 20000] [--quick]

Said of each way of sending: precision, recall, whole persons; twins put together; missed pairs by origin of names.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from bench.borough_records import borough_records, people_of, traps_of, truth_of
from bench.encoded_attack import attacked
from bench.encoded_febrl import febrl
from bench.report import peak_memory_mb, report
from jigsaw.demo.build import build
from jigsaw.engine.linkage.cluster import Linked, link_all
from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.encoding import encode
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.encoded.learn import Thresholds, learn
from jigsaw.engine.linkage.fairness import missed_by_group, worst_over_best
from jigsaw.engine.linkage.measure import accuracy
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import standardise

TRAINING_SEEDS, UNSEEN_SEEDS = (101, 102, 103), (201, 202)
QUICK = (2_000, (201,))
KEY = Key(b"a key for invented people only..")
THRESHOLDS = Thresholds(upper=10.0, lower=3.0, household=-5.0)
PLAIN_AGENCIES = ("st-brannock-practices", "st-brannock-mental-health", "st-brannock-general")
Borough = tuple[list[Record], dict[str, str]]


def main() -> None:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["train", "measure"], nargs="?", default="measure")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--out", type=Path, help="the weights' folder")
    parser.add_argument("--boroughs", type=Path, help="keep the invented boroughs here, for another run")
    parser.add_argument("--quick", action="store_true", help="one small borough, in less than a minute")
    asked = parser.parse_args()
    kept = asked.boroughs or Path(tempfile.mkdtemp())
    if asked.step == "train":
        train(asked.people, asked.out, kept)
        return
    people, seeds = QUICK if asked.quick else (asked.people, UNSEEN_SEEDS)
    figures = {f"seed_{seed}": measured(people, seed, kept) for seed in seeds}
    records = _borough(people, seeds[0], kept)[0]
    report(
        "encoded",
        people=people,
        **figures,
        febrl4=febrl(KEY, records=1_000 if asked.quick else 10_000),
        speed=speed(records[:2_000]),
        attack=attacked(_of_practices(records), KEY),
        peak_mb=peak_memory_mb(),
    )


def train(people: int, out: Path, kept: Path) -> None:
    """Learn the weights of encodings from several boroughs as one set of records."""
    taken: set[str] = set()
    encodings = []
    for seed in TRAINING_SEEDS:
        records = _borough(people, seed, kept)[0]
        # Invented NHS numbers repeat between boroughs, where they are other people's.
        told = [replace(one, nhs_number="" if one.nhs_number in taken else one.nhs_number) for one in records]
        encodings += [encode(standardise(one), KEY) for one in told]
        taken |= {one.nhs_number for one in records}
    learn(encodings, THRESHOLDS, out)
    report("encoded-training", records=len(encodings))


def measured(people: int, seed: int, kept: Path) -> dict[str, object]:
    """The figures of one borough, by the way in which its agencies send."""
    records, truth = _borough(people, seed, kept)
    unnumbered = [replace(one, nhs_number="") for one in records]
    mixed = [one if one.agency in PLAIN_AGENCIES else hidden(one) for one in records]
    ways: dict[str, tuple[list[Record], tuple[Key, ...]]] = {
        "plain": (records, ()),
        "three_agencies_plain_five_encoded": (mixed, (KEY,)),
        "all_encoded": ([hidden(one) for one in records], ()),
        "plain_without_numbers": (unnumbered, ()),
        "all_encoded_without_numbers": ([hidden(one) for one in unnumbered], ()),
    }
    folder = kept / f"{people}-{seed}"
    return {way: _figures(sent, truth, folder, keys) for way, (sent, keys) in ways.items()}


def hidden(record: Record) -> Record:
    """The record as an agency sends it that may not send names."""
    bare = Record(record.id, record.agency, record.local_id, record.received_at)
    return replace(bare, encoding=text.write(encode(standardise(record), KEY)))


def speed(records: Sequence[Record]) -> dict[str, object]:
    """Records encoded a second, and letters in an encoding."""
    encode.cache_clear()
    started = time.process_time()
    letters = [len(hidden(one).encoding) for one in records]
    took = time.process_time() - started
    return {
        "records_encoded_a_cpu_second": round(len(records) / took),
        "letters_on_average": round(sum(letters) / len(letters)),
    }


def _figures(
    records: Sequence[Record], truth: Mapping[str, str], folder: Path, keys: tuple[Key, ...]
) -> dict[str, object]:
    started = time.process_time()
    found = link_all(records, [], replace(default_model(), keys=keys))
    took = time.process_time() - started
    right = accuracy(found.persons, truth)
    origins = {who: each["origin"] for who, each in people_of(folder).items()}
    missed = missed_by_group(found.persons, truth, origins)
    doubtful = Counter(truth[edge.left] == truth[edge.right] for edge in found.doubtful)
    return {
        "records": len(records),
        "cpu_s": round(took, 1),
        "precision": round(right.precision, 5),
        "recall": round(right.recall, 5),
        "cluster_f1": round(right.cluster_f1, 4),
        "false_pairs": right.false_pairs,
        "by_how_the_two_were_sent": _by_class(records, found, truth),
        "twin_pairs_joined": _twins_joined(found, truth, folder),
        "left_to_a_person": doubtful.total(),
        "of_them_one_human_being": doubtful[True],
        "missed_share_by_origin": {
            origin: round(each["missed"] / each["pairs"], 4)
            for origin, each in missed.items()
            if each["pairs"]
        },
        "worst_missed_over_best": worst_over_best(missed),
    }


def _by_class(records: Iterable[Record], found: Linked, truth: Mapping[str, str]) -> dict[str, object]:
    """Precision, recall and F1 of pairs, by whether both, one or none of the two records came encoded."""
    is_encoded = {one.id: bool(one.encoding) for one in records}
    whole: dict[str, list[str]] = {}
    for one in is_encoded:
        whole.setdefault(truth[one], []).append(one)
    true = Counter(
        _class(is_encoded, pair) for together in whole.values() for pair in combinations(together, 2)
    )
    joined, right = Counter[str](), Counter[str]()
    for pair in (pair for person in found.persons for pair in combinations(person, 2)):
        joined[_class(is_encoded, pair)] += 1
        right[_class(is_encoded, pair)] += truth[pair[0]] == truth[pair[1]]
    return {name: _rates(true[name], joined[name], right[name]) for name in sorted(true)}


def _class(is_encoded: Mapping[str, bool], pair: tuple[str, ...]) -> str:
    return ("plain_plain", "encoded_plain", "encoded_encoded")[sum(is_encoded[one] for one in pair)]


def _rates(true: int, joined: int, right: int) -> dict[str, float]:
    precision, recall = right / max(joined, 1), right / max(true, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 5), "recall": round(recall, 4), "f1": round(both, 4)}


def _twins_joined(found: Linked, truth: Mapping[str, str], folder: Path) -> int:
    twins = {frozenset((one, other)) for trap, one, other in traps_of(folder) if trap == "twins"}
    sharing = {
        frozenset(pair)
        for person in found.persons
        for pair in combinations(sorted({truth[record] for record in person}), 2)
    }
    return len(twins & sharing)


def _of_practices(records: Iterable[Record]) -> list[Record]:
    return [one for one in records if one.agency == PLAIN_AGENCIES[0]]


def _borough(people: int, seed: int, kept: Path) -> Borough:
    folder = kept / f"{people}-{seed}"
    if not (folder / "truth" / "records.csv").exists():
        build(people, seed, folder)
    records, truth = borough_records(folder), truth_of(folder)
    return records, {one.id: truth[one.id] for one in records}


if __name__ == "__main__":
    main()
