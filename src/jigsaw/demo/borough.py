"""The invented borough in memory: who lives where, what happened, before any agency writes it down."""

from dataclasses import dataclass
from random import Random

from jigsaw.demo import asked, clinics, support
from jigsaw.demo.chance import draws, happens, poisson
from jigsaw.demo.clock import DAY, Clock
from jigsaw.demo.lives import Rate, contacts, rates, shown
from jigsaw.demo.moods import Spell, choose_reach, live_through
from jigsaw.demo.moves import move_people
from jigsaw.demo.people import Person, Settlement, settle
from jigsaw.demo.pieces import Piece, Teller
from jigsaw.demo.stories import Told, tell_stories
from jigsaw.demo.traps import Trap, set_traps


@dataclass(slots=True)
class Borough:
    """Everything that is true of the borough. `harms` are (person, minute): what patterns never see."""

    clock: Clock
    place: Settlement
    traps: list[Trap]
    pieces: list[Piece]
    stories: list[Told]
    harms: list[tuple[Person, int]]


def imagine(people: int, seed: int, clock: Clock, coupling: float = 1.0) -> Borough:
    """Invents a borough.

    coupling: how often what agencies see follows a person's hidden state (1: always; 0: never, so that nothing
    in the files can tell who will come to harm; the planned stories stand apart and are listed in the truth).
    """
    place = settle(draws(seed, "people"), people, clock.today)
    traps = set_traps(draws(seed, "traps"), place)
    move_people(draws(seed, "moves"), place, clock)
    choose_reach(draws(seed, "reach"), place.people)
    _deaths(draws(seed, "deaths"), place.people, clock)
    rng = draws(seed, "states")
    true = live_through(rng, place.households, clock.days)
    other = true if coupling == 1.0 else live_through(draws(seed, "decoys"), place.households, clock.days)
    teller = Teller(draws(seed, "lives"), clock)
    coin, every = draws(seed, "coupling"), rates()
    for members, own, decoys in zip(place.households, true, other, strict=True):
        seen = [shown(coin, *pair, coupling) for pair in zip(own, decoys, strict=True)]
        for person, spells in zip(members, own, strict=True):
            person.spells = spells
        _household(teller, members, seen, every)
    stories = tell_stories(draws(seed, "stories"), clock, place, teller, traps)
    asked.about_carers(draws(seed, "asked"), teller)
    pieces = [piece for piece in teller.pieces if piece.at >= clock.minute_of(piece.person.born)]
    return Borough(clock, place, traps, pieces, stories, _harms(draws(seed, "harms"), place.people))


def _household(teller: Teller, members: list[Person], seen: list[list[Spell]], every: list[Rate]) -> None:
    for place, (person, spells) in enumerate(zip(members, seen, strict=True)):
        contacts(teller, person, spells, every)
        if place == 0 and person.homes[0][1].social | person.homes[-1][1].social:
            support.tenancy(teller, person)
        if person.reach:
            clinics.episodes(teller, person, spells)
            support.council(teller, person, spells)
            support.charity(teller, person)
            support.markers(teller, person, spells)
    support.ties(teller, members)


def _deaths(rng: Random, people: list[Person], clock: Clock) -> None:
    for person in people:
        age = person.age_on(clock.today)
        if age > 60 and happens(rng, 0.004 * (age - 58)):
            person.died = rng.randrange(30 * DAY, clock.end)


def _harms(rng: Random, people: list[Person]) -> list[tuple[Person, int]]:
    """Serious harm, which comes from the hidden state alone (0.004, 0.04 and 0.3 times a year)."""
    return [
        (person, start * DAY + rng.randrange(max(1, (end - start) * DAY)))
        for person in people
        for start, end, level in person.spells
        for _ in range(poisson(rng, (0.004, 0.04, 0.3)[level] * (end - start) / 365))
    ]
