"""Texts that several people write at once. Nothing that was kept is ever lost.

Each version says which version its writer had read. A version stands until somebody who had read it writes another; two
that were written without reading each other both stand, and both are shown, until somebody puts them together.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Version(Protocol):
    """One version: its number, counted from 1, and the number of the last version that its writer had read."""

    @property
    def version(self) -> int:
        """Its number."""

    @property
    def seen(self) -> int | None:
        """The last version that its writer had read; None for the one just before it."""


V = TypeVar("V", bound=Version)


def standing(versions: Iterable[V]) -> list[V]:
    """The versions that stand: those that nobody who wrote later had read. In their order."""
    found: list[V] = []
    read_up_to = 0
    for one in sorted(versions, key=lambda one: one.version, reverse=True):
        if one.version > read_up_to:
            found.append(one)
        read_up_to = max(read_up_to, one.version - 1 if one.seen is None else one.seen)
    return found[::-1]


def put_together(texts: Sequence[tuple[str, str]]) -> str:
    """What stands, as one text to go on from: (who, words). Of several, each says whose it is."""
    written = [(who, words) for who, words in texts if words.strip()]
    if len(written) == 1:
        return written[0][1]
    return "\n\n".join(f"[{who} wrote:]\n{words}" for who, words in written)
