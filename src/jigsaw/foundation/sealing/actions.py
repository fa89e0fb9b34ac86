"""Destroying a person's key, and wrapping every key anew."""

from uuid import UUID

from django.db import transaction

from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.sealing.ciphers import unwrapped, wrapped
from jigsaw.foundation.sealing.closing import PEPPER
from jigsaw.foundation.sealing.models import PersonKey
from jigsaw.foundation.sealing.outer import SealsLocked, outer_keys, place


@transaction.atomic
def destroy_key(*, by: Viewer, record: UUID, why: str) -> None:
    """Destroy the key of a source record: every sealed word under it can be read by nobody from then on.

    It cannot be undone. A backup from before still holds the key, wrapped. Raises NotFound, Refused.
    """
    asked = "Destroying the key of sealed words"
    found = PersonKey.objects.select_for_update().filter(pk=record).exclude(pk=PEPPER).first()
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
