"""Risks taken on purpose, as the page of a conversation shows them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.models import Conversation, RiskTaken
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.parts import Fact

_NAMED = (
    ("Why it matters to them", "matters"),
    ("What good may come of it", "benefits"),
    ("What harm may come of it", "harms"),
    ("What makes it safer", "safer"),
    ("Capacity", "capacity"),
    ("If this, then that", "if_then"),
    ("Who is told", "told"),
)


@dataclass(frozen=True)
class RiskPart:
    """One choice: its words, what was weighed, who stands where by name, what came of it."""

    choice: str
    weighed: tuple[Fact, ...]
    review_on: date
    stances: tuple[str, ...]
    reviews: tuple[str, ...]
    links: tuple[Link, ...]


def risk_parts(viewer: Viewer, row: Conversation) -> tuple[RiskPart, ...]:
    """The risks taken in this conversation, in the order in which they were written down."""
    return tuple(_part(viewer, row, one) for one in sorted(row.risktakens.all(), key=lambda one: one.at))


def _part(viewer: Viewer, row: Conversation, one: RiskTaken) -> RiskPart:
    offered = (
        ("Say who agrees, by name", "risk_stance", policies.can_take_part(viewer, row)),
        ("Say what came of it", "risk_review", policies.can_look_back(viewer, row)),
    )
    return RiskPart(
        choice=one.choice,
        weighed=tuple(Fact(words, getattr(one, name)) for words, name in _NAMED),
        review_on=one.review_on,
        stances=tuple(f"{each.name} {each.stance}. {each.words}".strip() for each in one.stances.all()),
        reviews=tuple(
            f"It went {each.went}. {each.happened} We learned: {each.learned}" for each in one.reviews.all()
        ),
        links=tuple(
            Link(words, reverse(name, args=[one.pk]), f": {one.choice}")
            for words, name, may in offered
            if may
        ),
    )
