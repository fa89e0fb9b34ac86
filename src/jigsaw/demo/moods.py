"""The hidden state of each person: steady (0), strained (1) or in crisis (2). No agency, file or pattern sees it."""

from itertools import groupby
from random import Random

from jigsaw.demo.chance import happens, poisson
from jigsaw.demo.people import Person

STEADY, STRAINED, CRISIS = 0, 1, 2
Spell = tuple[int, int, int]


def choose_reach(rng: Random, people: list[Person]) -> None:
    """Marks the quarter of people who ever meet an agency other than their GP, and how often they turn to agencies."""
    likely = {"hostel": 1.0, "shared-house": 0.5}
    for person in people:
        home = person.homes[-1][1]
        chance = likely.get(home.shape, 0.48 if home.social else 0.165)
        person.reach = happens(rng, chance)
        person.often = min(rng.lognormvariate(0.1, 1.1), 20.0)


def live_through(rng: Random, households: list[list[Person]], days: int) -> list[list[list[Spell]]]:
    """Spells of strain and crisis for every member of every household. One member's crisis strains the others."""
    return [_household(rng, members, days) for members in households]


def covering(spells: list[Spell], days: int) -> list[Spell]:
    """The whole time as spells that follow each other, each at its highest level."""
    if not spells:
        return [(0, days, STEADY)]
    levels = bytearray(days)
    for start, end, level in sorted(spells, key=lambda spell: spell[2]):
        levels[start:end] = bytes([level]) * (min(end, days) - start)
    found, day = [], 0
    for level, run in groupby(levels):
        length = len(list(run))
        found.append((day, day + length, level))
        day += length
    return found


def _household(rng: Random, members: list[Person], days: int) -> list[list[Spell]]:
    spells = [_own(rng, 0.7 if person.reach else 0.08, days) for person in members]
    for place, own in enumerate(list(map(list, spells))):
        for start, _, level in own:
            if level == CRISIS:
                _spread(rng, spells, place, start, days)
    return [covering(own, days) for own in spells]


def _spread(rng: Random, spells: list[list[Spell]], source: int, start: int, days: int) -> None:
    for place, own in enumerate(spells):
        if place != source and happens(rng, 0.3):
            begin = start + rng.randrange(30)
            own += [(begin, min(days, begin + _length(rng, 40)), STRAINED)] if begin < days else []


def _own(rng: Random, yearly: float, days: int) -> list[Spell]:
    spells: list[Spell] = []
    for _ in range(poisson(rng, yearly * days / 365)):
        start = rng.randrange(days)
        end = min(days, start + _length(rng, 55))
        spells.append((start, end, STRAINED))
        if happens(rng, 0.33) and end < days:
            calm = min(days, end + _length(rng, 26))
            spells.append((end, calm, CRISIS))
            if calm < days:
                spells.append((calm, min(days, calm + _length(rng, 40)), STRAINED))
    return spells


def _length(rng: Random, mean: int) -> int:
    return 3 + int(rng.expovariate(1 / mean))
