"""Reading analysts' files: any delimited text, Excel, JSON lines or Parquet, into rows of text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jigsaw.care.intake.domain.readers import Layout, Row, format_of, read_headers, read_rows
from jigsaw.foundation.core.errors import FaultyMapping, NotFound, Unfinished

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
    return Table(path.name, tuple(read.column_names), list(_as_text(read.to_batches())), 0)


def _as_text(batches: list[Any]) -> Iterator[Mapping[str, str]]:
    for batch in batches:
        for row in batch.to_pylist():
            yield {name: _text(value) for name, value in row.items()}


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value).strip()
