"""What hangs on a join, in sentences, and the open rule by which pairs are taken in turn.

Nothing here is a number about a person: each is a count of what agencies sent or people do, about the two sides of a
pair, and the order compares one count after the other. Nothing is weighed against anything.
"""

from dataclasses import dataclass, fields
from uuid import UUID

RULE = (
    "First come pairs where a warning marker or a death stands on one side only: a visit may miss it.",
    "Then pairs with an open conversation about either side, most conversations first.",
    "Then pairs with an open reason about either side, most reasons first.",
    "Then pairs with whom agencies work at present, most open involvements first.",
    "Then pairs that would join the longest stories: by how many pieces the shorter of the two has.",
    "Then pairs that were looked at most often in the last four weeks.",
    "Pairs alike in all of this come in the order of how alike the two records are.",
)
"""The rule, as it is shown to those who work by it."""


@dataclass(frozen=True)
class Held:
    """What hangs on one side of a pair: a person, with all their records.

    pieces and agencies: what stands in their story, as every steward may know. looks: in the last four weeks. homes:
    where agencies say that they live now.
    """

    pieces: int = 0
    agencies: frozenset[str] = frozenset()
    involvements: int = 0
    reasons: int = 0
    talks: int = 0
    has_marker: bool = False
    died: bool = False
    looks: int = 0
    homes: frozenset[UUID] = frozenset()


@dataclass(frozen=True, order=True)
class Place:
    """Where a pair stands in the queue: the counts of the rule, in its order, the greater first."""

    one_sided: int
    talks: int
    reasons: int
    involvements: int
    pieces: int
    looks: int


ORDER = tuple(field.name for field in fields(Place))


def place(left: Held, right: Held) -> Place:
    """Where a pair stands."""
    return Place(
        one_sided=(left.has_marker != right.has_marker) + (left.died != right.died),
        talks=left.talks + right.talks,
        reasons=left.reasons + right.reasons,
        involvements=left.involvements + right.involvements,
        pieces=min(left.pieces, right.pieces),
        looks=left.looks + right.looks,
    )


def sentences(left: Held, right: Held) -> tuple[str, ...]:
    """What hangs on the pair, each in a sentence; that nothing does is said too."""
    said = [_marker(left, right), _death(left, right), _together(left, right)]
    said.append(_open("conversation", left.talks + right.talks))
    said.append(_open("reason", left.reasons + right.reasons))
    said.append(_open("involvement", left.involvements + right.involvements))
    said.append(_looked(left.looks + right.looks))
    return tuple(filter(None, said)) or ("Nothing that was sent hangs on it yet",)


def counted(number: int, word: str) -> str:
    """A number with its word: "1 reason", "3 agencies"."""
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {word[:-1]}ies" if word.endswith("y") else f"{number:,} {word}s"


def _together(left: Held, right: Held) -> str:
    if not left.pieces or not right.pieces:
        held = left.pieces or right.pieces
        return f"{counted(held, 'piece')} on one side, none on the other" if held else ""
    agencies = counted(len(left.agencies | right.agencies), "agency")
    return f"Joining would bring {counted(left.pieces + right.pieces, 'piece')} of {agencies} together"


def _marker(left: Held, right: Held) -> str:
    if left.has_marker == right.has_marker:
        return ""
    return "A warning marker stands on one side and not on the other"


def _death(left: Held, right: Held) -> str:
    return "One side has died, the other has not" if left.died != right.died else ""


def _open(word: str, number: int) -> str:
    return f"{counted(number, word)} {'is' if number == 1 else 'are'} open" if number else ""


def _looked(number: int) -> str:
    return f"Looked at {counted(number, 'time')} in the last four weeks" if number else ""
