"""One job of training: files in, a model folder out, with its card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.whole_names import take_apart
from jigsaw.foundation.core.errors import FaultyMapping, Refused, Unfinished
from jigsaw.interfaces.analysts.entries import FileRead, entries_of
from jigsaw.interfaces.analysts.mapping import FileMapping
from jigsaw.interfaces.analysts.tables import Table
from jigsaw.interfaces.analysts.truth import truth_from_column, truth_from_file

if TYPE_CHECKING:
    from jigsaw.engine.linkage.train import Trained

TRAINING = "Training a linkage model"
FEWEST_RECORDS = 1_000
"""With fewer the weights would be noise: chance agreements cannot be counted."""

NEEDED = ("birth_date", ("given_names", "family_name"))
LINKING = "Linking, to measure"
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the model goes, whether it may replace one there, and where a truth is, if there is any."""

    out: Path
    replace: bool = False
    truth: Path | None = None
    truth_column: str = ""


def refuse_early(asked: Asked) -> None:
    """Say what is missing before any file is read. Raises Unfinished without Splink, Refused for a folder in use."""
    missing = [name for name in ("splink", "pyarrow") if find_spec(name) is None]
    if missing:
        raise Unfinished(
            TRAINING,
            f"{' and '.join(missing)} is not installed: only training needs it",
            "Install the extra: pip install 'jigsaw[train]'",
        )
    if asked.out.exists() and not asked.out.is_dir():
        raise Refused(
            TRAINING, f"{asked.out} is a file, and a model is a folder", "Give --out the name of a folder"
        )
    if asked.truth and asked.truth_column:
        raise Refused(TRAINING, "there are two truths, a file and a column", "Give --truth or --truth-column")
    if asked.truth and not asked.truth.is_file():
        raise Refused(TRAINING, f"{asked.truth} is no file", "Give --truth a table of record ids and people")
    if (asked.out / "model.json").exists() and not asked.replace:
        raise Refused(
            TRAINING, f"{asked.out} holds a model already", "Give --out a new folder, or add --replace"
        )


def run(
    tables: Sequence[Table], mappings: Mapping[str, FileMapping], asked: Asked, today: date, tell: Tell
) -> "Trained":
    """Train, measure against a truth if there is one, and write the card."""
    from jigsaw.engine.linkage.train import train

    read = [entries_of(table, mappings[table.file]) for table in tables]
    records = [as_record(entry) for one in read for entry in one.entries]
    _refuse_too_little(records, mappings)
    truth = _truth(read, tables, asked)
    trained = train(records, asked.out, with_charts=True, tell=tell)
    _write_card(trained, records, read, truth, asked.out, today, tell)
    return trained


def as_record(entry: Entry) -> Record:
    """A row of a file as a source record: each file is a source, and its first telephone and address of mail count."""
    given, family = entry.given_names, entry.family_name
    if entry.names and not family:
        given, family, _ = take_apart(entry.names[0])
    return Record(
        id=entry.id,
        agency=entry.source,
        local_id=entry.id,
        received_at=_NO_MOMENT,
        given_names=given,
        family_name=family,
        known_as=entry.known_as,
        birth_date=entry.birth_date,
        nhs_number=entry.nhs_number,
        gender=entry.gender,
        telephone=next(iter(entry.telephones), ""),
        email=next(iter(entry.emails), ""),
        address=entry.address,
        postcode=entry.postcode,
        uprn=entry.uprn,
    )


def _refuse_too_little(records: Sequence[Record], mappings: Mapping[str, FileMapping]) -> None:
    if len(records) < FEWEST_RECORDS:
        raise Refused(
            TRAINING,
            f"there are {len(records):,} records, and weights learnt from fewer than {FEWEST_RECORDS:,} are noise",
            "Give more records, or use the shipped model",
        )
    if not any(each.given_names and each.family_name and each.birth_date for each in records):
        known = ", ".join(sorted({name for each in mappings.values() for name in each.columns})) or "nothing"
        raise FaultyMapping(
            TRAINING,
            f"no record has a first name, a family name and a birth date; the columns found are: {known}",
            "Say which column is what: jigsaw link FILES --write-mapping FILE, then --mapping FILE",
        )


def _truth(read: list[FileRead], tables: Sequence[Table], asked: Asked) -> dict[str, str]:
    job: Any = SimpleNamespace(
        read=read,
        ids=[entry.id for one in read for entry in one.entries],
        rows=[row for table in tables for row in table.rows],
    )
    if asked.truth:
        return truth_from_file(job, asked.truth)
    return truth_from_column(job, asked.truth_column) if asked.truth_column else {}


def _write_card(
    trained: "Trained",
    records: list[Record],
    read: list[FileRead],
    truth: Mapping[str, str],
    out: Path,
    today: date,
    tell: Tell,
) -> None:
    from jigsaw.engine.linkage.card import Card, as_markdown
    from jigsaw.engine.linkage.cluster import link_all
    from jigsaw.engine.linkage.measure import accuracy
    from jigsaw.engine.linkage.model import load_model
    from jigsaw.engine.linkage.train import version_of_splink

    measured = None
    if truth:
        tell(LINKING, 0, 1)
        known = [record for record in records if record.id in truth]
        measured = accuracy(
            link_all(known, [], load_model(out)).persons, {each.id: truth[each.id] for each in known}
        )
        tell(LINKING, 1, 1)
    card = Card(
        name=out.name,
        trained_on=today,
        sources=tuple((one.source, len(one.entries)) for one in read),
        numbered_pairs=trained.numbered_pairs,
        from_numbers=trained.from_numbers,
        never_seen=trained.never_seen,
        tool=version_of_splink(),
        charts=trained.charts,
        filled=trained.filled,
        accuracy=measured,
    )
    (out / "card.md").write_text(as_markdown(card), "utf-8")
