"""Whose turn it is: the person first, then each agency, then all in discussion. Nobody is always last."""

from collections.abc import Sequence
from uuid import UUID

PERSON, DISCUSSION = "person", "discussion"


def order_of(conversation: UUID, agencies: Sequence[str]) -> tuple[str, ...]:
    """The order of turns. Agencies go round from a place that differs from one conversation to the next."""
    in_order = sorted(set(agencies))
    first = conversation.int % len(in_order) if in_order else 0
    return (PERSON, *in_order[first:], *in_order[:first], DISCUSSION)


def next_turn(order: Sequence[str], had: Sequence[str]) -> str:
    """The first in the order who has had no turn yet; discussion once all have."""
    return next((one for one in order if one not in had and one != DISCUSSION), DISCUSSION)


def may_discuss(order: Sequence[str], had: Sequence[str]) -> bool:
    """Whether everybody was heard: only then all talk."""
    return next_turn(order, had) == DISCUSSION
