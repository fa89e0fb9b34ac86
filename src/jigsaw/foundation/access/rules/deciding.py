"""One question, one answer: what every policy of Jigsaw asks."""

from dataclasses import replace
from functools import lru_cache

from jigsaw.foundation.access.domain import Act, Decision, Reveal
from jigsaw.foundation.access.rules.cedar import decide_by_cedar
from jigsaw.foundation.access.rules.request import Agreement, Request, Subject

KEPT = 20_000
"""How many answers are kept: one for each way in which things can stand, not for each person or piece."""


@lru_cache(KEPT)
def decide(request: Request) -> Decision:
    """PERMIT, DENY or REVIEW, with the sentence and the id of the rule that decided."""
    return decide_by_cedar([request])[0]


def reveal(restriction: str, *, holder: str, agency: str, shares: bool = True) -> Reveal:
    """How much of a piece an agency's front-line viewer is shown, within a look that was decided.

    shares: whether the holder is party to an agreement in force; what one that is not sent is nobody else's.
    """
    return shown(
        Request(
            act=Act.READ_PIECE,
            subject=Subject.PIECE,
            role="practitioner",
            agency=agency,
            holder=holder,
            restriction=restriction,
            holder_shares=shares,
            agreement=Agreement.IN_FORCE,
            in_look=True,
        )
    )


@lru_cache(KEPT)
def shown(reading: Request) -> Reveal:
    """How much of a piece is shown to who asks to read it: all, that it exists, or nothing."""
    if decide(reading):
        return Reveal.FULL
    knows = decide(replace(reading, act=Act.KNOW_OF_PIECE))
    return Reveal.EXISTS if knows else Reveal.NOTHING
