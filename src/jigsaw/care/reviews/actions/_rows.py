"""Rows as they are stored, and words by which rows name agencies."""

from collections.abc import Mapping

from jigsaw.care.intake.domain.entries import Entry as Piece
from jigsaw.care.reviews.domain.storing import stored_when
from jigsaw.care.reviews.models import ChronologyEntry, ChronologyFile
from jigsaw.care.reviews.reading import RowRead
from jigsaw.engine.chronology.when import When, when_of
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.organisations.models import Agency


def entry_of(file: ChronologyFile, row: RowRead) -> ChronologyEntry:
    """A row as it is stored; not saved yet."""
    return ChronologyEntry(
        review_id=file.review_id,
        file=file,
        agency_id=file.agency_id,
        table=row.table[:120],
        line=row.line,
        place=row.place,
        first=row.when.first,
        last=row.when.last,
        how=row.when.how,
        is_about=row.when.is_about,
        words=row.when.words[:200],
        number=row.number,
        known=stored_when(row.known) if row.known else None,
        told=[[agency, stored_when(when)] for agency, when in row.told],
        said=dict(row.said),
        more=[list(one) for one in row.more],
        written=[list(one) for one in row.written],
    )


def piece_row(number: int, piece: Piece) -> RowRead:
    """A piece of Jigsaw as a row: what happened and when, when it was recorded, and where it is written down."""
    recorded = piece.recorded or piece.received
    said = {"fact": f"{piece.label}. {piece.words}".strip(), "source": piece.source or f"{piece.feed} feed"}
    written = [("When", piece.when.text()), ("Event", said["fact"]), ("Source", said["source"])]
    return RowRead(
        "Pieces in Jigsaw", number, _lasting(piece), said, None, when_of(Moment(recorded, Accuracy.MINUTE)), (),
        (("Until", piece.until.text()),) if piece.until else (), tuple(written), number,
    )  # fmt: skip


def _lasting(piece: Piece) -> When:
    """When it began: what lasts is told once, where it begins."""
    return when_of(piece.when, piece.when.text())


def name_words(agencies: Mapping[str, Agency]) -> dict[str, str]:
    """The key of each agency by the words by which rows name it: name, key, and what it is where no other is."""
    kinds = [one.kind for one in agencies.values()]
    found: dict[str, str] = {}
    for key, one in agencies.items():
        only = [one.kind, *_KINDS.get(one.kind, ())] if kinds.count(one.kind) == 1 else []
        found |= {words.casefold(): key for words in (one.name, key, key.replace("-", " "), *only)}
    return found


_KINDS = {
    "gp": ("surgery", "practice", "gp practice"),
    "police": ("the police",),
    "ambulance": ("ambulance service", "paramedics"),
    "council": ("adult social care", "social care", "social services", "asc"),
    "housing": ("landlord", "housing association"),
    "nhs-trust": ("mental health trust", "cmht", "trust"),
    "acute-hospital": ("hospital", "a&e", "emergency department"),
    "charity": ("charity",),
}
