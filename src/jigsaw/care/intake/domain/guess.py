"""A first feed.toml for files that nobody has described yet, with each guess marked for a person to look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jigsaw.care.intake.domain.guess_columns import Guess, guess_columns, is_code_column
from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.intake.domain.mapping import FEED_FILE
from jigsaw.care.intake.domain.mapping_table import nearest
from jigsaw.care.intake.domain.readers import Layout, Row, format_of, read_headers, read_rows

_LOOKED_AT = 400
_MOST_CODES = 40
_DATED = re.compile(r"[-_ ]*\d{4,}(?:[-_]?\d{2,})*(?=\.)")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was looked at: its columns, some of its rows, and what each column seems to be."""

    path: Path
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    guess: Guess


def guess_feed(folder: Path) -> str:
    """The text of a first feed.toml for the files of a folder. What a person must still fill in is marked FILL IN."""
    files = [one for one in sorted(folder.iterdir()) if one.is_file() and _is_readable(one)]
    by_name: dict[str, Looked] = {}
    for path in files:
        by_name.setdefault(glob_of(path.name), _look(path))
    blocks = [_agency(folder), *(_file(name, looked) for name, looked in by_name.items())]
    return "\n".join(blocks)


def _is_readable(path: Path) -> bool:
    return path.name != FEED_FILE and not path.name.startswith((".", "~$")) and bool(format_of(path.name))


def glob_of(name: str) -> str:
    """A name that also fits the same file of another day: "calls-2024-05-01.csv" becomes "calls*.csv"."""
    return _DATED.sub("*", name, count=1)


def _look(path: Path) -> Looked:
    layout = Layout(format_of(path.name))
    headers = tuple(read_headers(path, layout))
    rows = tuple(one for one in islice(read_rows(path, layout), _LOOKED_AT) if isinstance(one, Row))
    return Looked(path, headers, rows, guess_columns(headers, rows))


def _agency(folder: Path) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "agency"
    return "\n".join(
        [
            "# A first mapping, guessed from the files. Look at every line that ends in a guess, and at FILL IN.",
            "format = 1",
            "",
            "[agency]",
            f'key = "{slug}"  # guess: from the folder\'s name; small letters, digits, hyphens',
            f'name = "{slug.replace("-", " ").title()}"  # guess: from the folder\'s name',
            'kind = "charity"  # guess: nhs-trust, acute-hospital, gp, ambulance, council, housing, police, charity',
            'telephone = ""  # whom to ring',
            "",
        ]
    )


def _file(name: str, looked: Looked) -> str:
    feed = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-") or "feed"
    form = format_of(looked.path.name)
    lines = [
        "[[file]]",
        f"name = {_quoted(name)}",
        f'feed = "{feed}"',
        'every = "1 day"  # guess: how often one comes',
    ]
    if form == "fhir":
        return "\n".join([*lines, 'holds = "both"', ""])
    guess = looked.guess
    has_record, has_piece = bool(guess.record_id), bool(guess.reference and guess.when)
    holds = {(True, True): "both", (False, True): "pieces"}.get((has_record, has_piece), "source-records")
    lines.append(f'holds = "{holds}"  # guess: source-records, pieces, or both')
    if guess.received:
        lines.append(f"received = {_quoted(guess.received)}  # guess: when the agency sent it")
    lines += _record(guess) if holds != "pieces" else []
    lines += _piece(looked) if has_piece else []
    return "\n".join([*lines, ""])


def _record(guess: Guess) -> Iterator[str]:
    yield "[file.record]"
    if guess.record_id:
        yield f"local_id = {_quoted(guess.record_id)}  # guess: the agency's own id of the person"
    else:
        yield 'local_id = ""  # FILL IN: the column of the agency\'s own id of the person'
    for field, columns in guess.record.items():
        yield f"{field} = {_columns(columns)}  # guess"


def _piece(looked: Looked) -> Iterator[str]:
    guess = looked.guess
    yield "[[file.piece]]"
    yield f"source_reference = {_quoted(guess.reference)}  # guess: the agency's own id of this row"
    yield f"when = {_columns(guess.when)}  # guess"
    yield from _kinds(looked)
    for field, columns in guess.piece.items():
        yield f"{field} = {_columns(columns)}  # guess"
    yield "[[file.piece.subject]]"
    if guess.person:
        yield f"local_id = {_quoted(guess.person)}  # guess: whom the row is about"
    else:
        yield 'local_id = ""  # FILL IN: the column that says whom the row is about'
    yield 'role = "subject"'


def _kinds(looked: Looked) -> Iterator[str]:
    column = looked.guess.kind
    codes = sorted({row.values.get(column, "") for row in looked.rows} - {""}) if column else []
    if not codes or not is_code_column(codes, len(looked.rows)):
        yield 'kind_always = "other-contact"  # guess: say what every row is, or name the column that tells'
        return
    yield f"kind = {_quoted(column)}  # guess"
    said = ", ".join(f'{_quoted(code)} = "{_kind_of(code)}"' for code in codes[:_MOST_CODES])
    yield f"kinds = {{ {said} }}  # guess: give each code its kind"


def _kind_of(code: str) -> str:
    by_label = {kind.label: kind.code for kind in all_kinds().values()}
    near = nearest(code, [*by_label, *all_kinds()])
    found = near.removeprefix("Did you mean '").removesuffix("'?")
    return by_label.get(found, found) or "other-contact"


def _columns(columns: Sequence[str]) -> str:
    if len(columns) == 1:
        return _quoted(columns[0])
    return "[" + ", ".join(_quoted(column) for column in columns) + "]"


def _quoted(text: str) -> str:
    safe = (
        text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
    )
    return f'"{safe}"'
