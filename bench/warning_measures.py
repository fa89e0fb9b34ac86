"""What an order was worth: harms with a conversation before them, days gained, false alarms by group; intervals."""

from dataclasses import dataclass

import numpy as np

from bench.family.draw import NEVER, Borough, Floats
from bench.family.reasons import Bools
from bench.warning_orders import WEEKS, Pick

WINDOW = 60
"""A conversation counts when the harm comes within this many days after it."""


@dataclass(frozen=True)
class Worth:
    """Counts of one order in one borough; pairs are (group "a", group "b").

    gained: days from the first conversation in the window to the harm, summed. false: conversations that no harm
    followed.
    """

    harms: tuple[int, int]
    reached: tuple[int, int]
    gained: int
    false: tuple[int, int]
    people: tuple[int, int]

    def __add__(self, other: "Worth") -> "Worth":
        def both(one: tuple[int, int], two: tuple[int, int]) -> tuple[int, int]:
            return one[0] + two[0], one[1] + two[1]

        return Worth(
            both(self.harms, other.harms),
            both(self.reached, other.reached),
            self.gained + other.gained,
            both(self.false, other.false),
            both(self.people, other.people),
        )

    @property
    def recall(self) -> float:
        """The share of harms with a conversation in the window before."""
        return sum(self.reached) / max(1, sum(self.harms))

    @property
    def days(self) -> float:
        """Mean days gained, of those reached."""
        return self.gained / max(1, sum(self.reached))

    @property
    def false_alarm_ratio(self) -> float:
        """False alarms a person in group "b", as a multiple of group "a"."""
        a, b = (alarms / people for alarms, people in zip(self.false, self.people, strict=True))
        return b / a if a else float("nan")

    @property
    def recall_ratio(self) -> float:
        """Recall in group "b" as a share of group "a"."""
        a, b = (reached / harms for reached, harms in zip(self.reached, self.harms, strict=True))
        return b / a if a else float("nan")


def worth(borough: Borough, picks: list[Pick]) -> Worth:
    """What these conversations were worth."""
    talked: dict[int, list[int]] = {}
    false = [0, 0]
    for pick in picks:
        talked.setdefault(pick.person, []).append(pick.day)
        if not 0 < borough.harm[pick.person] - pick.day <= WINDOW:
            false[int(borough.over[pick.person])] += 1
    harms, reached, gained = [0, 0], [0, 0], 0
    for person in np.nonzero((borough.harm > WEEKS[0]) & (borough.harm < NEVER))[0].tolist():
        group = int(borough.over[person])
        harms[group] += 1
        before = [borough.harm[person] - day for day in talked.get(person, ())]
        inside = [int(days) for days in before if 0 < days <= WINDOW]
        reached[group] += bool(inside)
        gained += max(inside, default=0)
    people = (int((~borough.over).sum()), int(borough.over.sum()))
    return Worth((harms[0], harms[1]), (reached[0], reached[1]), gained, (false[0], false[1]), people)


def auc(score: Floats, harmed: Bools) -> float:
    """The chance that somebody harmed has a higher score than somebody not; ties count half."""
    order = np.argsort(score, kind="stable")
    ordered = score[order]
    first = np.searchsorted(ordered, score, "left")
    last = np.searchsorted(ordered, score, "right")
    ranks = (first + last + 1) / 2
    n = int(harmed.sum())
    return float((ranks[harmed].sum() - n * (n + 1) / 2) / (n * (len(score) - n)))


def interval(tops: list[float], bottoms: list[float]) -> tuple[float, float]:
    """A 95 % interval of a ratio of sums over boroughs, by drawing the boroughs again 2,000 times."""
    rng = np.random.default_rng(5)
    drawn = rng.integers(0, len(tops), (2_000, len(tops)))
    ratios = np.array(tops)[drawn].sum(axis=1) / np.maximum(1, np.array(bottoms)[drawn].sum(axis=1))
    low, high = np.quantile(ratios, [0.025, 0.975])
    return round(float(low), 3), round(float(high), 3)
