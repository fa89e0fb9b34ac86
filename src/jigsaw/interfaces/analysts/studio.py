"""The cluster studio: one page, without scripts or outside addresses, on which a person judges what was joined."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from jigsaw.engine.linkage.adapt.linking import CUT, DOUBTFUL, JOINED, Pair
from jigsaw.engine.linkage.adapt.words import in_words
from jigsaw.interfaces.analysts.job import Job

MOST_SHOWN = 60
"""Groups, and pairs, that each list shows: more than a person reads in one sitting."""

MOST_MEMBERS = 40
PAGE = "studio.html"


@dataclass(frozen=True, slots=True)
class Line:
    """One field of several records side by side, and whether those who fill it differ."""

    name: str
    values: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair in words: both records' ids, the weight, what became of it, and why."""

    left: str
    right: str
    weight: float
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A group or a pair as it is shown. `thinnest`: the weakest pair without which it would fall apart, in bits."""

    title: str
    ids: tuple[str, ...]
    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]
    size: int
    thinnest: float


def write_studio(job: Job, figures: Mapping[str, Any], out: Path) -> list[str]:
    """Write the page into `out`, and name it."""
    (out / PAGE).write_text(studio_page(job, figures), "utf-8")
    return [PAGE]


def studio_page(job: Job, figures: Mapping[str, Any]) -> str:
    """The page's text."""
    inside = _by_group(job)
    groups = {at: members for at, members in enumerate(job.outcome.groups) if len(members) > 1}
    thinness = {at: thinnest_tie(members, inside[at]) for at, members in groups.items()}
    largest = sorted(groups, key=lambda at: (-len(groups[at]), at))[:MOST_SHOWN]
    thin = sorted(groups, key=lambda at: (thinness[at], at))[:MOST_SHOWN]
    doubtful = sorted(
        (p for p in job.outcome.pairs if p.kind in (DOUBTFUL, CUT)),
        key=lambda p: (-p.weight, p.left, p.right),
    )
    page = _environment().get_template("studio.jinja")
    return page.render(
        figures=figures,
        joined=len(groups),
        lists=[
            (
                "largest",
                "Largest people first",
                [_group(job, at, inside[at], thinness[at]) for at in largest],
            ),
            ("thinnest", "Thinnest ties first", [_group(job, at, inside[at], thinness[at]) for at in thin]),
            (
                "doubtful",
                "Pairs left apart, nearest to joining first",
                [_pair(job, p) for p in doubtful[:MOST_SHOWN]],
            ),
        ],
        bars=_bars(figures["pairs_by_weight"]),
        most=MOST_SHOWN,
    )


def thinnest_tie(members: list[int], pairs: list[Pair]) -> float:
    """The weakest of the strongest ties that hold a group together: the least edge of its greatest spanning tree."""
    group = {each: each for each in members}

    def top(each: int) -> int:
        while group[each] != each:
            each = group[each]
        return each

    least = float("inf")
    for pair in sorted(pairs, key=lambda pair: -pair.weight):
        one, other = top(pair.left), top(pair.right)
        if one != other:
            group[one] = other
            least = pair.weight
    return least


def _by_group(job: Job) -> dict[int, list[Pair]]:
    group_of = {each: at for at, members in enumerate(job.outcome.groups) for each in members}
    inside: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in job.outcome.pairs:
        if pair.kind == JOINED:
            inside[group_of[pair.left]].append(pair)
    return inside


def _group(job: Job, at: int, pairs: list[Pair], thinnest: float) -> Shown:
    members = job.outcome.groups[at]
    kept = members[:MOST_MEMBERS]
    ties = sorted((p for p in pairs if p.left in kept and p.right in kept), key=lambda p: p.weight)
    title = f"{len(members)} records"
    return Shown(
        title,
        _ids(job, kept),
        tuple(_lines(job, kept)),
        tuple(_tie(job, p) for p in ties),
        len(members),
        thinnest,
    )


def _pair(job: Job, pair: Pair) -> Shown:
    both = [pair.left, pair.right]
    title = "Cut: the groups it would join do not look like one person" if pair.kind == CUT else "Doubtful"
    return Shown(title, _ids(job, both), tuple(_lines(job, both)), (_tie(job, pair),), 2, pair.weight)


def _ids(job: Job, members: list[int]) -> tuple[str, ...]:
    return tuple(job.ids[each] for each in members)


def _lines(job: Job, members: list[int]) -> Iterator[Line]:
    by_source = {mapping.source: mapping for mapping in job.mappings.values()}
    mapped = [by_source[job.ids[each].partition("/")[0]].columns for each in members]
    for ours in dict.fromkeys(name for columns in mapped for name in columns):
        values = tuple(
            " · ".join(value for name in columns.get(ours, ()) if (value := job.rows[each].get(name, "")))
            for each, columns in zip(members, mapped, strict=True)
        )
        yield Line(ours.replace("_", " "), values, len({value.casefold() for value in values if value}) > 1)


def _tie(job: Job, pair: Pair) -> Tie:
    return Tie(job.ids[pair.left], job.ids[pair.right], pair.weight, pair.kind, in_words(pair.steps))


def _bars(bands: Mapping[str, int]) -> list[tuple[str, int, int]]:
    most = max(bands.values(), default=1)
    return [(name, count, round(100 * count / most)) for name, count in bands.items()]


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("jigsaw.interfaces.analysts", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
