"""The ceiling: a hidden-Markov filter that knows every true number, even each person's own rate. Nobody ever could.

It filters forward by day over what had reached us by the day of the list, allows for what is still on its way, knows
when a feed is silent and when an agency writes more, and keeps benign bursts apart. What it gives for each person is
the chance of harm in the days ahead. No order of the same pieces can do better but by luck.
"""

from collections.abc import Iterator

import numpy as np

from bench.family.draw import (
    BURST_ENDS,
    BURST_TIMES,
    Borough,
    Floats,
    daily,
    harm_chance,
    matrix,
    times_in_state,
    written_more,
)
from bench.family.worlds import AGENCIES, DAYS, SORTS, World

LATEST = 35
LATEST_AFTER_OUTAGE = 84
LAGS = np.arange(40)


class Ceiling:
    """The filter of one borough: `ahead` gives each person's chance of harm for one day after another."""

    def __init__(self, borough: Borough, horizon: int) -> None:
        world = borough.world
        self.borough, self.world = borough, world
        self.steps = np.kron(matrix(world), _burst_steps(world))
        self.harm = np.repeat(harm_chance(world, borough.own), 2, axis=1)
        times = np.repeat(times_in_state(world), 2, axis=1)
        held = np.array([sort.agency == world.burst_agency for sort in SORTS])
        times[np.ix_(held, [1, 3, 5])] *= BURST_TIMES
        self.times, self.logs = times, np.log(times)
        self.groups = [daily(world, np.ones(1), np.array([over]))[0] for over in (False, True)]
        self.value = _value(self.steps, self.harm, horizon)
        self.written = {agency: written_more(world, agency) for agency in AGENCIES}

    def ahead(self, days: list[int]) -> Iterator[Floats]:
        """For each of these days, rising: the chance of harm within the horizon, of each person."""
        outage = self.world.outage
        back = LATEST_AFTER_OUTAGE if outage and outage.arrives else LATEST
        belief = np.zeros((self.world.people, 6))
        belief[:, 0] = 1.0
        settled = 0
        for day in days:
            if day - back > settled:
                belief = self._filtered(belief, settled, day - back, day)
                settled = day - back
            now = self._filtered(belief, settled, day, day)
            yield (now * self.value).sum(axis=1)

    def _filtered(self, belief: Floats, first: int, end: int, cut: int) -> Floats:
        seen = self._seen(first, end, cut)
        rates = self._rates(first, end, cut)
        over = self.borough.over.astype(np.int64)
        for place in range(end - first):
            belief = (belief @ self.steps) * (1 - self.harm)
            likely = seen[place] - self.borough.own[:, None] * rates[place][over]
            belief = belief * np.exp(likely - likely.max(axis=1, keepdims=True))
            belief = belief / belief.sum(axis=1, keepdims=True)
        return belief

    def _seen(self, first: int, end: int, cut: int) -> Floats:
        """What the pieces of each day say for each state, as known before the cut: days by people by states."""
        pieces, people = self.borough.pieces, self.world.people
        here = (pieces.day >= first) & (pieces.day < end) & (pieces.known < cut)
        cell = (pieces.day[here] - first) * people + pieces.person[here]
        size = (end - first) * people
        sorts = pieces.sort[here]
        each = [np.bincount(cell, self.logs[sorts, state], size) for state in range(6)]
        return np.stack(each, axis=1).reshape(end - first, people, 6)

    def _rates(self, first: int, end: int, cut: int) -> Floats:
        """How many pieces of an own rate of one were to be seen: days by groups by states."""
        days = np.arange(first, end)
        found = np.zeros((end - first, 2, 6))
        for agency in AGENCIES:
            share = _here_by(self.world, agency, days, cut) * self.written[agency][days]
            held = [number for number, sort in enumerate(SORTS) if sort.agency == agency]
            for group, rates in enumerate(self.groups):
                found[:, group] += share[:, None] * (rates[held] @ self.times[held])
        return found


def _here_by(world: World, agency: str, days: np.ndarray, cut: int) -> Floats:
    """The share of an agency's pieces of each day that have reached us before the cut."""
    known = days[:, None] + LAGS
    if agency in world.weekly:
        known = -(-known // 7) * 7
    if world.outage and world.outage.agency == agency:
        end = world.outage.first + world.outage.days
        during = (known >= world.outage.first) & (known < end)
        known = np.where(during, end if world.outage.arrives else DAYS * 10, known)
    stays = 1 / (1 + world.lag)
    return np.asarray(((known < cut) * stays * (1 - stays) ** LAGS).sum(axis=1))


def _burst_steps(world: World) -> Floats:
    begins = world.bursts / 365
    return np.array([[1 - begins, begins], [BURST_ENDS, 1 - BURST_ENDS]])


def _value(steps: Floats, harm: Floats, horizon: int) -> Floats:
    """The chance of harm within the horizon from each state: people by states."""
    safe = np.ones_like(harm)
    for _ in range(horizon):
        safe = ((1 - harm) * safe) @ steps.T
    return np.asarray(1 - safe)
