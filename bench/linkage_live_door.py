"""One record after another through the door of a full store: accepted, linked, settled, on disk.

Run by bench.linkage_live.
"""

import csv
import statistics
import sys
import time
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from random import Random
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
    rng, took, joined = Random(seed), list[float](), 0
    cpu = list[float]()
    known = list(arrivals(min(count, 20_000), seed=7))
    for at in range(WARM + times):
        one = newcomer(rng, rng.choice(known), at, seed)
        began, worked = time.perf_counter(), time.process_time()
        joins = accepted(one)
        if at >= WARM:
            took.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - worked))
            joined += joins > 1
    tell_parent(
        p50_ms=round(statistics.median(took), 2),
        p95_ms=round(sorted(took)[int(len(took) * 0.95)], 2),
        cpu_p50_ms=round(statistics.median(cpu), 2),
        accepted=len(took),
        joined_to_others=joined,
    )


def newcomer(rng: Random, known: Record, at: int, seed: int) -> Record:
    """What another agency, or the same one by another number, says of somebody who is there; at times of a stranger."""
    said = as_written(rng, known, rng.choice(AGENCIES), FIRST_DAY + timedelta(days=800, seconds=at))
    said = replace(said, local_id=f"N{seed}-{at}")
    stranger = {"given_names": f"Zebedee{at}", "birth_date": "1903-02-01", "nhs_number": "", "telephone": ""}
    return replace(said, **stranger) if rng.random() < 0.3 else said


def accepted(one: Record) -> int:
    """Take a file of one row in, as the door does, and say how many records the person has now."""
    from jigsaw.care.intake import actions as intake
    from jigsaw.care.intake.domain.rows import read_file
    from jigsaw.care.linkage.models import Link
    from jigsaw.foundation.core.identity import record_id
    from jigsaw.foundation.core.time import now
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.feeds.queueing import take_news

    feed, mapping, said, path = _opened(one.agency)
    write(path, [one])
    delivery = intake.begin_delivery(by=JIGSAW, feed=feed, mapping=mapping, path=path)
    answers = read_file(path, said, now(), allow_test_numbers=True)
    intake.accept(by=JIGSAW, delivery=delivery, answers=answers, taken=take_news(JIGSAW))
    link = Link.objects.get(record=record_id(one.agency, one.local_id))
    return Link.objects.filter(person=link.person_id).count()


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
