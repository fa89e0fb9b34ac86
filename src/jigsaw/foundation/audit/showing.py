"""What is shown of somebody while a page is read, for the record of the look: kinds of piece and how many, no words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

SHOWN, SHOWN_RESTRICTED, WITHHELD = "shown", "shown_restricted", "withheld"
"""What the detail of a look calls its counts."""


class Part(NamedTuple):
    """A piece as it was shown: its kind, whether its holder restricts it; and the holder's key, where its content is
    withheld.

    The kind of a piece whose content is withheld is content. A sealed piece of another agency is no part at all: who
    reads the record of looks would learn from a count that there is one.
    """

    piece: UUID
    kind: str
    is_restricted: bool = False
    withheld_by: str = ""


@dataclass
class Seen:
    """What was shown, each piece once however often it was read."""

    parts: dict[UUID, Part] = field(default_factory=dict)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many of each kind were shown, and of how many of each agency the content was withheld; no empty part.

        What a holder restricts and shows to its own is counted apart: the person may be told less of it.
        """
        shown = [one for one in self.parts.values() if not one.withheld_by]
        told = {
            SHOWN: Counter(one.kind for one in shown if not one.is_restricted),
            SHOWN_RESTRICTED: Counter(one.kind for one in shown if one.is_restricted),
            WITHHELD: Counter(one.withheld_by for one in self.parts.values() if one.withheld_by),
        }
        return {name: dict(sorted(counts.items())) for name, counts in told.items() if counts}


_SEEN: ContextVar[Seen | None] = ContextVar("what is shown", default=None)


@contextmanager
def counting_what_is_shown() -> Iterator[Seen]:
    """Within, every piece that is read for somebody to see is counted."""
    seen = Seen()
    token = _SEEN.set(seen)
    try:
        yield seen
    finally:
        _SEEN.reset(token)


def note_parts(parts: Iterable[Part]) -> None:
    """Count these pieces as shown; nothing happens where nobody counts."""
    seen = _SEEN.get()
    if seen is not None:
        seen.parts.update((one.piece, one) for one in parts)


def counts_so_far() -> dict[str, dict[str, int]]:
    """What was shown since counting began, as `Seen.counts` says it; nothing where nobody counts."""
    seen = _SEEN.get()
    return seen.counts() if seen is not None else {}
