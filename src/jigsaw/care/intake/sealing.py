"""What a sealed piece says is kept under a key of the person whom it is about, and so is the fingerprint of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.domain.statements import PieceStatement, Statement
from jigsaw.care.intake.models import Piece
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.sealing.ciphers import Told
from jigsaw.foundation.sealing.closing import ToSeal, keyed_fingerprints, seal
from jigsaw.foundation.sealing.opening import Opened, open_sealed

SEALED = "sealed"
_LEFT_OPEN = "team"
"""Of what is told besides: the rules ask for the team of an involvement, and do not open anything to learn it."""

Kept = tuple[str, dict[str, Any]]
"""What stands in the table as words, and as attributes."""


def with_keyed_fingerprints(statements: Sequence[Statement]) -> Sequence[Statement]:
    """The statements, sealed ones with the fingerprint under which they are kept: no guess can be checked by it."""
    sealed = [
        one.fingerprint for one in statements if isinstance(one, PieceStatement) and one.restriction == SEALED
    ]
    if not sealed:
        return statements
    keyed = keyed_fingerprints(sealed)
    return [_with_fingerprint(one, keyed) if isinstance(one, PieceStatement) else one for one in statements]


def kept_words(acceptance: Acceptance, taken: Iterable[tuple[UUID, PieceStatement, str]]) -> dict[UUID, Kept]:
    """What is kept as words and attributes of the sealed ones among these, by piece: each with its restriction."""
    sealed = [(key, said) for key, said, restriction in taken if restriction == SEALED]
    if not sealed:
        return {}
    feed = acceptance.delivery.feed_id
    texts = seal(
        [
            ToSeal(
                key,
                _whose(acceptance, key, said),
                _bound(feed, said.source_reference),
                _told(said.words, said),
            )
            for key, said in sealed
        ]
    )
    return {key: (texts[key], _left_open(said)) for key, said in sealed}


def opened(rows: Iterable[Piece]) -> dict[UUID, Opened]:
    """What the sealed ones among these pieces say, by piece; the others are absent. The caller decided who may read."""
    return open_sealed({row.pk: (row.words, _bound(row.feed_id, row.source_reference)) for row in rows})


def show(row: Piece, found: Opened | None) -> Piece:
    """The piece with what it says in place of its sealed text; or with why it cannot be opened."""
    if found:
        row.words = found.told.words if found.told else found.why_not
        row.attributes = {**row.attributes, **(found.told.attributes if found.told else {})}
    return row


def reseal(row: Piece, records: Sequence[UUID], restriction: str) -> None:
    """Set what a new version of a piece says, for its restriction: sealed or open. records: whom it is about.

    Raises Refused for what cannot be opened any more.
    """
    found = opened([row]).get(row.pk)
    if found and found.told is None:
        raise Refused("Deciding what is shown", found.why_not.lower(), "Ask who runs Jigsaw")
    show(row, found)
    if restriction == SEALED:
        row.words, row.attributes = sealed_words(row, records)


def sealed_words(row: Piece, records: Sequence[UUID]) -> Kept:
    """What is kept of a piece that is sealed. records: whom it is about, first the one whose key seals it."""
    bound = _bound(row.feed_id, row.source_reference)
    whose = records[0] if records else row.pk
    text = seal([ToSeal(row.pk, whose, bound, _told(row.words, row))])[row.pk]
    return text, _left_open(row)


def _with_fingerprint(said: PieceStatement, keyed: dict[str, str]) -> PieceStatement:
    if said.restriction != SEALED:
        return said
    made = replace(said)
    object.__setattr__(made, "fingerprint", keyed[said.fingerprint])
    return made


def _bound(feed: int, reference: str) -> str:
    """What sealed words cannot be moved from: the agency's own piece, whatever its version."""
    return f"{feed}/{reference}"


def _told(words: str, said: PieceStatement | Piece) -> Told:
    return Told(words, {name: value for name, value in said.attributes.items() if name != _LEFT_OPEN})


def _left_open(said: PieceStatement | Piece) -> dict[str, Any]:
    return {name: value for name, value in said.attributes.items() if name == _LEFT_OPEN}


def _whose(acceptance: Acceptance, piece: UUID, said: PieceStatement) -> UUID:
    """The source record whose key seals a piece: of whom it is about, the first; a piece about nobody has its own."""
    named = sorted(said.subjects, key=lambda one: one[1] != "subject")
    return acceptance.record_id(named[0][0]) if named else piece
