"""Which of some pieces are kept from a viewer because of whom they name: never what the pieces say."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from jigsaw.care.intake.models import PieceSubject
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import kept_back
from jigsaw.foundation.core.viewer import Viewer


def kept_from(viewer: Viewer, pieces: Collection[UUID], *, by_objections: bool = True) -> frozenset[UUID]:
    """Those of these pieces that name somebody whom a seal keeps from the viewer; and what other agencies say of
    somebody who objects to sharing, unless `by_objections` is no. One query, where anybody is sealed or objects.
    """
    sealed = hidden_from(viewer).records
    objecting = kept_back(viewer) if by_objections else frozenset()
    if not sealed and not objecting:
        return frozenset()
    of_others = Q(record__in=objecting, role="subject") & ~Q(piece__agency=viewer.agency)
    named = PieceSubject.objects.filter(Q(record__in=sealed) | of_others, piece__in=pieces)
    return frozenset(named.values_list("piece_id", flat=True))
