"""Reading analysts' files: any delimited text, Excel, JSON lines or Parquet, into rows of text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jigsaw.care.intake.domain.readers import Layout, Row, format_of, read_headers, read_rows
from jigsaw.care.intake.domain.readers.ndjson import numbered_objects
from jigsaw.foundation.core.errors import FaultyMapping, NotFound, Unfinished

PARTED = "; "
"""Stands between the values of a list in one column."""

_TEXT = ("csv", "tsv", "excel", "ndjson")
_PARQUET = (".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows, its columns, and how many rows could not be taken apart."""

    file: str
    headers: tuple[str, ...]
    rows: list[Mapping[str, str]]
    refused: int


def read_table(path: Path) -> Table:
    """The whole of a file. Raises NotFound, FaultyMapping for a format that is not read, Unfinished without pyarrow."""
    if not path.is_file():
        raise NotFound(
            f"Reading {path.name}", "there is no such file", "Give the path of a CSV or Parquet file"
        )
    table = _parquet(path) if path.suffix.lower() in _PARQUET else _delimited(path)
    if not table.rows:
        hindered_by = "it holds no row" if table.headers else "it is empty"
        raise FaultyMapping(f"Reading {path.name}", hindered_by, "Leave it out, or export it again")
    return table


def _delimited(path: Path) -> Table:
    form = format_of(path.name) or "csv"
    if form not in _TEXT:
        raise FaultyMapping(
            f"Reading {path.name}",
            "files of this kind hold no plain table",
            "Give CSV, Excel, JSON lines or Parquet",
        )
    if form == "ndjson":
        return _json_lines(path)
    layout = Layout(form)
    rows, refused = [], 0
    for found in read_rows(path, layout):
        if isinstance(found, Row):
            rows.append(found.values)
        else:
            refused += 1
    return Table(path.name, tuple(read_headers(path, layout)), rows, refused)


def _parquet(path: Path) -> Table:
    asked = f"Reading {path.name}"
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Unfinished(
            asked, "reading Parquet needs pyarrow, which is not installed", 'Run: pip install "jigsaw[train]"'
        ) from error
    try:
        read = pyarrow.parquet.read_table(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise FaultyMapping(
            asked, f"it is no Parquet file ({type(error).__name__})", "Export it again"
        ) from error
    rows = list(_as_text(read.to_batches()))
    headers = tuple(dict.fromkeys(name for row in rows for name in row)) or tuple(read.column_names)
    return Table(path.name, headers, rows, 0)


def _as_text(batches: list[Any]) -> Iterator[Mapping[str, str]]:
    for batch in batches:
        for row in batch.to_pylist():
            yield dict(_flat("", row))


def _json_lines(path: Path) -> Table:
    found = [said for _, said in numbered_objects(path, Layout("ndjson"))]
    rows: list[Mapping[str, str]] = [dict(_flat("", said)) for said in found if isinstance(said, dict)]
    headers = tuple(dict.fromkeys(name for row in rows for name in row))
    return Table(path.name, headers, rows, len(found) - len(rows))


def _flat(name: str, said: object) -> Iterator[tuple[str, str]]:
    """A nested value as columns: "address.town"; what a list holds stands in one column, parted."""
    if isinstance(said, Mapping):
        for key, value in said.items():
            yield from _flat(f"{name}.{key}" if name else str(key), value)
    elif isinstance(said, list | tuple) and any(isinstance(each, Mapping) for each in said):
        together: dict[str, list[str]] = {}
        for column, value in (pair for each in said for pair in _flat(name, each)):
            together.setdefault(column, []).append(value)
        yield from ((column, PARTED.join(filter(None, values))) for column, values in together.items())
    elif isinstance(said, list | tuple):
        yield name, PARTED.join(filter(None, map(_text, said)))
    else:
        yield name, _text(said)


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value).strip()
