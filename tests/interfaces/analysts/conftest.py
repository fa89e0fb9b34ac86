"""Two small files of invented people who stand in both, written differently."""

import csv
import random
from pathlib import Path

import pytest

GIVEN = ["Margaret", "William", "Siobhan", "Mohammed", "Katarzyna", "Robert", "Elizabeth", "Tomasz", "Aisha"]
FAMILY = [
    "Ashworth",
    "Okonkwo",
    "Fairbairn",
    "Hussain",
    "Nowak",
    "Llewellyn",
    "Pemberton",
    "Mbeki",
    "Trevithick",
]
SHORT = {"Margaret": "Peggy", "William": "Bill", "Robert": "Bob", "Elizabeth": "Betty", "Edward": "Ted"}


def people(count: int = 120, seed: int = 5) -> list[tuple[str, str, int, int, int]]:
    chance = random.Random(seed)
    return [
        (chance.choice(GIVEN), chance.choice(FAMILY) + chance.choice(["", "", "ton", "by"]),
         chance.randint(1930, 2004), chance.randint(1, 12), chance.randint(1, 28))
        for _ in range(count)
    ]  # fmt: skip


def write(path: Path, rows: list[list[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", newline="", encoding=encoding) as opened:
        csv.writer(opened, delimiter=delimiter).writerows(rows)
    return path


@pytest.fixture
def council(tmp_path: Path) -> Path:
    rows = [["ref", "First name", "Surname", "DOB", "person"]]
    rows += [[f"c{at}", g, f, f"{d:02}/{m:02}/{y}", str(at)] for at, (g, f, y, m, d) in enumerate(people())]
    return write(tmp_path / "council.csv", rows)


@pytest.fixture
def charity(tmp_path: Path) -> Path:
    rows = [["id", "name", "born", "person"]]
    rows += [
        [f"h{at}", f"{f}, {SHORT.get(g, g)}", f"{y}-{m:02}-{d:02}", str(at)]
        for at, (g, f, y, m, d) in enumerate(people())
    ]
    return write(tmp_path / "charity.csv", rows, delimiter=";", encoding="utf-16")
