"""One borough, drawn: lives nobody sees, the pieces that agencies hold of them, and the harms."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.family.worlds import AGENCIES, DAYS, FIRST_DAY, SORTS, World

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]
WELL, STRUGGLING, CRISIS = range(3)
NEVER = 10 * DAYS
BURST_TIMES = 12.0
BURST_ENDS = 1 / 10
AGENCY_OF_SORT = np.array([AGENCIES.index(sort.agency) for sort in SORTS])


@dataclass(frozen=True)
class Pieces:
    """Every piece, by column: person, kind (its place in SORTS), day it happened, day we had it (NEVER: not at all)."""

    person: Wholes
    sort: Wholes
    day: Wholes
    minute: Wholes
    known: Wholes

    @property
    def agency(self) -> Wholes:
        """The agency that holds each, by its place in AGENCIES."""
        return AGENCY_OF_SORT[self.sort]


@dataclass(frozen=True)
class Borough:
    """What was drawn. own: each person's own rate. over: who is in group "b". harm: the day, or NEVER."""

    world: World
    own: Floats
    over: NDArray[np.bool_]
    home: Wholes
    harm: Wholes
    pieces: Pieces


def draw(world: World, seed: int) -> Borough:
    """The borough of this world and seed: the same each time."""
    rng = np.random.default_rng([seed, sum(map(ord, world.name))])
    own = rng.gamma(world.tail, 1 / world.tail, world.people) + 0.02
    over = rng.random(world.people) < 0.3
    states, harm = lives(world, own, rng)
    bursts = benign(world, rng)
    pieces = _received(world, _happened(world, own, over, states, bursts, harm, rng), rng)
    home = np.sort(rng.integers(0, int(world.people * 0.7), world.people))
    return Borough(world, own, over, home, harm, pieces)


def matrix(world: World) -> Floats:
    """The chances of going from each state to each in a day, of those who are not harmed on it: 3 by 3."""
    d = world.dynamics
    return np.array(
        [
            [1 - d.worsens, d.worsens, 0],
            [d.recovers, 1 - d.recovers - d.breaks, d.breaks],
            [0, d.calms, 1 - d.calms],
        ]
    )


def harm_chance(world: World, own: Floats) -> Floats:
    """The chance of harm in a day: people by states."""
    times = own**world.trait
    return np.asarray(times / times.mean())[:, None] * np.array(world.dynamics.harm)


def times_in_state(world: World) -> Floats:
    """How many times as many pieces of each sort there are in each state: sorts by 3."""
    return np.array([(1.0, *sort.times) for sort in SORTS]) ** world.coupling


def daily(world: World, own: Floats, over: NDArray[np.bool_]) -> Floats:
    """Each person's own rate a day of each sort when well: people by sorts."""
    rates = np.array([sort.a_year / 365 for sort in SORTS])
    more = np.array([world.recorded.get(sort.agency, 1.0) for sort in SORTS])
    return own[:, None] * np.where(over[:, None], more, 1.0) * rates


def lives(world: World, own: Floats, rng: np.random.Generator) -> tuple[NDArray[np.int8], Wholes]:
    """The state of each person on each day (days by people), and the day of their first counted harm."""
    steps = matrix(world).cumsum(axis=1)
    chance = harm_chance(world, own)
    states = np.zeros((DAYS, world.people), np.int8)
    state = np.zeros(world.people, np.int64)
    harm = np.full(world.people, NEVER)
    everybody = np.arange(world.people)
    for day in range(DAYS):
        state = (rng.random(world.people)[:, None] > steps[state]).sum(axis=1)
        states[day] = state
        harmed = (rng.random(world.people) < chance[everybody, state]) & (harm == NEVER)
        if day >= FIRST_DAY:
            harm[harmed] = day
    return states, harm


def benign(world: World, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Whether each person is in a benign burst, by day: days by people."""
    inside = np.zeros(world.people, np.bool_)
    found = np.zeros((DAYS, world.people), np.bool_)
    for day in range(DAYS):
        chance = np.where(inside, 1 - BURST_ENDS, world.bursts / 365)
        inside = rng.random(world.people) < chance
        found[day] = inside
    return found


def written_more(world: World, agency: str) -> Floats:
    """How many times as much an agency writes on each day, by the change in its recording."""
    times = np.ones(DAYS)
    if world.change and world.change.agency == agency:
        times[world.change.first :] = world.change.times
    return times


def _happened(
    world: World,
    own: Floats,
    over: NDArray[np.bool_],
    states: NDArray[np.int8],
    bursts: NDArray[np.bool_],
    harm: Wholes,
    rng: np.random.Generator,
) -> Pieces:
    rates, times = daily(world, own, over), times_in_state(world)
    alive = np.arange(DAYS)[:, None] <= harm
    columns: list[tuple[Wholes, Wholes, Wholes, Wholes]] = []
    for number, sort in enumerate(SORTS):
        each = times[number][states] * rates[:, number] * alive * written_more(world, sort.agency)[:, None]
        if sort.agency == world.burst_agency:
            each = each * np.where(bursts, BURST_TIMES, 1.0)
        count = rng.poisson(each)
        day, person = (np.repeat(places, count[count > 0]) for places in np.nonzero(count))
        columns.append((person, np.full(len(day), number), day, rng.integers(0, 1_440, len(day))))
    person, sorts, day, minute = (np.concatenate(column) for column in zip(*columns, strict=True))
    return _echoed(world, Pieces(person, sorts, day, minute, day), rng)


def _echoed(world: World, pieces: Pieces, rng: np.random.Generator) -> Pieces:
    kinds = [sort.kind for sort in SORTS]
    calls = np.nonzero(pieces.sort == kinds.index("ambulance-call"))[0]
    told = calls[rng.random(len(calls)) < world.echoes]
    extra = [(kinds.index(kind), minutes) for kind, minutes in (("police-call", 20), ("ed-attendance", 150))]
    person, sort, day, minute = [pieces.person], [pieces.sort], [pieces.day], [pieces.minute]
    for number, after in extra:
        at = pieces.minute[told] + after
        person.append(pieces.person[told])
        sort.append(np.full(len(told), number))
        day.append(np.minimum(pieces.day[told] + at // 1_440, DAYS - 1))
        minute.append(at % 1_440)
    columns = [np.concatenate(column) for column in (person, sort, day, minute)]
    return Pieces(*columns, known=columns[2])


def _received(world: World, pieces: Pieces, rng: np.random.Generator) -> Pieces:
    lag = rng.geometric(1 / (1 + world.lag), len(pieces.day)) - 1
    known = pieces.day + lag
    weekly = np.isin(pieces.agency, [AGENCIES.index(agency) for agency in world.weekly])
    known = np.where(weekly, -(-known // 7) * 7, known)
    if (out := world.outage) is not None:
        held = pieces.agency == AGENCIES.index(out.agency)
        end = out.first + out.days
        during = held & (known >= out.first) & (known < end)
        known = np.where(during, end if out.arrives else NEVER, known)
    order = np.lexsort((pieces.minute, pieces.day, pieces.person))
    return Pieces(
        *(column[order] for column in (pieces.person, pieces.sort, pieces.day, pieces.minute, known))
    )
