"""Chronologies come in: a file, an agency's own pieces, a row that is mended. A file can be taken back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from jigsaw.care.reviews.actions._rows import entry_of, name_words, piece_row
from jigsaw.care.reviews.actions._writing import check_said, tell_audit, to_change
from jigsaw.care.reviews.models import (
    ChronologyEntry,
    ChronologyFile,
    FileWithdrawal,
    RefusedEntry,
    Review,
)
from jigsaw.care.reviews.policies import can_settle_for, check, is_lead
from jigsaw.care.reviews.reading import RowRead, is_to_come, read_chronology
from jigsaw.care.story.queries import person_story
from jigsaw.engine.chronology.reading_when import read_when
from jigsaw.engine.chronology.when import is_certainly_before
from jigsaw.foundation.access.policies import looking_for
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.errors import NotFound, Refused, UnreadableDate
from jigsaw.foundation.core.time import Moment, now
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.queries import agencies_by_key

_ASKED = "Taking in a chronology"


@dataclass(frozen=True)
class Mended:
    """What somebody typed over a row that was refused: only what happened, when and where it is written down."""

    date: str
    time: str
    fact: str
    source: str = ""


@transaction.atomic
def take_chronology(*, by: Viewer, review: UUID, agency: str, name: str, content: bytes) -> ChronologyFile:
    """Read a file and keep every row: accepted, or refused with why. Raises NotFound, Refused; then nothing is kept."""
    row = _to_settle(by, review, agency)
    known = agencies_by_key(viewer=by)
    if agency not in known:
        raise NotFound(_ASKED, "there is no such agency", "Choose one of the list")
    digest = sha256(content).hexdigest()
    if row.files.filter(agency_id=agency, sha256=digest, withdrawal=None).exists():
        raise Refused(_ASKED, "this very file was taken in already", "See the files that came in")
    read = read_chronology(name, content, name_words(known))
    made = _file(by, row, agency, name, digest)
    made.rows, made.accepted = read.rows, len(read.accepted)
    made.headings, made.notes = list(read.headings)[:200], [*read.notes, *_notes_on(row, read.accepted)]
    made.save()
    _keep(made, read.accepted)
    RefusedEntry.objects.bulk_create(
        RefusedEntry(
            file=made, table=one.table[:120], line=one.line, field=one.field[:120], why=one.why[:300],
            place=one.place, next_step=one.next_step[:300], cells=[list(cell) for cell in one.cells],
        )
        for one in read.refused
    )  # fmt: skip
    tell_audit(
        by, "chronology taken in", row.pk, {"agency": agency, "rows": read.rows, "accepted": made.accepted}
    )
    return made


@transaction.atomic
def pull_pieces(*, by: Viewer, review: UUID) -> ChronologyFile:
    """Bring in the pieces of the viewer's own agency about the person, in the review's period. Raises Refused.

    Each agency gives its own, under the basis that the terms name; nobody gives another's. Pieces that are here
    already are not brought in again.
    """
    asked = "Bringing in pieces"
    row = _to_settle(by, review, by.agency)
    if row.person is None:
        raise Refused(asked, "the review names nobody of Jigsaw", "Send the chronology as a file")
    here = set(row.entries.exclude(piece=None).filter(file__withdrawal=None).values_list("piece", flat=True))
    with looking_for(Purpose.REVIEW):
        told = person_story(by, row.person).told.entries
    mine = [
        one
        for one in told
        if one.holder.key == by.agency
        and not one.is_withheld
        and one.piece not in here
        and row.period_from <= one.when.local.date() <= row.period_to
    ]
    if not mine:
        raise Refused(
            asked, "your agency holds no piece of that time that is not here yet", "Send a file instead"
        )
    made = _file(
        by,
        row,
        by.agency,
        "Pieces in Jigsaw",
        sha256("".join(str(one.piece) for one in mine).encode()).hexdigest(),
    )
    made.rows = made.accepted = len(mine)
    made.save()
    _keep(made, [piece_row(number, one) for number, one in enumerate(mine, 1)], [one.piece for one in mine])
    tell_audit(by, "pieces brought into a review", row.pk, {"agency": by.agency, "pieces": len(mine)})
    return made


@transaction.atomic
def mend_row(*, by: Viewer, review: UUID, refused: int, mended: Mended) -> ChronologyEntry:
    """Accept a refused row with what was wrong typed anew. The row as it came stays too. Raises NotFound, Refused."""
    asked = "Mending a row"
    row, waiting = _waiting(asked, by, review, refused)
    check_said(asked, {"what happened": mended.fact})
    try:
        when = read_when(mended.date, mended.time)
    except UnreadableDate as fault:
        raise Refused(asked, fault.hindered_by, fault.next_step) from fault
    if is_to_come(when):
        raise Refused(asked, "it lies in the future", "Give the day on which it happened")
    said = {"fact": mended.fact.strip(), "source": mended.source.strip()}
    read = RowRead(
        waiting.table, waiting.line, when, {name: text for name, text in said.items() if text}, None, None, (), (),
        tuple((head, words) for head, words in waiting.cells), waiting.place,
    )  # fmt: skip
    made = entry_of(waiting.file, read)
    made.save()
    _settle(by, waiting, RefusedEntry.State.MENDED, "", made)
    tell_audit(by, "chronology row mended", row.pk, {"row": refused})
    return made


@transaction.atomic
def set_aside_row(*, by: Viewer, review: UUID, refused: int, why: str) -> RefusedEntry:
    """Say why a refused row is no entry. It stays, with the reason. Raises NotFound, Refused."""
    asked = "Setting a row aside"
    row, waiting = _waiting(asked, by, review, refused)
    check_said(asked, {"the reason": why})
    _settle(by, waiting, RefusedEntry.State.SET_ASIDE, why.strip()[:300], None)
    tell_audit(by, "chronology row set aside", row.pk, {"row": refused})
    return waiting


@transaction.atomic
def withdraw_file(*, by: Viewer, review: UUID, file: UUID, why: str) -> FileWithdrawal:
    """Take a file back, to send a better one: its rows are kept and no longer shown. Raises NotFound, Refused."""
    asked = "Taking a chronology back"
    row = to_change(by, review)
    found = row.files.filter(pk=file, withdrawal=None).first()
    if found is None:
        raise NotFound(asked, "there is no such file", "See the files that came in")
    if not is_lead(by, row):
        check(asked, can_settle_for(by, row, found.agency_id))
    check_said(asked, {"the reason": why})
    made = FileWithdrawal.objects.create(file=found, why=why.strip()[:300], by_id=person_behind(by))
    tell_audit(by, "chronology taken back", row.pk, {"file": str(file)})
    return made


def _notes_on(review: Review, rows: Iterable[RowRead]) -> Iterator[str]:
    """What to ask the agency about rows that are accepted all the same."""
    first, last = review.period_from, review.period_to
    outside = early = 0
    for one in rows:
        if one.when.is_known:
            begins, ends = (Moment(each).local.date() for each in one.when.span)
            outside += ends < first or begins > last
        early += one.known is not None and is_certainly_before(one.known, one.when)
    if outside:
        yield f"Outside the days that the review looks at, and taken in all the same: {outside} of its rows."
    if early:
        yield f"Recorded before they happened, so that one of the two dates is wrong: {early} of its rows."


def _to_settle(by: Viewer, review: UUID, agency: str) -> Review:
    row = to_change(by, review)
    lead_for = by.agency if is_lead(by, row) else agency
    check(_ASKED, can_settle_for(by, row, lead_for))
    return row


def _waiting(asked: str, by: Viewer, review: UUID, refused: int) -> tuple[Review, RefusedEntry]:
    row = to_change(by, review)
    found = RefusedEntry.objects.select_for_update(of=("self",)).filter(file__review=row, pk=refused).first()
    if found is None:
        raise NotFound(asked, "there is no such row", "See the rows that were refused")
    check(asked, can_settle_for(by, row, by.agency if is_lead(by, row) else found.file.agency_id))
    if found.state != RefusedEntry.State.WAITING:
        raise Refused(asked, "it was settled already", "See the rows that were refused")
    return row, found


def _settle(by: Viewer, row: RefusedEntry, state: str, why: str, entry: ChronologyEntry | None) -> None:
    row.state, row.settled_why, row.entry = state, why, entry
    row.settled_by_id, row.settled_at = person_behind(by), now()
    row.save()


def _file(by: Viewer, review: Review, agency: str, name: str, digest: str) -> ChronologyFile:
    return ChronologyFile(
        review=review,
        agency_id=agency,
        name=name[-200:],
        sha256=digest,
        headings=[],
        notes=[],
        by_id=person_behind(by),
    )


def _keep(file: ChronologyFile, rows: Iterable[RowRead], pieces: list[UUID] | None = None) -> None:
    every = [entry_of(file, row) for row in rows]
    for one, piece in zip(every, pieces or [None] * len(every), strict=True):  # type: ignore[list-item]
        one.piece = piece
    for batch in batches(every, 500):
        ChronologyEntry.objects.bulk_create(batch)
