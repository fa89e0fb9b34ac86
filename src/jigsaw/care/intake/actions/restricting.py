"""Deciding what is shown of a piece: somebody of the agency that holds it, with a why. Their feed cannot undo it."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.db import transaction

from jigsaw.care.intake.actions.sealing import seal_versions_of
from jigsaw.care.intake.domain.mapping import HANDLINGS, RESTRICTIONS
from jigsaw.care.intake.domain.restricting import joined
from jigsaw.care.intake.models import Piece, PieceEnding, PieceSubject
from jigsaw.care.intake.news import News
from jigsaw.care.intake.sealing import SEALED, reseal
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.identity import piece_id
from jigsaw.foundation.core.viewer import Viewer

WHY = "What is shown of it was decided anew"


@transaction.atomic
def restrict(
    *,
    by: Viewer,
    piece: UUID,
    restriction: str,
    handling: Collection[str],
    why: str,
    taken: Callable[[News], None] = lambda news: None,
) -> UUID:
    """Decide what is shown of a piece of the viewer's own agency; the id of the version that says so.

    It holds of all time: what stood before is as if it had never been shown, on whatever day it is asked about. A
    correction that its feed sends later keeps what was decided, or shows less. Raises NotFound for another agency's
    piece, Refused without a why and for words that there are not.
    """
    row = _own(by, piece)
    if not why.strip() or restriction not in RESTRICTIONS or not set(handling) <= set(HANDLINGS):
        raise Refused("Deciding what is shown", "it needs a why, and what to show", "Say both")
    later = _later(row, restriction, joined([one for one in handling if one]))
    records = list(row.subjects.order_by("pk").values_list("record_id", "role"))
    whose = [record for record, _ in sorted(records, key=lambda one: one[1] != "subject")]
    reseal(later, whose, restriction)
    later.save(force_insert=True)
    if restriction == SEALED:
        seal_versions_of(by=by, row=later, records=whose)
    subjects = (PieceSubject(piece=later, record_id=record, role=role) for record, role in records)
    PieceSubject.objects.bulk_create(subjects)
    superseded = PieceEnding.Kind.SUPERSEDED
    PieceEnding.objects.create(piece=row, kind=superseded, at=row.received_at, by_piece=later, reason=WHY)
    taken(News(named={one for one, _ in records}, addresses=_places(row), ended={row.pk}))
    record_act(
        by=by,
        act="decided what is shown of a piece",
        subject_kind="piece",
        subject_id=later.pk,
        why=why,
        detail={"restriction": restriction, "handling": later.handling, "before": str(row.pk)},
    )
    return later.pk


def _later(row: Piece, restriction: str, handling: str) -> Piece:
    """The next version of a piece, which says the same and shows as much as was decided."""
    same = {field.attname: getattr(row, field.attname) for field in Piece._meta.concrete_fields}
    version = row.version + 1
    key = piece_id(row.agency_id, row.feed.key, row.source_reference, version)
    shows = {"restriction": restriction, "handling": handling, "restricted_here": True}
    return Piece(**{**same, **shows, "id": key, "version": version})


def _own(by: Viewer, piece: UUID) -> Piece:
    check_may_know_of_people(by)
    rows = Piece.objects.select_for_update(of=("self",)).select_related("feed")
    found = rows.filter(pk=piece, agency_id=by.agency, ending__isnull=True).first()
    if found is None:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )
    return found


def _places(row: Piece) -> set[int]:
    return {row.address_id} if row.address_id is not None else set()
