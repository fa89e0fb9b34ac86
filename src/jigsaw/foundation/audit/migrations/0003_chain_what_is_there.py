"""Chain the rows that were written before there was a chain, in the order in which they were written.

What happened to them before this step cannot be shown: from here on it can.
"""

from django.db import migrations

from jigsaw.foundation.audit.domain.chain import (
    Row,
    beginning,
    fingerprint,
    plain_detail,
    written,
    written_detail,
)

FIELDS = (
    *("at", "kind", "act", "by_id", "by_name", "agency", "subject_kind", "subject_id", "why", "detail"),
)
AT_ONCE = 2_000


def chain_all(apps, schema_editor):
    """Lane 0, from row 1."""
    events = apps.get_model("audit", "AuditEvent").objects
    changed, (number, before) = [], beginning(0)
    for event in events.order_by("pk").iterator(chunk_size=AT_ONCE):
        number += 1
        at, *said, detail = [getattr(event, name) for name in FIELDS]
        row = Row._make((0, number, written(at), *said, written_detail(plain_detail(detail))))
        before = fingerprint(row, before)
        event.number, event.fingerprint = number, before
        changed.append(event)
        if len(changed) == AT_ONCE:
            events.bulk_update(changed, ["number", "fingerprint"])
            changed = []
    events.bulk_update(changed, ["number", "fingerprint"])


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_places_in_a_chain")]

    operations = [migrations.RunPython(chain_all, migrations.RunPython.noop)]
