"""Reads of pieces for the story: which stood on a day, as far as this viewer may see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from jigsaw.care.intake import sealing
from jigsaw.care.intake.domain.entries import (
    WITHHELD_KIND,
    WITHHELD_LABEL,
    About,
    Entry,
    Holder,
    Withdrawn,
)
from jigsaw.care.intake.domain.kinds import Kind, Shape, all_kinds, label_of
from jigsaw.care.intake.domain.restricting import stricter
from jigsaw.care.intake.models import Piece, PieceEnding, PieceSubject
from jigsaw.foundation.access.domain import Reveal
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people, revealing
from jigsaw.foundation.audit.showing import Part, note_parts
from jigsaw.foundation.core.time import Accuracy, Moment, end_of_day
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.core.wall import JIGSAW, reading_for


def entries(
    viewer: Viewer,
    *,
    records: Collection[UUID] = (),
    addresses: Collection[int] = (),
    pieces: Collection[UUID] = (),
    as_known_on: date | None = None,
    received_since: datetime | None = None,
) -> tuple[Entry, ...]:
    """Pieces about these source records, at these addresses, or with these ids, earliest first.

    as_known_on: only what was received by the end of that London day, and had not been superseded or
    retracted by then; today's knowledge when left out. Sealed pieces of other agencies are not there at all, nor what
    other agencies hold of somebody who objects to sharing. Five queries; one more where sealed words are opened.
    """
    check_may_know_of_people(viewer)
    wanted = Q(pk__in=PieceSubject.objects.filter(record__in=records).values("piece_id"))
    wanted |= Q(address__in=addresses) | Q(pk__in=pieces)
    found = _known(viewer, wanted)
    if received_since:
        found = found.filter(received_at__gt=received_since)
    rows = list(standing_on(found, as_known_on))
    about = about_of(PieceSubject.objects.filter(piece__in=[row.pk for row in rows]))
    whys = why_superseded(PieceEnding.objects.filter(by_piece__in=later_versions(rows)))
    reveal = revealing(viewer, (one.record for each in about.values() for one in each))
    decided = _shown_now(rows) if as_known_on else {}
    shown = (
        (
            row,
            reveal(
                *decided.get(row.pk, (row.restriction, row.handling)),
                row.agency_id,
                _subjects(about[row.pk]),
                [one.record for one in about[row.pk]],
            ),
        )
        for row in rows
    )
    visible = [(row, how) for row, how in shown if how is not Reveal.NOTHING]
    asked = set(records)
    words = sealing.opened(row for row, how in visible if how is Reveal.FULL)
    read = ((sealing.show(row, words.get(row.pk)), how) for row, how in visible)
    made = [entry_of(row, how, about[row.pk], whys, asked) for row, how in read]
    note_parts(
        Part(
            row.pk,
            row.kind,
            bool(row.restriction or row.handling),
            "" if how is Reveal.FULL else row.agency_id,
        )
        for row, how in visible
    )
    return tuple(sorted(made, key=order))


def _known(viewer: Viewer, wanted: Q) -> QuerySet[Piece]:
    """Those of these pieces that name nobody whom a seal keeps from the viewer."""
    hidden = hidden_from(viewer).records
    found = Piece.objects.filter(wanted)
    return found.exclude(pk__in=_naming(hidden)) if hidden else found


def _naming(records: Collection[UUID]) -> QuerySet[PieceSubject, UUID]:
    return PieceSubject.objects.filter(record__in=records).values_list("piece_id", flat=True)


def order(entry: Entry) -> tuple[datetime, int, str]:
    """The key of the story's one order: "2006" stands before everything dated in 2006."""
    return entry.when.at, -_ROUGHNESS[entry.when.accuracy], str(entry.piece)


_ROUGHNESS = {Accuracy.YEAR: 3, Accuracy.MONTH: 2, Accuracy.DAY: 1, Accuracy.MINUTE: 0}


def standing_on(pieces: QuerySet[Piece], as_known_on: date | None) -> QuerySet[Piece]:
    """Of these pieces those that stood at the end of a London day; those that stand now, when none is given."""
    whole = pieces.select_related("agency", "address", "feed")
    if as_known_on is None:
        return whole.filter(ending__isnull=True)
    end = end_of_day(as_known_on)
    return whole.filter(received_at__lt=end).exclude(ending__at__lt=end)


@reading_for(JIGSAW)
def _shown_now(rows: Collection[Piece]) -> dict[UUID, tuple[str, str]]:
    """What is shown of pieces as they stood on a past day: no more than is shown of their latest version.

    Asked for all: the second wall keeps a latest version that is sealed from the viewer.
    """
    asked = {(row.feed_id, row.source_reference): (row.restriction, row.handling) for row in rows}
    later = Piece.objects.filter(
        feed__in={feed for feed, _ in asked}, source_reference__in={reference for _, reference in asked}
    ).order_by("version")
    latest = {
        (feed, reference): (restriction, handling)
        for feed, reference, restriction, handling in later.values_list(
            "feed_id", "source_reference", "restriction", "handling"
        )
    }
    return {
        row.pk: stricter((row.restriction, row.handling), latest[row.feed_id, row.source_reference])
        for row in rows
    }


def about_of(subjects: QuerySet[PieceSubject]) -> dict[UUID, list[About]]:
    """The source records that each piece names, and in which role, of these rows. One query."""
    found: dict[UUID, list[About]] = defaultdict(list)
    for piece, record, role in subjects.order_by("pk").values_list("piece_id", "record_id", "role"):
        found[piece].append(About(record, role))
    return found


def _subjects(about: Iterable[About]) -> list[UUID]:
    """Whose wishes count: those of the people whom a piece is about, and not of everybody whom it names."""
    return [one.record for one in about if one.role == "subject"]


def later_versions(rows: Iterable[Piece]) -> list[UUID]:
    """Those of these pieces that stand in place of an earlier version."""
    return [row.pk for row in rows if row.version > 1]


def why_superseded(endings: QuerySet[PieceEnding]) -> dict[UUID | None, str]:
    """Why each later version was made, of these endings of earlier ones. One query."""
    return dict(endings.values_list("by_piece_id", "reason"))


def entry_of(
    row: Piece, how: Reveal, about: list[About], whys: dict[UUID | None, str], asked: set[UUID]
) -> Entry:
    """One piece as a reader gets it, who sees so much of it."""
    if how is Reveal.EXISTS:
        return _withheld(row, tuple(one for one in about if one.record in asked))
    kind = all_kinds().get(row.kind) or Kind(row.kind, Shape(row.shape), row.kind, "Other", frozenset())
    return Entry(
        piece=row.pk,
        shape=Shape(row.shape),
        kind=row.kind,
        label=kind.label,
        group=kind.group,
        tags=kind.tags,
        when=_moment(row),
        holder=holder(row.agency),
        received=row.received_at,
        until=_end(row),
        recorded=row.recorded_at,
        words=row.words,
        attributes={key: str(value) for key, value in row.attributes.items() if value not in ("", None)},
        about=tuple(about),
        place=_place(row),
        address=row.address_id,
        source=row.source_reference,
        feed=row.feed.name,
        version=row.version,
        note=_note(row, whys),
        restriction=row.restriction,
        handling=row.handling,
        incident=row.incident,
    )


def _withheld(row: Piece, about: tuple[About, ...]) -> Entry:
    return Entry(
        piece=row.pk,
        shape=Shape.EVENT,
        kind=WITHHELD_KIND,
        label=WITHHELD_LABEL,
        group="Withheld",
        tags=frozenset(),
        when=_moment(row),
        holder=holder(row.agency),
        received=row.received_at,
        about=tuple(About(one.record, "") for one in about),
        address=row.address_id,
        is_withheld=True,
    )


def holder(agency: Any) -> Holder:
    """An agency as readers of its pieces know it."""
    return Holder(agency.key, agency.name, agency.kind, agency.telephone, agency.contact)


def _moment(row: Piece) -> Moment:
    return Moment(row.at, Accuracy(row.at_accuracy), row.at_uncertain)


def _end(row: Piece) -> Moment | None:
    return Moment(row.until, Accuracy(row.until_accuracy or Accuracy.DAY)) if row.until else None


def _place(row: Piece) -> str:
    if row.address is None:
        return ""
    lines, postcode = row.address.lines, row.address.postcode
    return lines if not postcode or postcode in lines.upper() else f"{lines}, {postcode}"


def _note(row: Piece, whys: dict[UUID | None, str]) -> str:
    if row.version == 1:
        return ""
    why = whys.get(row.pk, "")
    said = f"Corrected by its agency: this is version {row.version}"
    return f"{said} ({why})" if why else said


def withdrawn_since(viewer: Viewer, *, records: Collection[UUID], since: datetime) -> tuple[Withdrawn, ...]:
    """Pieces about these source records that their agencies took back after `since`. One query."""
    check_may_know_of_people(viewer)
    rows = PieceEnding.objects.filter(
        piece__in=_naming(records), kind=PieceEnding.Kind.RETRACTED, at__gt=since
    )
    if hidden := hidden_from(viewer).records:
        rows = rows.exclude(piece__in=_naming(hidden))
    found, reveal = [], revealing(viewer, records)
    for ending in rows.select_related("piece__agency").order_by("at"):
        piece = ending.piece
        how = reveal(piece.restriction, piece.handling, piece.agency_id, records, records)
        if how is not Reveal.NOTHING:
            found.append(_taken_back(ending, how))
    return tuple(found)


def _taken_back(ending: PieceEnding, how: Reveal) -> Withdrawn:
    is_full = how is Reveal.FULL
    label = label_of(ending.piece.kind) if is_full else WITHHELD_LABEL
    reason = ending.reason if is_full else ""
    return Withdrawn(label, _moment(ending.piece), holder(ending.piece.agency), ending.at, reason)


def in_open_involvements(
    viewer: Viewer, *, records: Collection[UUID], background: Collection[str], of_team: bool = False
) -> set[UUID]:
    """Those of these source records that an open involvement of the viewer's agency is about. One query.

    background: kinds of involvement that do not count. of_team: only where it names the viewer's team, or no team.
    """
    check_may_know_of_people(viewer)
    # An agency and a shape wrapped in a function are such as no index is for: a database that took the index would
    # begin with every involvement that the agency has, and not with these few records.
    wrapped = PieceSubject.objects.annotate(
        whose=Coalesce("piece__agency_id", Value("")), what=Coalesce("piece__shape", Value(""))
    )
    rows = wrapped.filter(
        record__in=records,
        whose=viewer.agency,
        what=Piece.Shape.INVOLVEMENT,
        piece__until__isnull=True,
        piece__ending__isnull=True,
    )
    found = rows.exclude(piece__kind__in=background).values_list("record_id", "piece__attributes")
    return {record for record, told in found if not of_team or _is_of_team(viewer, told)}


def _is_of_team(viewer: Viewer, told: Mapping[str, Any]) -> bool:
    """Whether an involvement is the viewer's team's: an agency whose feed names no team works as one."""
    named = " ".join(str(told.get("team") or "").split()).casefold()
    return not named or named == " ".join(viewer.team.split()).casefold()


def how_many_open_involvements(viewer: Viewer, *, background: Collection[str], most: int) -> int:
    """How many involvements of the viewer's agency have no end, `most` where there are more. One query of an index."""
    check_may_know_of_people(viewer)
    rows = _known(viewer, Q(agency=viewer.agency, shape=Piece.Shape.INVOLVEMENT, until__isnull=True))
    return rows.exclude(kind__in=background)[:most].count()


def people_in_open_involvements(
    viewer: Viewer, *, changed_since: datetime, background: Collection[str], most: int
) -> list[UUID]:
    """People with whom the viewer's agency has an open involvement and of whom anything came since, latest
    first.

    background: kinds of involvement that do not count. One query, whose time grows with the agency's involvements.
    """
    check_may_know_of_people(viewer)
    rows = PieceSubject.objects.filter(
        record__link__person__changed_at__gt=changed_since,
        piece__agency=viewer.agency,
        piece__shape=Piece.Shape.INVOLVEMENT,
        piece__until__isnull=True,
        piece__ending__isnull=True,
    ).exclude(piece__kind__in=background)
    if hidden := hidden_from(viewer).people:
        rows = rows.exclude(record__link__person__in=hidden)
    latest = rows.values("record__link__person_id").annotate(at=Max("record__link__person__changed_at"))
    return list(
        latest.order_by("-at", "record__link__person_id").values_list("record__link__person_id", flat=True)[
            :most
        ]
    )
