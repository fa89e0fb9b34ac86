"""Homes that many share: by the words of their addresses (see `engine.addresses.shared`), or by who lives there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from jigsaw.care.people.domain.residences import LivesAt

# From this many people of this many families known to live at one address at once, it is taken for a hostel or another
# communal home, where several people's calls are no sign of anything: local defaults. Seven of one family are a family.
MANY, FAMILIES = 7, 4


def many_since(lives: Iterable[LivesAt], families: Mapping[UUID, str]) -> datetime | None:
    """When it was first known that many people of several families live at a home at once; None where it never was.

    families: the family name of each person; who has none counts as a family of their own.
    """
    known = sorted(lives, key=lambda one: (max(one.known_at, one.since), str(one.person)))
    if len({one.person for one in known}) < MANY:
        return None
    for one in known:
        at = max(one.known_at, one.since)
        there = {other.person for other in known if other.covers(at, at)}
        if len(there) >= MANY and len({_family(person, families) for person in there}) >= FAMILIES:
            return at
    return None


def _family(person: UUID, families: Mapping[UUID, str]) -> str:
    return families.get(person, "").strip().casefold() or str(person)


def shared_words(shared: str, many: bool) -> str:
    """What a page says of a home that many share, without its full stop; empty for any other home."""
    if shared:
        return f"Shared by many: {shared}"
    return "Shared by many: people of several families live or lived here at once" if many else ""
