"""The list for research and planning: people without names, none of whom opted out, and none known by being few."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from jigsaw.care.intake.for_research import told_by_group
from jigsaw.care.people import queries as people
from jigsaw.foundation.access.policies import check_may_research, may_research, not_for_research
from jigsaw.foundation.core.small_numbers import FEWEST
from jigsaw.foundation.core.viewer import Viewer

BANDS = ((0, "under 18"), (18, "18 to 24"), (25, "25 to 44"), (45, "45 to 64"), (65, "65 and over"))
NOT_GIVEN = "not given"


@dataclass(frozen=True)
class OneOfMany:
    """Somebody on the list: their band of ages and gender, how many agencies told of them, and of what, how often."""

    age: str
    gender: str
    agencies: int
    told: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ResearchList:
    """The list, in an order that says nothing; how many rows; and how many were too alike to too few to be on it."""

    rows: tuple[OneOfMany, ...]
    too_few: int


def research_list(viewer: Viewer, *, since: date, until: date) -> ResearchList:
    """Everybody of whom agencies that share told anything from one day to another, without names or ids.

    Left out: whoever opted out of research or objects to sharing; sealed and withheld pieces, and what is held for law
    enforcement. An age and a gender that fewer than FEWEST share are not given, and where that is too few still, the
    row is left out. Raises Refused for whoever may not have it.
    """
    check_may_research(viewer)
    told = told_by_group(viewer, since=since, until=until)
    described, opted_out = people.for_research(viewer, told), not_for_research()
    rows = [
        _row(born, gender, until, told[key])
        for key, (records, born, gender) in described.items()
        if may_research(viewer, opted_out=not opted_out.isdisjoint(records))
    ]
    kept = _none_known_by_being_few(rows)
    return ResearchList(tuple(sorted(kept, key=_as_text)), len(rows) - len(kept))


def _row(born: str, gender: str, until: date, told: Counter[tuple[str, str]]) -> OneOfMany:
    groups: Counter[str] = Counter()
    for (group, _), count in told.items():
        groups[group] += count
    return OneOfMany(
        _band(born, until), gender or NOT_GIVEN, len({agency for _, agency in told}), _sorted(groups)
    )


def _sorted(groups: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(groups.items()))


def _band(born: str, until: date) -> str:
    if not born[:4].isdigit():
        return NOT_GIVEN
    age = until.year - int(born[:4])
    return next(words for least, words in reversed(BANDS) if age >= least)


def _none_known_by_being_few(rows: Iterable[OneOfMany]) -> list[OneOfMany]:
    """Ages and genders that few share are not given; who is too few even then is left out."""
    coarser = [replace(one, age=NOT_GIVEN, gender=NOT_GIVEN) for one in _too_few(rows)]
    kept = [one for alike in _alike(rows).values() if len(alike) >= FEWEST for one in alike]
    return kept + (coarser if len(coarser) >= FEWEST else [])


def _too_few(rows: Iterable[OneOfMany]) -> list[OneOfMany]:
    return [one for alike in _alike(rows).values() if len(alike) < FEWEST for one in alike]


def _alike(rows: Iterable[OneOfMany]) -> dict[tuple[str, str], list[OneOfMany]]:
    found: dict[tuple[str, str], list[OneOfMany]] = defaultdict(list)
    for one in rows:
        found[one.age, one.gender].append(one)
    return found


def _as_text(one: OneOfMany) -> tuple[str, str, int, str]:
    return one.age, one.gender, one.agencies, str(one.told)
