"""What a panel's work comes to: shares with their intervals, days, pages; counts of few people are not told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from jigsaw.engine.intervals import Interval, difference, wilson
from jigsaw.foundation.core.small_numbers import FEWEST, as_told, is_too_few


@dataclass(frozen=True)
class Case:
    """One referral as the measures see it: nobody's name. days: to the first decision; None while there is none."""

    is_mental_health: bool
    days: int | None
    outcome: str
    returned_for: str
    pages: int | None
    group: str


@dataclass(frozen=True)
class Share:
    """A share with its interval. told: how many of how many, or that they are too few to tell; then no interval."""

    name: str
    told: str
    interval: Interval | None


@dataclass(frozen=True)
class Difference:
    """A group's share agreed less that of everybody else, with its limits; None where either is too few to tell."""

    group: Share
    others: Share
    interval: Interval | None


@dataclass(frozen=True)
class Measures:
    """What a panel's work comes to."""

    from_mental_health: Share
    days: float | None
    pages: float | None
    returns: tuple[tuple[str, int | str], ...]
    groups: tuple[Difference, ...]


def measure(cases: Iterable[Case]) -> Measures:
    """The measures of these cases."""
    every = list(cases)
    decided = [one for one in every if one.days is not None]
    returned = Counter(one.returned_for for one in decided if one.returned_for)
    return Measures(
        from_mental_health=share(
            "From mental health teams", sum(one.is_mental_health for one in every), len(every)
        ),
        days=_middle([one.days for one in decided if one.days is not None]),
        pages=_middle([one.pages for one in every if one.pages is not None]),
        returns=tuple((reason, as_told(count)) for reason, count in returned.most_common()),
        groups=tuple(_by_group(decided)),
    )


def share(name: str, found: int, of: int) -> Share:
    """A share with Wilson's interval; not told when those who are in it, or those who are not, are few."""
    if of < FEWEST or is_too_few(found) or is_too_few(of - found):
        return Share(name, f"fewer than {FEWEST}: not told", None)
    return Share(name, f"{found} of {of}", wilson(found, of))


def _by_group(decided: Sequence[Case]) -> Iterable[Difference]:
    """The share agreed, with conditions or without, of each group beside that of everybody else.

    Those whose group is not recorded are one too. A group written with other capitals or spaces is the same.
    """
    for group in sorted({_plain(one.group) for one in decided}):
        mine = [one for one in decided if _plain(one.group) == group]
        rest = [one for one in decided if _plain(one.group) != group]
        one, other = _agreed(mine[0].group or "Not recorded", mine), _agreed("Everybody else", rest)
        both = difference(one.interval, other.interval) if one.interval and other.interval else None
        yield Difference(one, other, both)


def _plain(group: str) -> str:
    return " ".join(group.casefold().split())


def _agreed(name: str, cases: Sequence[Case]) -> Share:
    return share(name, sum(one.outcome.startswith("agreed") for one in cases), len(cases))


def _middle(numbers: list[int]) -> float | None:
    return median(numbers) if len(numbers) >= FEWEST else None
