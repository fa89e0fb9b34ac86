"""The agencies of a measured store: each sends one file in which a row bears a record and a piece."""

import csv
from pathlib import Path
from typing import Any

from bench.linkage_live_door import COLUMNS, PLACE
from jigsaw.engine.linkage.records import Record

KINDS = {
    "trust": "nhs-trust", "gp": "gp", "ambulance": "ambulance", "council": "council", "housing": "housing"
}  # fmt: skip
SAID = ("Ref", "Kind", "When", "Until", "Words", "Value", "Place", "PlaceCode", "PlaceUPRN", "Sent")
MAPPING = """format = 1
[agency]
key = "{agency}"
name = "{agency}"
kind = "{kind}"

[[file]]
name = "news*.csv"
feed = "news"
holds = "both"
received = "Sent"
[file.record]
local_id = "ID"
{columns}
address = ["address"]
postcode = "postcode"
uprn = "uprn"
[[file.piece]]
source_reference = "Ref"
kind = "Kind"
kinds = {{ {kinds} }}
when = "When"
until = "Until"
words = "Words"
address = ["Place"]
postcode = "PlaceCode"
uprn = "PlaceUPRN"
[file.piece.attributes]
value = "Value"
[[file.piece.subject]]
local_id = "ID"
role = "subject"
"""


def note_feeds(agencies: tuple[str, ...]) -> None:
    """The agencies, each with its mapping and one delivery to hang rows on."""
    for agency in agencies:
        note_feed(agency)


def note_feed(agency: str) -> Any:
    """Note an agency's folder; its feed, mapping, how its file is read, and the file. Its first delivery is there."""
    from django.conf import settings

    from jigsaw.care.intake import actions as intake
    from jigsaw.care.intake.domain.kinds import all_kinds
    from jigsaw.care.intake.domain.mapping_check import check_folder
    from jigsaw.care.intake.models import Delivery
    from jigsaw.foundation.core.viewer import JIGSAW

    at = Path(settings.HOME) / "agencies" / agency
    at.mkdir(parents=True, exist_ok=True)
    told = "\n".join(f'{name} = "{name}"' for name in COLUMNS[1:])
    kinds = ", ".join(f'"{code}" = "{code}"' for code in all_kinds())
    text = MAPPING.format(agency=agency, kind=KINDS[agency], columns=told, kinds=kinds)
    (at / "feed.toml").write_text(text, encoding="utf-8")
    write(at / "news.csv", [])
    checked = check_folder(at)
    noted = intake.note_folder(by=JIGSAW, checked=checked)
    path, said = checked.files[0]
    feed = noted.feeds[said.feed]
    if not Delivery.objects.filter(feed=feed).exists():
        intake.begin_delivery(by=JIGSAW, feed=feed, mapping=noted.mapping, path=path)
    return feed, noted.mapping, said, path


def write(path: Path, rows: list[tuple[Record, dict[str, str]]]) -> None:
    """The agency's file: each row bears what is said of somebody, and a piece."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, (*COLUMNS, *PLACE, *SAID))
        writer.writeheader()
        for one, piece in rows:
            particulars = {name: getattr(one, name, "") for name in (*COLUMNS[1:], *PLACE)}
            writer.writerow(particulars | {"ID": one.local_id} | piece)
