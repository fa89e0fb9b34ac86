"""A page of the stewards' queue in a borough of 200,000 people with thousands of pairs that wait.

`python -m bench.joins_queue [--quick]`, on the database of JIGSAW_DATABASE_URL or an SQLite file of its own. The people
are empty shells: what is measured is the queue, whose cost must hang on the pairs of one page and not on the borough.
"""

import os
import sys
import tempfile
import time
from statistics import median
from uuid import UUID

from bench.report import report, timed

PEOPLE, PAIRS = 200_000, 10_000
TIMES = 15


def main() -> None:
    """Make the borough, place its pairs, and ask for pages."""
    quick = "--quick" in sys.argv
    people, pairs = (2_000, 100) if quick else (PEOPLE, PAIRS)
    with tempfile.TemporaryDirectory() as home:
        os.environ["JIGSAW_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigsaw.settings.test")
        if not os.environ.get("JIGSAW_DATABASE_URL"):
            os.environ["JIGSAW_DATABASE_URL"] = f"sqlite:///{home}/bench.sqlite3"
        figures: dict[str, float] = {}
        measure(people, pairs, figures)
        report("joins_queue", people=people, pairs_waiting=pairs, **figures)


def measure(people: int, pairs: int, figures: dict[str, float]) -> None:
    """The seconds to place every pair, and the milliseconds of a first page, a late page and the next pair."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from jigsaw.care.conversations.derivation import open_about
    from jigsaw.care.stewardship import queries
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.stewarding import bring_up_to_date

    call_command("migrate", verbosity=0)
    fill(people, pairs)
    with timed(figures, "place_every_pair_s"):
        bring_up_to_date()
    asked = {"first_page": 0, "late_page": pairs - 50}
    for name, start in asked.items():
        figures[f"{name}_ms"] = milliseconds(
            lambda start=start: queries.queue(viewer=JIGSAW, start=start, talks=open_about)
        )
    figures["next_pair_ms"] = milliseconds(lambda: queries.next_pair(viewer=JIGSAW))
    connection.force_debug_cursor = True
    before = len(connection.queries_log)
    queries.queue(viewer=JIGSAW, talks=open_about)
    figures["queries_a_page"] = len(connection.queries_log) - before


def milliseconds(ask) -> float:
    """The median of some tries."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return round(median(taken) * 1_000, 1)


def fill(people: int, pairs: int) -> None:
    """People with one source record each; the first ones wait in pairs."""
    from jigsaw.care.intake.models import SourceRecord
    from jigsaw.care.linkage.models import Edge, Link
    from jigsaw.care.people.models import Person
    from jigsaw.foundation.core.inserting import insert_rows
    from jigsaw.foundation.core.time import now
    from jigsaw.foundation.organisations.models import Agency

    at, agency = now(), Agency.objects.create(key="gp", name="Practice", kind="gp")
    ids = [UUID(int=one + 1) for one in range(people)]
    nothing = ("",) * 7
    told = ("name", "given_names", "family_name", "birth_date", "nhs_number", "gender", "died_on")
    insert_rows(Person, ("id", *told, "changed_at"), ((one, *nothing, at) for one in ids))
    columns = ("id", "agency", "local_id", "first_received_at", "came_at")
    insert_rows(SourceRecord, columns, ((one, agency.pk, str(one.int), at, at) for one in ids))
    insert_rows(Link, ("record", "person", "why"), ((one, one, "") for one in ids))
    columns = ("left", "right", "kind", "weight", "why", "held_apart_by")
    ends = ((ids[2 * one], ids[2 * one + 1], 3.0 + one % 5) for one in range(pairs))
    insert_rows(Edge, columns, ((*two, "doubtful", weight, "alike", "") for *two, weight in ends))


if __name__ == "__main__":
    main()
