"""One row after another through the door of a full store, each with a record and a piece. Run by bench.accept.

Of ten rows five are another agency's record of somebody who is there, two of a stranger, three a known record that says
something else than before. Whom they are about is drawn as pieces are: who has many pieces gets one more sooner. The
people concerned were read before, so that what is measured is the one row's doing.
"""

import json
import statistics
import sys
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.accept_lives import Life, lives
from bench.accept_steps import STEPS, Stopwatches, counting
from bench.arrivals import as_written
from bench.children import tell_parent
from bench.linkage_live_door import answer_on_disk, bare_commits, in_memory, newcomer
from jigsaw.engine.linkage.records import Record

WARM = 25
COUNTED = 20
CASES = ("known", "stranger", "corrected")


def main(times: int, run: int) -> None:
    """Accept so many rows one at a time, and tell how long each took, and each of its steps."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    from django.conf import settings

    answer_on_disk()
    in_memory()
    rng = Random(run)
    rows = arriving(rng, Path(settings.HOME), WARM + times + COUNTED, run)
    read_before(rows)
    floor = {f"floor_{name}": value for name, value in bare_commits(times).items()}
    settled = how_it_is_set()
    doors, watches = Doors(), Stopwatches()
    for row in rows[:WARM]:
        doors.take(row)
    took = [(row[0], *doors.take(row, watches)) for row in rows[WARM : WARM + times]]
    with counting() as statements:
        for row in rows[WARM + times :]:
            doors.take(row)
    counted = {f"statements_{name}": round(number / COUNTED, 1) for name, number in statements.items()}
    tell_parent(**figures(took, watches), **counted, **floor, settings=settled)


def figures(took: list[tuple[str, float, float, float]], watches: Stopwatches) -> dict[str, Any]:
    """Percentiles of all rows in milliseconds, of each kind of row, and of each step."""
    found: dict[str, Any] = {}
    for name, at in (("", 1), ("cpu_", 2), ("server_cpu_", 3)):
        times = [one[at] for one in took]
        found |= {f"{name}{mark}_ms": value for mark, value in percentiles(times).items() if any(times)}
    for case in CASES:
        found[f"{case}_p95_ms"] = percentiles([one[1] for one in took if one[0] == case])["p95"]
    for step in STEPS:
        for mark, value in percentiles([1000 * one for one in watches.of(step)]).items():
            if mark != "p99":
                found[f"{step}_{mark}_ms"] = value
    return found


def percentiles(times: list[float]) -> dict[str, float]:
    """The median, the 95th and the 99th percentile."""
    inorder = sorted(times) or [0.0]
    at = {"p50": statistics.median(inorder)}
    at |= {f"p{share}": inorder[min(len(inorder) - 1, len(inorder) * share // 100)] for share in (95, 99)}
    return {name: round(value, 2) for name, value in at.items()}


Row = tuple[str, Record, dict[str, str]]


def arriving(rng: Random, home: Path, many: int, run: int) -> list[Row]:
    """So many rows: of which case each is, what it says of whom, and its piece."""
    kept = json.loads((home / "known.json").read_text())
    known = [[_record(one) for one in told["records"]] for told in kept]
    weights = [1 + told["pieces"] for told in kept]
    dealt = [life for life in lives(datetime.now(tz=UTC).date()) if life]
    found = []
    for at in range(many):
        case = rng.choices(CASES, (5, 2, 3))[0]
        found.append(_row(rng, case, rng.choices(known, weights)[0], dealt, at, run))
    return found


def _record(told: dict[str, Any]) -> Record:
    moments = {
        name: datetime.fromisoformat(told[name]) for name in ("received_at", "came_at") if told.get(name)
    }
    return Record(**{**told, **moments})


def _row(rng: Random, case: str, mine: list[Record], dealt: list[Life], at: int, run: int) -> Row:
    now = datetime.now(tz=UTC)
    sent = now - timedelta(minutes=5)
    if case == "corrected":
        one = rng.choice(mine)
        said = as_written(rng, one, one.agency, sent)
    else:
        said = newcomer(rng, mine[0], at, run, is_stranger=case == "stranger")
    told = rng.choice(rng.choice(dealt))
    piece = {
        "Ref": f"N{run}-{at}",
        "Kind": told.kind,
        "When": f"{now - timedelta(hours=rng.randrange(1, 72)):%Y-%m-%d %H:%M}",
        "Words": told.words,
        "Value": json.loads(told.attributes).get("value", ""),
        "Sent": f"{sent:%Y-%m-%d %H:%M}",
    }
    if told.at_home:
        piece |= {"Place": said.address, "PlaceCode": said.postcode, "PlaceUPRN": said.uprn}
    return case, said, piece


def read_before(rows: list[Row]) -> None:
    """Read everybody whom the rows are about, and their homes, as the door would have when their last piece came."""
    from jigsaw.care.linkage.models import Link
    from jigsaw.care.people.models import Residence
    from jigsaw.care.reasons import actions as reasons
    from jigsaw.foundation.core.viewer import JIGSAW

    persons = set(
        Link.objects.filter(
            record__local_id__in={one.id.partition("-")[2] for _, one, _ in rows}
        ).values_list("person_id", flat=True)
    )
    homes = set(Residence.objects.filter(person__in=persons).values_list("home_id", flat=True))
    reasons.note_to_read(by=JIGSAW, persons=persons, homes=homes)
    reasons.read_again(by=JIGSAW)


class Doors:
    """The agencies' doors, opened when first needed."""

    def __init__(self) -> None:
        self._open: dict[str, Any] = {}
        self._server = server_time()

    def take(self, row: Row, watches: Stopwatches | None = None) -> tuple[float, float, float]:
        """Take a file of one row in: milliseconds in all, of the processor here and of the database's own process."""
        from bench.accept_feeds import note_feed, write
        from jigsaw.care.intake import actions as intake
        from jigsaw.care.intake.domain.rows import read_file
        from jigsaw.foundation.core.time import now
        from jigsaw.foundation.core.viewer import JIGSAW
        from jigsaw.interfaces.feeds.queueing import take_news

        _, said, piece = row
        if said.agency not in self._open:
            self._open[said.agency] = note_feed(said.agency)
        feed, mapping, layout, path = self._open[said.agency]
        write(path, [(said, piece)])
        delivery = intake.begin_delivery(by=JIGSAW, feed=feed, mapping=mapping, path=path)
        with watches.running() if watches else nullcontext():
            served, worked, began = self._server(), time.process_time(), time.perf_counter()
            answers = read_file(path, layout, now(), allow_test_numbers=True)
            counts = intake.accept(by=JIGSAW, delivery=delivery, answers=answers, taken=take_news(JIGSAW))
            took = time.perf_counter() - began, time.process_time() - worked, self._server() - served
        if counts.refused:
            raise RuntimeError(f"A row was refused: {counts}")
        return tuple(1000 * one for one in took)  # type: ignore[return-value]  # three of three


def server_time() -> Any:
    """What tells how many seconds the processor has worked for us in PostgreSQL's process; 0.0 for SQLite."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return lambda: 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        file = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: int(file.read_text().split()[0]) / 1e9 if file.exists() else 0.0


def how_it_is_set() -> str:
    """How the database answers: what it waits for, in its own words."""
    from django.db import connection

    names = {
        "sqlite": ("journal_mode", "synchronous", "cache_size", "mmap_size"),
        "postgresql": (
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "shared_buffers",
            "jit",
            "server_version",
        ),
    }[connection.vendor]
    word = "PRAGMA" if connection.vendor == "sqlite" else "SHOW"
    found = []
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"{word} {name}")
            found.append(f"{name}={cursor.fetchone()[0]}")
    return " ".join(found)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
