"""How well what Jigsaw worked out agrees with the truth of an invented borough: joins of records, planned stories."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from jigsaw.care.linkage.queries import links
from jigsaw.care.reasons.queries import all_reasons, patterns_in_force
from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.identity import home_id
from jigsaw.foundation.core.viewer import Viewer

Key = tuple[str, str]
_PATTERN = re.compile(r"R\d\d")


@dataclass(frozen=True)
class JoinScore:
    """Pairs of records: joined, truly of one person, and both. Rates are of pairs, from 0 to 1."""

    records: int
    joined: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """Of the pairs that were joined, how many are truly one person."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are truly one person, how many were joined."""
        return self.right / self.true if self.true else 1.0


@dataclass(frozen=True)
class PartScore:
    """One person's part in a planned story: which patterns it is made for, must not raise, and raised."""

    story: str
    place: int
    role: str
    expected: frozenset[str]
    forbidden: frozenset[str]
    raised: frozenset[str]

    @property
    def missed(self) -> frozenset[str]:
        """Expected, and not raised."""
        return self.expected - self.raised

    @property
    def wrong(self) -> frozenset[str]:
        """Raised, although the story is made to look alike and be none."""
        return self.forbidden & self.raised


# Patterns that a story without any may not raise: the others also count what is drawn around it.
_OF_STORIES = frozenset({"R04", "R05", "R06", "R07"})

# A story's days fall a day sooner or later than planned.
_SOONER = timedelta(days=2)


def joins(viewer: Viewer, truth: Path) -> JoinScore:
    """How well the records that are joined agree with the truth's. Raises NotFound without a truth."""
    true_person = {(row["agency"], row["local_id"]): row["person"] for row in _rows(truth, "records")}
    found = {key: person for key, person in _persons(viewer).items() if key in true_person}
    clusters, people = Counter(found.values()), Counter(true_person[key] for key in found)
    both = Counter((person, true_person[key]) for key, person in found.items())
    return JoinScore(len(found), _pairs(clusters.values()), _pairs(people.values()), _pairs(both.values()))


def stories(viewer: Viewer, truth: Path) -> list[PartScore]:
    """Which planned stories raised the reasons that they are made for, part by part. Raises NotFound.

    Counted from when the story began; what is drawn around it by chance can still raise others.
    """
    raised, persons = _raised(viewer), _persons(viewer)
    in_force = frozenset(pattern.id for pattern in patterns_in_force(viewer=viewer))
    parts: dict[tuple[str, str, str, str], set[UUID]] = defaultdict(set)
    says: dict[tuple[str, str, str, str], tuple[str, date]] = {}
    for row in _rows(truth, "scenarios"):
        part = (row["story"], row["place"], row["role"], row["person"])
        parts[part].add(home_id(f"uprn:{row['uprn']}"))
        parts[part] |= {persons[key] for key in [(row["agency"], row["local_id"])] if key in persons}
        says[part] = (row["expected"], read_date(row["from"]).local.date() - _SOONER)
    found = []
    for part, subjects in sorted(parts.items()):
        expected, start = says[part]
        mine = frozenset(pattern for one in subjects for pattern, on in raised[one] if on >= start)
        found.append(_part(part, expected, mine, in_force))
    return found


def of_joins(score: JoinScore) -> dict[str, int | float]:
    """The counts and rates of joins, to print."""
    counts = {"records": score.records, "joined": score.joined, "true": score.true, "right": score.right}
    return counts | {"precision": round(score.precision, 5), "recall": round(score.recall, 5)}


def of_stories(parts: Iterable[PartScore]) -> list[dict[str, object]]:
    """A line for each story and role: how many were told, how many raised all they should, and what was not right."""
    lines: dict[Key, list[PartScore]] = defaultdict(list)
    for part in parts:
        lines[part.story, part.role].append(part)
    return [
        {
            "story": story,
            "role": role,
            "told": len(mine),
            "as_planned": sum(not part.missed and not part.wrong for part in mine),
            "missed": sorted({pattern for part in mine for pattern in part.missed}),
            "wrong": sorted({pattern for part in mine for pattern in part.wrong}),
        }
        for (story, role), mine in lines.items()
    ]


def _part(
    part: tuple[str, str, str, str], says: str, raised: frozenset[str], in_force: frozenset[str]
) -> PartScore:
    wanted, _, unwanted = says.partition("not ")
    forbidden = _OF_STORIES if says == "none" else frozenset(_PATTERN.findall(unwanted))
    expected = frozenset(_PATTERN.findall(wanted)) & in_force
    return PartScore(part[0], int(part[1]), part[2], expected, forbidden, raised)


def _persons(viewer: Viewer) -> dict[Key, UUID]:
    return {(line.agency, line.local_id): line.person for line in links(viewer=viewer)}


def _raised(viewer: Viewer) -> Mapping[UUID, list[tuple[str, date]]]:
    found: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for one in all_reasons(viewer=viewer):
        found[one.subject].append((one.pattern, one.raised_at.date()))
    return found


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _rows(truth: Path, name: str) -> list[dict[str, str]]:
    path = truth / f"{name}.csv"
    if not path.is_file():
        raise NotFound(
            "Scoring", f"there is no {path.name} in {truth.name}", "Name the truth: --truth FOLDER"
        )
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
