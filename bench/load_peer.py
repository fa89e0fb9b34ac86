"""The peer of the door: the same rows from CSV by Django's plain bulk_create. Run by bench.load.

`write` puts what the door loaded into CSV files, a file for each table; `insert` reads them into an empty database.
"""

import csv
import json
import sys
import time
from pathlib import Path
from typing import Any

from bench.children import tell_parent
from bench.report import peak_memory_mb

# What a row needs before it can stand, then the rows that are counted.
GROUND = ("organisations.Agency", "intake.Feed", "intake.FeedMapping", "intake.Delivery")
ROWS = ("intake.SourceRecord", "intake.Piece", "intake.PieceSubject")
AT_ONCE = 2_000
LEFT_OUT = {"address_id"}


def main(step: str, folder: Path) -> None:
    """Write the files, or insert them and tell the figures."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from django.apps import apps

    folder.mkdir(parents=True, exist_ok=True)
    ground, rows = ([apps.get_model(name) for name in names] for names in (GROUND, ROWS))
    if step == "write":
        tell_parent(rows=sum(write(model, folder) for model in (*ground, *rows)))
        return
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    for model in ground:
        insert(model, folder)
    began = time.perf_counter()
    counts = {model.__name__: insert(model, folder) for model in rows}
    took = round(time.perf_counter() - began, 2)
    said = counts["Piece"] + counts["SourceRecord"]
    tell_parent(insert_s=took, rows=said, peak_mb=peak_memory_mb())


def columns(model: Any) -> dict[str, Any]:
    """The table's fields by the name of the attribute that holds their value."""
    return {field.attname: field for field in model._meta.concrete_fields if field.attname not in LEFT_OUT}


def write(model: Any, folder: Path) -> int:
    """All rows of a table as CSV; returns how many."""
    fields = columns(model)
    with (folder / f"{model.__name__}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        count = 0
        for row in model.objects.values_list(*fields).iterator(AT_ONCE):
            writer.writerow(json.dumps(one) if isinstance(one, dict | list) else one for one in row)
            count += 1
    return count


def insert(model: Any, folder: Path) -> int:
    """All rows of a CSV file into its table, some thousands at once, each such part a transaction."""
    fields = columns(model)
    count, part = 0, []
    with (folder / f"{model.__name__}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            part.append(model(**{name: _read(fields[name], text) for name, text in row.items()}))
            if len(part) == AT_ONCE:
                count += len(model.objects.bulk_create(part))
                part = []
    return count + len(model.objects.bulk_create(part))


def _read(field: Any, text: str) -> Any:
    if text == "" and field.null:
        return None
    return json.loads(text) if field.get_internal_type() == "JSONField" else text


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
