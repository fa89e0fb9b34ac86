"""The reviewed table of what every reader gets at every address: cells.csv, one row an address, one column a reader.

Columns whose readers get the same everywhere are not merged: each was looked at by itself. `python -m
tests.proofs.propose` writes rows of new routes; read the difference before you commit it.
"""

import csv
from pathlib import Path

from tests.proofs.world import READERS

FILE = Path(__file__).with_name("cells.csv")
Key = tuple[str, str, str]
"""Route, method, about."""


def read() -> dict[Key, dict[str, str]]:
    """What is expected, by route, method and whom it is about, then by reader."""
    if not FILE.is_file():
        return {}
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["route"], row["method"], row["about"]): {one: row.get(one, "") for one in READERS}
            for row in csv.DictReader(file)
        }


def write(cells: dict[Key, dict[str, str]]) -> None:
    """Write the table in the order of the routes."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["route", "method", "about", *READERS])
        for key, told in cells.items():
            writer.writerow([*key, *(told[one] for one in READERS)])
