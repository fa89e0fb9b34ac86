"""A decision looked at a second time: what is asked of whom next.

The second steward does not see what the first decided. Where the two differ, a third is asked in the same way, or the
two talk and say together what they found; whichever comes first settles it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a second opinion stands."""

    ASKED = "waits for a second steward"
    AGREED = "both stewards agree"
    DIFFERS = "the two stewards differ: a third is asked, or they talk"
    THIRD = "settled by a third steward"
    TALKED = "settled by talking"
    WITHDRAWN = "the decision was undone first"


@dataclass(frozen=True)
class Given:
    """One steward's answer about a pair, by the steward's key."""

    by: int
    same: bool


def stage(first: Given, others: Sequence[Given], *, talked: bool = False, undone: bool = False) -> Stage:
    """Where it stands, from the decision and the other answers, earliest first."""
    if talked:
        return Stage.TALKED
    if not others:
        return Stage.WITHDRAWN if undone else Stage.ASKED
    if others[0].same == first.same:
        return Stage.AGREED
    return Stage.THIRD if len(others) > 1 else Stage.DIFFERS


def may_be_asked(first: Given, others: Sequence[Given], steward: int, at: Stage) -> bool:
    """Whether this steward can be asked: nobody looks twice, and only where an answer is wanted."""
    return at in (Stage.ASKED, Stage.DIFFERS) and steward not in {first.by, *(one.by for one in others)}


def may_talk(first: Given, others: Sequence[Given], steward: int, at: Stage) -> bool:
    """Whether this steward is one of the two who differ."""
    return at is Stage.DIFFERS and steward in {first.by, others[0].by}
