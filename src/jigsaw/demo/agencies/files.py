"""Writing an agency's files, and the few broken rows put in on purpose."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from random import Random
from string import Template
from typing import Any, TextIO

from jigsaw.demo.places import Agency

Columns = dict[str, Callable[[Any], Any]]


@dataclass(frozen=True, slots=True)
class Broken:
    """One way to break a row: this column gets this text, and cannot be accepted for that reason."""

    column: str
    value: str
    why: str


@dataclass(slots=True)
class Folder:
    """An agency's folder while it is written. `faults` collects what was broken: where, which row, what, why."""

    path: Path
    agency: Agency
    rng: Random
    broken: bool = True
    faults: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)

    def describe(self, **more: str) -> None:
        """Writes feed.toml from the agency's own, which lies beside its module."""
        text = files("jigsaw.demo.agencies").joinpath(f"{self.agency.place}.toml").read_text("utf-8")
        filled = Template(text).substitute(key=self.agency.key, name=self.agency.name, **more)
        (self.path / "feed.toml").write_text(filled, encoding="utf-8")

    def versions(
        self, name: str, rows: Iterable[Any], columns: Columns, broken: tuple[Broken, ...] = ()
    ) -> dict[str, list[list[Any]]]:
        """The rows as lists by file: `name-1` first sent, `name-2` what changed later, and so on."""
        tables: dict[str, list[list[Any]]] = {f"{name}-1": []}
        makers = list(columns.values())
        for row in rows:
            tables.setdefault(f"{name}-{row.version}", []).append([make(row) for make in makers])
        for place, fault in enumerate(broken if self.broken else ()):
            self._break(f"{name}-1", tables[f"{name}-1"], list(columns), fault, place)
        return tables

    def _break(
        self, name: str, table: list[list[Any]], columns: list[str], fault: Broken, place: int
    ) -> None:
        if not table:
            return
        row = list(self.rng.choice(table))
        row[0] = f"{row[0]}-{place + 1}"
        row[columns.index(fault.column)] = fault.value
        table.insert(self.rng.randrange(len(table) + 1), row)
        self.faults.append((self.agency.key, name, row[0], fault.column, fault.value, fault.why))

    def table(
        self, name: str, rows: Iterable[Any], columns: Columns, broken: tuple[Broken, ...] = (), *,
        ending: str = "csv", delimiter: str = ",", encoding: str = "utf-8",
    ) -> None:  # fmt: skip
        """Writes rows as delimited text, one file for each version."""
        for stem, table in self.versions(name, rows, columns, broken).items():
            with (self.path / f"{stem}.{ending}").open("w", encoding=encoding, newline="") as file:
                write_rows(file, list(columns), table, delimiter)


def write_rows(file: TextIO, header: list[str], table: list[list[Any]], delimiter: str) -> None:
    """A header and rows, quoted where they must be, with the line ends of Windows."""
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows(table)
