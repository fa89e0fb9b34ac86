"""Sealing what is taken in, destroying a person's key, and wrapping every key anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.sealing.ciphers import Told, keyed, new_key, sealed, unwrapped, wrapped
from jigsaw.foundation.sealing.models import PersonKey
from jigsaw.foundation.sealing.outer import SealsLocked, outer_keys, outer_keys_or_first, place

_PEPPER = UUID(int=0)
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
    pepper = _keys_of({_PEPPER})[_PEPPER]
    return {one: keyed(one, pepper) for one in fingerprints}


@transaction.atomic
def destroy_key(*, by: Viewer, record: UUID, why: str) -> None:
    """Destroy the key of a source record: every sealed word under it can be read by nobody from then on.

    It cannot be undone. A backup from before still holds the key, wrapped. Raises NotFound, Refused.
    """
    asked = "Destroying the key of sealed words"
    found = PersonKey.objects.select_for_update().filter(pk=record).exclude(pk=_PEPPER).first()
    if found is None or found.destroyed_at is not None:
        raise NotFound(asked, "nothing is sealed under that record", "Check the id of the source record")
    if not why.strip():
        raise Refused(asked, "no reason was given", "Say why, and who decided it")
    found.wrapped, found.destroyed_at = "", now()
    found.save(update_fields=["wrapped", "destroyed_at"])
    record_act(by=by, act="sealed words erased", subject_kind="record", subject_id=record, why=why.strip())


def rewrap(*, by: Viewer) -> int:
    """Wrap every key anew under a new outer key, and leave that one alone in its file. Returns how many.

    Cut short, both stand in the file, and either may open a key. Raises SealsLocked when one cannot be opened.
    """
    if not PersonKey.objects.exists():
        return 0
    there = place()
    old, new = keys.lines_of(there), keys.new_line(there)
    outers = outer_keys()
    keys.write_key(there, *old, new)
    outer = bytes.fromhex(keys.key_in(new, there))
    with transaction.atomic():
        rows = list(PersonKey.objects.select_for_update().exclude(wrapped=""))
        for row in rows:
            key = unwrapped(row.wrapped, outers, row.record)
            if key is None:
                raise SealsLocked("one of the keys that it wraps is another’s")
            row.wrapped = wrapped(key, outer, row.record)
        PersonKey.objects.bulk_update(rows, ["wrapped"], batch_size=500)
        record_act(by=by, act="keys of sealed words wrapped anew", detail={"keys": len(rows)})
    keys.write_key(there, new)
    return len(rows)


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
