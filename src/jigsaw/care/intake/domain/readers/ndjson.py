"""NDJSON: one JSON object a line. The nested is named with dots ("name.family"); numbers stay as written."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jigsaw.care.intake.domain.readers.cells import fault_of_letters, without_stray_letters
from jigsaw.care.intake.domain.readers.encoding import encoding_of, on_stray_bytes
from jigsaw.care.intake.domain.readers.row import Found, Layout, Row
from jigsaw.care.intake.domain.refusals import Refusal, refusal

_LOOKED_AT = 500


def read_ndjson(path: Path, layout: Layout) -> Iterator[Found]:
    """The objects of the file as rows, one by one."""
    for line, said in numbered_objects(path, layout):
        if isinstance(said, Refusal):
            yield said
            continue
        values = dict(_flat("", said))
        if faults := fault_of_letters(values):
            yield Refusal(path.name, line, faults, without_stray_letters(values))
        else:
            yield Row(path.name, line, values)


def ndjson_headers(path: Path, layout: Layout) -> list[str]:
    """Every name that the first objects bear, in the order in which they first appear."""
    names: dict[str, None] = {}
    for found, _ in zip(read_ndjson(path, layout), range(_LOOKED_AT), strict=False):
        if isinstance(found, Row):
            names.update(dict.fromkeys(found.values))
    return list(names)


def numbered_objects(path: Path, layout: Layout) -> Iterator[tuple[int, dict[str, Any] | Refusal]]:
    """Each line's object with its line number; a line that is no JSON object is a refusal."""
    encoding = encoding_of(path, layout.encoding)
    with path.open(encoding=encoding, errors=on_stray_bytes(encoding)) as opened:
        for line, text in enumerate(opened, 1):
            if text.strip():
                yield line, _object(path.name, line, text)


def _object(file: str, line: int, text: str) -> dict[str, Any] | Refusal:
    try:
        said = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict):
        return said
    return refusal(
        file, line, "the row", "the line is not one JSON object", "Write one whole object on each line"
    )


def _flat(prefix: str, said: Any) -> Iterator[tuple[str, str]]:
    match said:
        case dict():
            for name, value in said.items():
                yield from _flat(f"{prefix}.{name}" if prefix else name, value)
        case list() if all(isinstance(one, str) for one in said):
            yield prefix, " ".join(said).strip()
        case list():
            for at, value in enumerate(said):
                yield from _flat(f"{prefix}.{at}", value)
        case None:
            yield prefix, ""
        case bool():
            yield prefix, "true" if said else "false"
        case _:
            yield prefix, str(said).strip()
