"""Sealing what is taken in, under keys that are made as they are needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.sealing.ciphers import Told, keyed, new_key, sealed, unwrapped, wrapped
from jigsaw.foundation.sealing.models import PersonKey
from jigsaw.foundation.sealing.outer import SealsLocked, outer_keys_or_first

PEPPER = UUID(int=0)
"""In the place of a record: the key under which fingerprints of sealed pieces are kept. It is nobody's."""


@dataclass(frozen=True)
class ToSeal:
    """A piece, the source record whose key seals it, what it is bound to, and what it says."""

    piece: UUID
    record: UUID
    bound: str
    told: Told


def seal(each: Sequence[ToSeal]) -> dict[UUID, str]:
    """What is kept in the place of what these pieces say, by piece. Makes the keys that are not there yet.

    Within the transaction of whoever keeps them. Raises SealsLocked; Refused for a record whose key was destroyed: what
    was erased does not come back by being sent again.
    """
    known = _keys_of({one.record for one in each})
    return {one.piece: sealed(one.told, known[one.record], one.record, one.bound) for one in each}


def keyed_fingerprints(fingerprints: Iterable[str]) -> dict[str, str]:
    """By fingerprint, what is kept in its place of a sealed piece: no guess of its words can be checked by it."""
    pepper = _keys_of({PEPPER})[PEPPER]
    return {one: keyed(one, pepper) for one in fingerprints}


def _keys_of(records: set[UUID]) -> dict[UUID, bytes]:
    """The keys of these source records, made where there is none yet."""
    outers = outer_keys_or_first()
    missing = records - set(PersonKey.objects.filter(pk__in=records).values_list("record", flat=True))
    made = [PersonKey(record=one, wrapped=wrapped(new_key(), outers[0], one)) for one in sorted(missing)]
    # Another process may have made one in the same moment: whatever is in the table then is the key.
    PersonKey.objects.bulk_create(made, ignore_conflicts=True)
    found = {}
    for record, text in PersonKey.objects.filter(pk__in=records).values_list("record", "wrapped"):
        if not text:
            raise Refused(
                "Keeping a sealed piece",
                "what was sealed about that record was erased, with its key",
                "Ask the agency to send it under another record, or not at all",
            )
        key = unwrapped(text, outers, record)
        if key is None:
            raise SealsLocked("it does not open the keys that are there")
        found[record] = key
    return found
