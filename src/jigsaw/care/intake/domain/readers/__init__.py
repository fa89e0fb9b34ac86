"""Reading agencies' files: one stream of rows whatever the file is made of."""

from collections.abc import Callable, Iterator
from pathlib import Path

from jigsaw.care.intake.domain.readers.delimited import headers_of, read_delimited
from jigsaw.care.intake.domain.readers.excel import excel_headers, read_excel
from jigsaw.care.intake.domain.readers.fhir import read_fhir
from jigsaw.care.intake.domain.readers.ndjson import ndjson_headers, read_ndjson
from jigsaw.care.intake.domain.readers.row import Found, Layout, NotRead, Row

__all__ = ["FORMATS", "Found", "Layout", "NotRead", "Row", "format_of", "read_headers", "read_rows"]

_READERS: dict[str, Callable[[Path, Layout], Iterator[Found]]] = {
    "csv": read_delimited,
    "tsv": read_delimited,
    "excel": read_excel,
    "ndjson": read_ndjson,
    "fhir": read_fhir,
}
_HEADERS: dict[str, Callable[[Path, Layout], list[str]]] = {
    "csv": headers_of,
    "tsv": headers_of,
    "excel": excel_headers,
    "ndjson": ndjson_headers,
}
_ENDINGS = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xlsb": "excel",
    ".xls": "excel",
    ".ods": "excel",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".json": "fhir",
}
FORMATS = tuple(_READERS)


def format_of(name: str) -> str:
    """The format that a file's name suggests by its ending, or nothing."""
    return _ENDINGS.get(Path(name).suffix.lower(), "")


def read_rows(path: Path, layout: Layout) -> Iterator[Found]:
    """The file's rows in order, one at a time; what cannot be a row is a Refusal or a NotRead."""
    return _READERS[layout.format](path, layout)


def read_headers(path: Path, layout: Layout) -> list[str]:
    """The names of the file's columns; none for FHIR, whose names are fixed."""
    reader = _HEADERS.get(layout.format)
    return reader(path, layout) if reader else []
