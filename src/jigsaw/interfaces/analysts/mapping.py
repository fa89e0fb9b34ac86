"""Which column of a file is what: read from a small TOML file, or guessed from headers and values."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from jigsaw.foundation.core.errors import FaultyMapping
from jigsaw.interfaces.analysts.birth_dates import Order, order_of

ONE_OR_MORE = (
    "name", "given_names", "family_name", "known_as", "other_names", "birth_date", "nhs_number", "gender",
    "telephone", "email", "address", "postcode", "uprn", "identifiers", "words",
)  # fmt: skip
"""What a column may be, beside `id`. Several columns of a text field are read in the order given."""

_NAMES: Mapping[str, str] = {
    "birth_date": r"\w*(dob|birth(date|day)|date(of)?birth)\w*|born(on)?|birth",
    "given_names": r"(\w*name)?(fore|first|given|christian)s?(name)?s?|fname|(\w*name)?middle(name)?s?",
    "family_name": r"(\w*name)?(sur|last|family)(name)?s?|lname",
    "known_as": r"known(as|by)|preferred(fore|first)?name|nick(name)?|callsthemselves",
    "other_names": r"(alias|aka|native|other|former|maiden|previous|birth)(full)?(name|es)?(full)?s?\d?",
    "name": r"(primary|full|whole|complete|display|person|patient|client|customer)?names?(full)?",
    "nhs_number": r"nhs(no|num|number|id)?",
    "gender": r"gender|sex",
    "telephone": r"(home|work|mobile|cell)?(tel|phone|telephone|mobile|cell)(no|number)?\d?",
    "email": r"e?mail(address)?\d?",
    "postcode": r"\w*(post(al)?code|zip(code)?)\w*|pc",
    "uprn": r"\w*uprn",
    "identifiers": r"\w*(ssn|soc(ial)?sec(urity)?|passport|nationalid|nationalinsurance|nino|taxid|driv(er|ing)s?lic)"
    r"(entity)?(en[cs]e)?(no|num|number|id)*",
    "address": r"(addr(ess)?|street|house|property)(full|line|number|name|no)?\d?",
    "words": r"(addr(ess)?)?(city|town|suburb|village|state|county|region|district)|(birth)?place(of)?(birth)?"
    r"|\w*birthplace|occupation|profession|employer",
}
_ID = r"(unique|record|rec|row|person|patient|client|customer|source|local|entry)?(id|ref|reference|key|uid|number|no)"


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


def guess_mapping(source: str, headers: Sequence[str], rows: Sequence[Mapping[str, str]]) -> FileMapping:
    """What the columns seem to be, from their names; the id also from its values, which must differ."""
    free = [name for name in dict.fromkeys(headers) if name]
    found: dict[str, tuple[str, ...]] = {}
    for ours, pattern in _NAMES.items():
        fitting = tuple(
            name for name in free if re.fullmatch(pattern, _squeezed(name)) and _is_filled(name, rows)
        )
        if fitting:
            found[ours] = fitting
            free = [name for name in free if name not in fitting]
    if ("given_names" in found or "family_name" in found) and "name" in found:
        found["other_names"] = (*found.pop("name"), *found.get("other_names", ()))
    own = next((name for name in free if re.fullmatch(_ID, _squeezed(name)) and _is_unique(name, rows)), "")
    free = [name for name in free if name != own]
    order, shown = order_of(row.get(name, "") for name in found.get("birth_date", ()) for row in rows)
    guessed = frozenset({*found, "id"} if own else found)
    return FileMapping(source, own, order, shown, found, guessed, tuple(free))


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
        return guess_mapping(source, headers, rows)
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
    order, seen = order_of(row.get(name, "") for name in columns.get("birth_date", ()) for row in rows)
    unused = tuple(name for name in headers if name and name not in named)
    return FileMapping(
        entry.get("source", source), entry.get("id", ""), Order(entry.get("dates", order)), shown or seen, columns,
        frozenset(), unused,
    )  # fmt: skip


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


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _is_filled(name: str, rows: Sequence[Mapping[str, str]]) -> bool:
    return not rows or any(row.get(name) for row in rows)


def _is_unique(name: str, rows: Sequence[Mapping[str, str]]) -> bool:
    values = [row.get(name, "") for row in rows]
    return all(values) and len(set(values)) == len(values)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in escaped) + '"'
    )
