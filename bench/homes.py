"""Written addresses to homes: ours beside uk-address-matcher, on the same addresses. `make bench-homes` (QUICK=1).

Two sets (see bench.address_sets): an invented borough's homes as its agencies write them, and a purpose-made set of
hard cases with flats. Both are asked the same: to which of the known homes does each written address belong? Right:
the home that is meant. Precision: of the addresses given a home, how many were given the right one; an address of a
building without its flat has no right home. Recall: of the addresses whose home is known, how many were given it.
Ours is measured also as it is used here, where no list of homes is given and only half of the writings carry a UPRN:
precision and recall of pairs of written addresses put at one home.

The peer wants Splink 4, so it has an environment of its own, by default var/bench/uk-address-matcher:
`uv venv var/bench/uk-address-matcher && VIRTUAL_ENV=var/bench/uk-address-matcher uv pip install uk-address-matcher`.
Without it ours is measured alone, and the figures say so.
"""

import argparse
import csv
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

from bench.address_sets import Known, Said, hard_cases, of_borough
from bench.report import report
from jigsaw.demo.build import build
from jigsaw.engine.addresses.parse import parse
from jigsaw.engine.addresses.place import NO_FLAT, Writing, place_all

PEER = Path("var/bench/uk-address-matcher/bin/python")
# What the peer's guide calls a safe match: this far from the next best.
SURE_WEIGHT, SURE_APART = 0.0, 1.0
Answers = Mapping[int, str]


def main() -> None:
    """Measure both sets and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--buildings", type=int, default=2_000)
    parser.add_argument("--peer", type=Path, default=PEER, help="the peer's Python")
    parser.add_argument("--quick", action="store_true", help="small sets")
    asked = parser.parse_args()
    people, buildings = (2_000, 200) if asked.quick else (asked.people, asked.buildings)
    rng = Random(11)
    with tempfile.TemporaryDirectory() as folder:
        build(people, 11, Path(folder))
        sets = {
            "borough": of_borough(Path(folder) / "truth", rng, 3),
            "hard": hard_cases(rng, buildings),
        }
    figures: dict[str, object] = {}
    for name, (known, said) in sets.items():
        figures |= {f"{name}_{what}": value for what, value in measured(known, said, asked.peer).items()}
    report("homes", **figures)


def measured(known: Sequence[Known], said: Sequence[Said], peer: Path) -> dict[str, object]:
    """The figures of one set: ours, the peer's where it is there, and ours without a list of homes."""
    began, used = time.perf_counter(), time.process_time()
    answers = ours(known, said)
    seconds = (round(time.perf_counter() - began, 2), round(time.process_time() - used, 2))
    figures: dict[str, object] = {"known": len(known), "written": len(said)}
    figures |= named("ours", accuracy(answers, said), seconds)
    figures["ours_missed_by_slip"] = missed(answers, said)
    figures |= pairs(said, known)
    if not peer.exists():
        return figures | {"peer": "not there: see the top of bench/homes.py"}
    every, sure, seconds = theirs(known, said, peer)
    figures |= named("peer", accuracy(every, said), seconds)
    figures |= named("peer_sure", accuracy(sure, said), seconds)
    figures["peer_missed_by_slip"] = missed(every, said)
    return figures


def named(who: str, rates: tuple[float, float], seconds: tuple[float, float]) -> dict[str, object]:
    """Figures under whose they are."""
    names = ("precision", "recall", "seconds", "cpu_seconds")
    return dict(zip((f"{who}_{name}" for name in names), (*rates, *seconds), strict=True))


def ours(known: Sequence[Known], said: Sequence[Said]) -> Answers:
    """The home that our engine gives to each written address, where it gives one of the known."""
    homes = {one.uprn: one.home for one in known}
    listed = [Writing(-1 - at, one.uprn, parse(one.lines, one.postcode)) for at, one in enumerate(known)]
    written = [Writing(at, "", parse(one.lines, one.postcode)) for at, one in enumerate(said)]
    placed = place_all([*listed, *written])
    return {at: homes[home.uprn] for at, home in placed.items() if at >= 0 and home.uprn}


def accuracy(answers: Answers, said: Sequence[Said]) -> tuple[float, float]:
    """Precision and recall of the homes given."""
    right = sum(said[at].home == home for at, home in answers.items())
    meant = sum(bool(one.home) for one in said)
    return round(right / max(1, len(answers)), 5), round(right / max(1, meant), 5)


def missed(answers: Answers, said: Sequence[Said]) -> dict[str, int]:
    """How many addresses were given no home, or a wrong one, by what was wrong with the writing."""
    return dict(Counter(one.slip for at, one in enumerate(said) if answers.get(at, "") != one.home))


def pairs(said: Sequence[Said], known: Iterable[Known]) -> dict[str, object]:
    """Pairs of written addresses put at one home, where every second writing carries its UPRN and none is listed."""
    uprns = {one.home: one.uprn for one in known}
    writings = [
        Writing(at, uprns[one.home] if at % 2 and one.home else "", parse(one.lines, one.postcode))
        for at, one in enumerate(said)
    ]
    placed = place_all(writings)
    # Whoever wrote no flat is in nobody's pair, and says so; at one home with another, the pair is wrong.
    truth = {at: one.home or f"alone {at}" for at, one in enumerate(said)}
    homes = {at: f"{at}" if home.why == NO_FLAT else home.key for at, home in placed.items()}
    joined = Counter(homes.values())
    both = Counter((home, truth[at]) for at, home in homes.items())
    true = Counter(truth.values())
    right, found, meant = (
        sum(count * (count - 1) // 2 for count in of.values()) for of in (both, joined, true)
    )
    return {
        "pairs_precision": round(right / max(1, found), 5),
        "pairs_recall": round(right / max(1, meant), 5),
    }


def theirs(
    known: Sequence[Known], said: Sequence[Said], peer: Path
) -> tuple[Answers, Answers, tuple[float, float]]:
    """What the peer answers: all its matches, those it is sure of, and seconds by the clock and of the processor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "known.csv", ((one.home, one.lines, one.postcode) for one in known))
        _write(folder / "said.csv", ((str(at), one.lines, one.postcode) for at, one in enumerate(said)))
        command = [str(peer), str(Path(__file__).with_name("homes_peer.py")), name]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        wall, processor = map(float, ran.stdout.split()[-2:])
        with (folder / "answers.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["resolved_canonical_id"]]
    every = {int(row["unique_id"]): row["resolved_canonical_id"] for row in rows}
    sure = {int(row["unique_id"]): row["resolved_canonical_id"] for row in rows if _is_sure(row)}
    return every, sure, (wall, processor)


def _is_sure(row: Mapping[str, str]) -> bool:
    if not row["match_weight"]:
        return True
    apart = row["distinguishability"]
    return float(row["match_weight"]) > SURE_WEIGHT and (not apart or float(apart) > SURE_APART)


def _write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("unique_id", "address_concat", "postcode"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
