"""One database of `bench.audit`: rows written, chained and not, and verified."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

import django

from bench.children import tell_parent

if TYPE_CHECKING:
    from jigsaw.foundation.audit.verifying import Verified

ONE_BY_ONE = 5_000
"""Rows that are written one a transaction: enough for a steady figure, and a disk's patience."""

Figures = dict[str, float]
DETAIL = {"section": "story", "people": [str(UUID(int=1)), str(UUID(int=2))], "withheld": 3}


def main(rows: int) -> None:
    """Measure with so many rows and tell the parent."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    figures: Figures = {}
    few = min(ONE_BY_ONE, rows // 20)
    rate(figures, "written_alone", few, lambda: write(few))
    rate(figures, "written_alone_unchained", few, lambda: write_unchained(few))
    figures["chained_to_unchained"] = round(
        figures["written_alone_a_second"] / figures["written_alone_unchained_a_second"], 2
    )
    rate(figures, "written_together", rows, lambda: write_together(rows))
    measure_reading(figures, rows + few)
    tell_parent(**figures)


def measure_reading(figures: Figures, rows: int) -> None:
    """A checkpoint, the verification and its peer."""
    from jigsaw.foundation.audit.models import AuditEvent
    from jigsaw.foundation.audit.verifying import grown_since, verify

    rate(figures, "checkpoint", rows, lambda: grown_since(None))
    rate(figures, "verified", rows, lambda: sound(verify()))
    rate(figures, "read_through_django", rows, lambda: [one.pk for one in AuditEvent.objects.iterator()])


def sound(found: "Verified") -> None:
    """Stop when the trail is not as it was written: a quick answer that is wrong is no figure."""
    if not found.is_sound:
        sys.exit("The trail was not found to be as it was written")


def rate(figures: Figures, name: str, rows: int, work: Callable[[], object]) -> None:
    """How many rows a second of the clock, and seconds of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    figures[f"{name}_a_second"] = round(rows / (time.perf_counter() - began))
    figures[f"{name}_cpu_s"] = round(time.process_time() - busy, 2)


def write(rows: int) -> None:
    """Looks, each in a transaction of its own."""
    from jigsaw.foundation.audit.actions import record_look
    from jigsaw.foundation.core.viewer import JIGSAW

    for number in range(rows):
        record_look(
            by=JIGSAW, subject_kind="person", subject_id=UUID(int=number), why="On duty", detail=DETAIL
        )


def write_together(rows: int) -> None:
    """The same, a thousand at a time."""
    from jigsaw.foundation.audit.actions import record_acts
    from jigsaw.foundation.core.viewer import JIGSAW

    for first in range(0, rows, 1000):
        acts = [("looked", DETAIL)] * min(1000, rows - first)
        record_acts(by=JIGSAW, acts=acts, subject_kind="person", subject_id=UUID(int=first))


def write_unchained(rows: int) -> None:
    """The same rows into a table without places, fingerprints and a guard."""
    from django.db import connection, transaction

    from jigsaw.foundation.audit.models import AuditEvent
    from jigsaw.foundation.core.inserting import insert_rows
    from jigsaw.foundation.core.time import now

    columns = (
        "at",
        "kind",
        "act",
        "by_id",
        "by_name",
        "agency",
        "subject_kind",
        "subject_id",
        "why",
        "detail",
    )
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent RENAME TO put_away")
        made = "LIKE put_away INCLUDING IDENTITY" if connection.vendor == "postgresql" else PLAIN
        cursor.execute(f"CREATE TABLE audit_auditevent ({made})")
        for column in ("lane", "number", "fingerprint") if connection.vendor == "postgresql" else ():
            cursor.execute(f"ALTER TABLE audit_auditevent DROP COLUMN {column}")
        for name, on in (
            ("of_subject", "subject_kind, subject_id, at"),
            ("of_one", "by_id, kind, subject_kind, at"),
        ):
            cursor.execute(f"CREATE INDEX {name} ON audit_auditevent ({on})")
    for number in range(rows):
        about = ("person", str(UUID(int=number)), "On duty", DETAIL)
        with transaction.atomic():
            insert_rows(AuditEvent, columns, [(now(), "look", "looked", None, "Jigsaw", "", *about)])
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE audit_auditevent")
        cursor.execute("ALTER TABLE put_away RENAME TO audit_auditevent")


PLAIN = (
    "id integer PRIMARY KEY AUTOINCREMENT, at datetime, kind text, act text, by_id integer, by_name text, "
    "agency text, subject_kind text, subject_id text, why text, detail text"
)

if __name__ == "__main__":
    main(int(sys.argv[1]))
