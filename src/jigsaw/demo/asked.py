"""Who was asked about a carer: nearly everybody whom the trust took on, some days later."""

from random import Random

from jigsaw.demo.chance import happens
from jigsaw.demo.clock import DAY
from jigsaw.demo.pieces import Teller

TAKEN_ON = frozenset({"community-mental-health", "crisis-team", "ward-stay"})


def about_carers(rng: Random, teller: Teller) -> None:
    """Tells that the question was asked, for most of those taken on so far."""
    taken_on = [piece for piece in teller.pieces if piece.kind in TAKEN_ON and piece.at > -30 * DAY]
    for piece in taken_on:
        if happens(rng, 0.94):
            teller.tell("trust", "carer-asked", piece.person, piece.at + rng.randrange(1, 9) * DAY)
