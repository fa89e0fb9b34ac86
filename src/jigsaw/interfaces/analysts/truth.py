"""Measuring against a truth: a table that says who each record is."""

import re
from dataclasses import dataclass
from pathlib import Path

from jigsaw.engine.linkage.measure import accuracy
from jigsaw.foundation.core.errors import FaultyMapping
from jigsaw.interfaces.analysts.job import Job
from jigsaw.interfaces.analysts.tables import read_table

_WHO = (
    r"(true)?(cluster|entity|person)(id)?",
    r"\w*(cluster|entity)\w*",
    r"\w*(person|individual|who|truth)\w*",
)
_ID = (r"(record|rec|unique|row|local)id", r"id|record", r"\w*(record|unique|row)\w*")
_SOURCE = (r"\w*(source|dataset|agency)\w*",)


@dataclass(frozen=True, slots=True)
class Measured:
    """How right the groups are. Pairs: of those joined, and of those true. Groups: those exactly right.

    `records`: how many records the truth knows; the others are left out.
    """

    records: int
    precision: float
    recall: float
    f1: float
    cluster_precision: float
    cluster_recall: float
    cluster_f1: float


def truth_from_column(job: Job, column: str) -> dict[str, str]:
    """Who each record is, from a column of the files themselves, which is then used for nothing else."""
    found = {own: row.get(column, "") for own, row in zip(job.ids, job.rows, strict=True)}
    if not any(found.values()):
        raise FaultyMapping(
            "Reading the truth", f"no file has a filled column {column!r}", "Name one of their columns"
        )
    return {own: who for own, who in found.items() if who}


def truth_from_file(job: Job, path: Path) -> dict[str, str]:
    """Who each record is, from a table with a column of record ids, one of people and perhaps one of sources."""
    table = read_table(path)
    who, own, source = (_column(table.headers, pattern) for pattern in (_WHO, _ID, _SOURCE))
    if not who or not own:
        raise FaultyMapping(
            f"Reading the truth {path.name}",
            "it needs a column of record ids and one of people, such as record_id and cluster_id",
            f"Its columns are: {', '.join(table.headers)}",
        )
    known = set(job.ids)
    sources = {one.source.lower(): one.source for one in job.read}
    found = {}
    for row in table.rows:
        named = [sources.get(row.get(source, "").lower(), "")] if source else list(sources.values())
        for each in (f"{one}/{row.get(own, '')}" for one in named):
            if each in known and row.get(who, ""):
                found[each] = row[who]
    if not found:
        raise FaultyMapping(
            f"Reading the truth {path.name}",
            "none of its ids is in the files",
            "Use the ids (and sources) of the files",
        )
    return found


def measure(job: Job, truth: dict[str, str]) -> Measured:
    """The accuracy of a job's groups, over the records that the truth knows."""
    groups = [[own for at in members if (own := job.ids[at]) in truth] for members in job.outcome.groups]
    groups = [members for members in groups if members]
    right = accuracy(groups, truth)
    true: dict[str, set[str]] = {}
    for own, who in truth.items():
        true.setdefault(who, set()).add(own)
    exact = len({frozenset(one) for one in groups} & {frozenset(one) for one in true.values()})
    pairs_right = right.precision * right.recall
    return Measured(
        len(truth),
        right.precision,
        right.recall,
        2 * pairs_right / (right.precision + right.recall) if pairs_right else 0.0,
        exact / len(groups),
        exact / len(true),
        right.cluster_f1,
    )


def _column(headers: tuple[str, ...], patterns: tuple[str, ...]) -> str:
    """The first column that the first fitting pattern fits, or ""."""
    squeezed = {re.sub(r"[^a-z]", "", name.lower()): name for name in headers}
    fitting = (
        name for pattern in patterns for plain, name in squeezed.items() if re.fullmatch(pattern, plain)
    )
    return next(fitting, "")
