"""One record after another through the door of a full store: accepted, linked, settled, on disk.

Each comes as a file of one row. What is told is how long it took from the row that was read until the record was
accepted, linked, settled and on disk, in one transaction; as `file`, how long the whole took, with the file's writing,
hashing, opening and reading; and as `with_reasons`, of every other record, with the reasons read in it too. The floor
stands beside: a transaction of one row here, and a page forced to the same disk. Run by bench.linkage_live.
"""

import csv
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile
from typing import Any

from bench.arrivals import AGENCIES, FIRST_DAY, arrivals, as_written
from bench.children import tell_parent
from jigsaw.engine.linkage.records import Record

WARM = 15
COLUMNS = ("ID", "given_names", "family_name", "birth_date", "nhs_number", "gender", "telephone", "email")
PLACE = ("address", "postcode", "uprn")
MAPPING = """format = 1
[agency]
key = "{agency}"
name = "{agency}"
kind = "charity"

[[file]]
name = "people*.csv"
feed = "people"
holds = "source-records"
received = "Sent"
[file.record]
local_id = "ID"
{columns}
address = ["address"]
postcode = "postcode"
uprn = "uprn"
"""


def main(count: int, times: int, seed: int) -> None:
    """Accept so many records one at a time, and tell how long each took."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    answer_on_disk()
    in_memory()
    floor = bare_commits(times)
    rng, joined = Random(seed), 0
    took: dict[str, list[float]] = {"": [], "cpu_": [], "file_": []}
    with_reasons: list[float] = []
    known = list(arrivals(min(count, 20_000), seed=7))
    for at in range(WARM + 2 * times):
        one = newcomer(rng, rng.choice(known), at, seed)
        reads = at >= WARM and at % 2 == 1
        times_taken, joins = accepted(one, reads=reads)
        if reads:
            with_reasons.append(1000 * times_taken[0])
        elif at >= WARM:
            joined += joins > 1
            for name, seconds in zip(took, times_taken, strict=True):
                took[name].append(1000 * seconds)
    found = {f"{name}p50_ms": round(statistics.median(mine), 2) for name, mine in took.items()}
    found |= {f"{name}p95_ms": round(sorted(mine)[int(times * 0.95)], 2) for name, mine in took.items()}
    found["with_reasons_p95_ms"] = round(sorted(with_reasons)[int(len(with_reasons) * 0.95)], 2)
    tell_parent(**found, **floor, accepted=times, joined_to_others=joined)


def answer_on_disk() -> None:
    """The demo lets SQLite answer before a commit is on the disk; here it is measured as the service does it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")


def in_memory() -> None:
    """Have the machine hold the store's files in memory, as it does where a service has run for a day."""
    from django.db import connection

    for file in _files_of(connection):
        with file.open("rb") as opened:
            while opened.read(1 << 24):
                pass


def _files_of(connection: Any) -> list[Path]:
    if connection.vendor == "sqlite":
        return [Path(connection.settings_dict["NAME"])]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database"
            " WHERE datname = current_database()"
        )
        folder = Path(cursor.fetchone()[0])
    try:
        return [file for file in folder.iterdir() if file.is_file()]
    except PermissionError:
        return []


def bare_commits(times: int) -> dict[str, float]:
    """The floor: how long a transaction of one row takes here, and a page written to the same disk and forced there."""
    from jigsaw.foundation.audit.actions import record_act
    from jigsaw.foundation.core.viewer import JIGSAW

    with NamedTemporaryFile(dir="var/bench") as file:
        forced = sorted(_milliseconds(lambda: _force(file.fileno())) for _ in range(times))
    one = partial(record_act, by=JIGSAW, act="measured a commit")
    committed = sorted(_milliseconds(one) for _ in range(times))
    at = int(times * 0.95)
    return {
        "disk_p95_ms": forced[at],
        "commit_p50_ms": statistics.median(committed),
        "commit_p95_ms": committed[at],
    }


def _force(file: int) -> None:
    os.pwrite(file, b"x" * 4096, 0)
    os.fsync(file)


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return round(1000 * (time.perf_counter() - began), 2)


def newcomer(rng: Random, known: Record, at: int, seed: int, *, is_stranger: bool | None = None) -> Record:
    """What another agency, or the same one by another number, says of somebody who is there; at times of a stranger."""
    said = as_written(rng, known, rng.choice(AGENCIES), FIRST_DAY + timedelta(days=800, seconds=at))
    said = replace(said, local_id=f"N{seed}-{at}")
    if not (rng.random() < 0.3 if is_stranger is None else is_stranger):
        return said
    # Nobody's names and birth date, and nobody else's in a later run: strangers must not become a crowd of their own.
    name = "".join(rng.choices("bdfgklmnprstvz", k=4) + rng.choices("aeiou", k=3)).capitalize()
    born = (FIRST_DAY - timedelta(days=rng.randrange(33_000, 44_000))).strftime("%Y-%m-%d")
    stranger = {
        "given_names": name,
        "family_name": name[::-1].capitalize(),
        "birth_date": born,
        "nhs_number": "",
    }
    return replace(said, **stranger, telephone="", email="")


def accepted(one: Record, *, reads: bool = False) -> tuple[tuple[float, float, float], int]:
    """Take a file of one row in, as the door does: seconds in all and of CPU, of the whole file; and its records.

    reads: whether its reasons are read in the same transaction, or left to the queue of who is to be read.
    """
    from jigsaw.care.intake import actions as intake
    from jigsaw.care.intake.domain.rows import read_file
    from jigsaw.care.linkage.models import Link
    from jigsaw.foundation.core.identity import record_id
    from jigsaw.foundation.core.time import now
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.feeds.queueing import take_news

    feed, mapping, said, path = _opened(one.agency)
    began = time.perf_counter()
    write(path, [one])
    delivery = intake.begin_delivery(by=JIGSAW, feed=feed, mapping=mapping, path=path)
    answers = list(read_file(path, said, now(), allow_test_numbers=True))
    was_read, worked = time.perf_counter(), time.process_time()
    intake.accept(by=JIGSAW, delivery=delivery, answers=answers, taken=take_news(JIGSAW) if reads else _link)
    done = time.perf_counter()
    took = done - was_read, time.process_time() - worked, done - began
    link = Link.objects.get(record=record_id(one.agency, one.local_id))
    return took, Link.objects.filter(person=link.person_id).count()


def _link(news: Any) -> None:
    from jigsaw.care.linkage import actions as linkage
    from jigsaw.care.reasons import actions as reasons
    from jigsaw.foundation.core.viewer import JIGSAW

    changed = linkage.link_accepted(by=JIGSAW, news=news)
    reasons.note_to_read(by=JIGSAW, persons=changed.persons, homes=changed.homes)


_OPEN: dict[str, Any] = {}


def _opened(agency: str) -> Any:
    if agency not in _OPEN:
        _OPEN[agency] = note_agency(agency, Path("var/bench/linkage-live"))
    return _OPEN[agency]


def note_agency(agency: str, folder: Path) -> Any:
    """Note an agency's folder; its feed, mapping, how its file is read, and the file. Its first delivery is there."""
    from jigsaw.care.intake import actions as intake
    from jigsaw.care.intake.domain.mapping_check import check_folder
    from jigsaw.care.intake.models import Delivery
    from jigsaw.foundation.core.viewer import JIGSAW

    at = folder / agency
    at.mkdir(parents=True, exist_ok=True)
    columns = "\n".join(f'{name} = "{name}"' for name in COLUMNS[1:])
    (at / "feed.toml").write_text(MAPPING.format(agency=agency, columns=columns), encoding="utf-8")
    write(at / "people.csv", [])
    checked = check_folder(at)
    noted = intake.note_folder(by=JIGSAW, checked=checked)
    path, said = checked.files[0]
    feed = noted.feeds[said.feed]
    if not Delivery.objects.filter(feed=feed).exists():
        intake.begin_delivery(by=JIGSAW, feed=feed, mapping=noted.mapping, path=path)
    return feed, noted.mapping, said, path


def write(path: Path, records: list[Record]) -> None:
    """The agency's file of these records."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, (*COLUMNS, *PLACE, "Sent"))
        writer.writeheader()
        for one in records:
            told = {field.name: getattr(one, field.name) for field in fields(one)}
            row = {name: told.get(name, "") for name in (*COLUMNS, *PLACE)}
            writer.writerow(row | {"ID": one.local_id, "Sent": f"{one.received_at:%Y-%m-%d %H:%M}"})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
