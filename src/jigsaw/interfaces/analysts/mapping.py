"""Which column of a file is what: read from a small TOML file, or guessed from headers and values."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from jigsaw.foundation.core.errors import FaultyMapping
from jigsaw.interfaces.analysts.birth_dates import PARTS_OF_A_DATE, Order, order_of
from jigsaw.interfaces.analysts.guessing import guess

ONE_OR_MORE = (
    "name", "organisation", "given_names", "family_name", "known_as", "other_names", "birth_date", "nhs_number",
    "gender", "telephone", "email", "address", "postcode", "uprn", "identifiers", "words",
)  # fmt: skip
"""What a column may be, beside `id`. Several columns of a text field are read in the order given."""


@dataclass(frozen=True, slots=True)
class FileMapping:
    """What one file's columns are. `columns`: our name -> the file's columns. `guessed`: our names that were guessed.

    `id`: "" numbers the rows. `order`: day or month first. `unused`: the file's other columns.
    """

    source: str
    id: str = ""
    order: Order = Order.DAY_FIRST
    order_is_shown: bool = True
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()


def read_mapping(path: Path) -> list[dict[str, Any]]:
    """The entries `[[file]]` of a mapping. Raises FaultyMapping naming what is wrong."""
    asked = f"Reading the mapping {path.name}"
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise FaultyMapping(asked, "it cannot be read", "Give the path of a mapping file") from error
    except ValueError as error:
        raise FaultyMapping(asked, f"it is not TOML ({error})", "Mend the line that it names") from error
    entries = written.get("file")
    if not isinstance(entries, list) or not entries:
        raise FaultyMapping(asked, "it has no [[file]]", "Begin with: jigsaw link FILES --write-mapping FILE")
    known = {"name_of_file", "source", "id", "dates", *ONE_OR_MORE}
    faults = [f"{key!r} is no field of a mapping" for each in entries for key in each if key not in known]
    faults += [
        f"dates must be one of {', '.join(Order)}"
        for each in entries
        if each.get("dates", Order.DAY_FIRST) not in list(Order)
    ]
    if faults:
        raise FaultyMapping(
            asked, "; ".join(dict.fromkeys(faults)), f"The fields are: {', '.join(sorted(known))}"
        )
    return entries


def mapping_for(
    file: str,
    source: str,
    headers: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    entries: Iterable[dict[str, Any]],
) -> FileMapping:
    """The mapping of one file: the first entry whose `name_of_file` fits it, else a guess."""
    entry = next((each for each in entries if fnmatch(file, each.get("name_of_file", "*"))), None)
    if entry is None:
        guessed = guess(headers, rows)
        order, seen = _order(guessed.columns, rows)
        marked = frozenset({*guessed.columns, "id"} if guessed.id else guessed.columns)
        return FileMapping(source, guessed.id, order, seen, guessed.columns, marked, guessed.unused)
    columns = {ours: _listed(entry[ours]) for ours in ONE_OR_MORE if entry.get(ours)}
    named = [name for ours in columns.values() for name in ours] + ([entry["id"]] if entry.get("id") else [])
    missing = [name for name in named if name not in headers]
    if missing:
        raise FaultyMapping(
            f"Reading {file}",
            f"its header has no column {', '.join(map(repr, missing))}",
            f"The columns are: {', '.join(headers)}",
        )
    shown = "dates" in entry
    order, seen = _order(columns, rows)
    unused = tuple(name for name in headers if name and name not in named)
    return FileMapping(
        entry.get("source", source), entry.get("id", ""), Order(entry.get("dates", order)), shown or seen, columns,
        frozenset(), unused,
    )  # fmt: skip


def _order(columns: Mapping[str, tuple[str, ...]], rows: Sequence[Mapping[str, str]]) -> tuple[Order, bool]:
    named = columns.get("birth_date", ())
    if len(named) == PARTS_OF_A_DATE:
        return Order.DAY_FIRST, True
    return order_of(row.get(name, "") for name in named for row in rows)


def as_toml(mappings: Mapping[str, FileMapping]) -> str:
    """Mappings by file name as the text of a mapping file, each guess marked."""
    blocks = ["# Which column is what. Look at every line that ends in a guess.", "format = 1"]
    for file, mapping in mappings.items():
        lines = ["", "[[file]]", f"name_of_file = {_quoted(file)}", f"source = {_quoted(mapping.source)}"]
        lines.append(
            f"id = {_quoted(mapping.id)}{_mark(mapping, 'id')}" if mapping.id else "# id: rows are numbered"
        )
        lines.append(
            f'dates = "{mapping.order}"' + ("" if mapping.order_is_shown else "  # guess: no day above 12")
        )
        for ours, columns in mapping.columns.items():
            listed = ", ".join(map(_quoted, columns))
            lines.append(f"{ours} = {f'[{listed}]' if len(columns) > 1 else listed}{_mark(mapping, ours)}")
        if mapping.unused:
            lines.append(f"# not used: {', '.join(' '.join(name.split()) for name in mapping.unused)}")
        blocks += lines
    return "\n".join(blocks) + "\n"


def _mark(mapping: FileMapping, ours: str) -> str:
    return "  # guess" if ours in mapping.guessed else ""


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in escaped) + '"'
    )
