"""Pieces that say what a person wishes about sharing: handed to the rules of access as they are accepted."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.domain.statements import PieceStatement
from jigsaw.foundation.access.domain import OBJECTS, OPTED_OUT
from jigsaw.foundation.access.wishing import Brought, note_brought, take_back
from jigsaw.foundation.core.viewer import JIGSAW

WISHES = {"objection-to-sharing": OBJECTS, "research-opt-out": OPTED_OUT}
"""The kinds of piece that are wishes, and which."""
_NOT_SO = frozenset({"no", "withdrawn", "taken-back"})


def note_wishes(
    acceptance: Acceptance, said: Sequence[tuple[UUID, PieceStatement]], retracted: Collection[UUID]
) -> None:
    """Record what these pieces say of wishes; and that those which were taken back say it no more."""
    brought = list(_brought(acceptance, said))
    if brought:
        note_brought(by=JIGSAW, agency=acceptance.agency, brought=brought)
    if retracted:
        take_back(by=JIGSAW, agency=acceptance.agency, pieces=retracted)


def _brought(acceptance: Acceptance, said: Sequence[tuple[UUID, PieceStatement]]) -> Iterator[Brought]:
    for key, one in said:
        if one.kind not in WISHES:
            continue
        ended = one.until is not None and one.until.at <= acceptance.now
        is_no = str(one.attributes.get("value", "")).lower() in _NOT_SO
        since = one.until.at if one.until and ended else one.when.at
        words = "" if one.restriction else one.words
        for local_id, role in one.subjects:
            if role == "subject":
                record = acceptance.record_id(local_id)
                yield Brought(record, WISHES[one.kind], not (ended or is_no), key, since, words)
