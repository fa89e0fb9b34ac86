"""Taking in pieces: a version for each change, an ending for the version that it supersedes or that is withdrawn."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.accepting_records import CORRECTED, WITHDRAWN, ensure_records
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.restricting import stricter
from jigsaw.care.intake.domain.standing import Effect, Held
from jigsaw.care.intake.domain.statements import PieceStatement, Statement, Withdrawal
from jigsaw.care.intake.models import Piece, PieceEnding, PieceSubject
from jigsaw.care.intake.sealing import Kept, kept_words, with_keyed_fingerprints
from jigsaw.care.intake.wishes import note_wishes
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.identity import piece_id
from jigsaw.foundation.core.inserting import insert_rows

# A version to add: its id, the version before, what is said, when it is known, and what its agency decided to show.
Taken = tuple[UUID, int, PieceStatement, datetime, tuple[str, str] | None]


def accept_pieces(acceptance: Acceptance, statements: Sequence[Statement], counts: Counts) -> None:
    """Add a version for each statement that changes its piece, and end the version that stood before."""
    if not statements:
        return
    statements = with_keyed_fingerprints(statements)
    held = _held(acceptance, {_reference(one) for one in statements})
    taken: list[Taken] = []
    endings: list[PieceEnding] = []
    for one in statements:
        _weigh(acceptance, one, held.setdefault(_reference(one), Held()), taken, endings, counts)
    _add(acceptance, taken)
    if endings:
        PieceEnding.objects.bulk_create(endings)
    retracted = [one.piece_id for one in endings if one.kind == PieceEnding.Kind.RETRACTED]
    note_wishes(acceptance, [(key, said) for key, _, said, *_ in taken], retracted)
    acceptance.news.ended |= {ending.piece_id for ending in endings}
    for _, _, said, *_ in taken:
        acceptance.news.named.update(acceptance.record_id(local_id) for local_id, _ in said.subjects)
    places = {acceptance.address_id(said.address) for _, _, said, *_ in taken}
    acceptance.news.addresses.update(one for one in places if one is not None)


def _reference(statement: Statement) -> str:
    match statement:
        case PieceStatement():
            return statement.source_reference
        case Withdrawal():
            return statement.reference
    raise TypeError(type(statement))


_HELD = Question(
    """SELECT p.id, p.source_reference, p.version, p.fingerprint, p.received_at, p.delivery_id, d.file_sha256,
        e.kind, e.at, p.restricted_here, p.restriction, p.handling
    FROM intake_piece p JOIN intake_delivery d ON d.id = p.delivery_id
    LEFT JOIN intake_pieceending e ON e.piece_id = p.id
    WHERE p.feed_id = %s AND p.source_reference = ANY(%s) ORDER BY p.source_reference, p.version""",
    *(UUID, str, int, str, datetime, int, str, str, datetime, bool, str, str),
)


def _held(acceptance: Acceptance, references: Iterable[str]) -> dict[str, Held[UUID]]:
    held: dict[str, Held[UUID]] = {}
    for row in _HELD.ask(acceptance.delivery.feed_id, list(references)):
        key, reference, version, fingerprint, received, delivery, sha256, ended, ended_at, *shows = row
        one = held.setdefault(reference, Held())
        one.key, one.version, one.fingerprint = key, version, fingerprint
        one.is_withdrawn = ended == PieceEnding.Kind.RETRACTED
        one.latest = ended_at if one.is_withdrawn else received
        one.decided = (shows[1], shows[2]) if shows[0] else None
        if acceptance.is_the_same_file(delivery, sha256):
            one.from_this_file.add(fingerprint)
    return held


def _weigh(
    acceptance: Acceptance,
    statement: Statement,
    held: Held[UUID],
    taken: list[Taken],
    endings: list[PieceEnding],
    counts: Counts,
) -> None:
    received, is_dated = (
        acceptance.received(statement.received_at),
        acceptance.is_dated(statement.received_at),
    )
    if isinstance(statement, PieceStatement):
        effect = held.effect_of(statement.fingerprint, received, is_dated)
    else:
        effect = held.effect_of_withdrawal(received, is_dated)
    known = acceptance.known(received)
    stood = None if held.is_withdrawn else held.key
    if effect is Effect.WITHDRAWN and stood:
        held.withdraw(known)
        ending = PieceEnding(piece_id=stood, kind=PieceEnding.Kind.RETRACTED, at=known, reason=WITHDRAWN)
        endings.append(ending)
    elif isinstance(statement, PieceStatement) and effect in (Effect.NEW, Effect.CORRECTED):
        reference = statement.source_reference
        feed = acceptance.delivery.feed.key
        key = piece_id(acceptance.agency, feed, reference, held.version + 1)
        held.put(key, statement.fingerprint, known)
        taken.append((key, held.version, statement, known, held.decided))
        if stood:
            superseded = PieceEnding.Kind.SUPERSEDED
            endings.append(
                PieceEnding(piece_id=stood, kind=superseded, at=known, by_piece_id=key, reason=CORRECTED)
            )
    name = effect if effect in (Effect.UNCHANGED, Effect.OLDER) else f"pieces_{effect}"
    setattr(counts, name, getattr(counts, name) + 1)


def _add(acceptance: Acceptance, taken: Sequence[Taken]) -> None:
    first: dict[str, datetime] = {}
    for _, _, said, known, _ in taken:
        for local_id, _ in said.subjects:
            first[local_id] = min(known, first.get(local_id, known))
    ensure_records(acceptance, first)
    kept = kept_words(
        acceptance, ((key, said, _shows(said, decided)[0]) for key, _, said, _, decided in taken)
    )
    insert_rows(Piece, _COLUMNS, (_values(acceptance, kept, *one) for one in taken))
    subjects = (
        (key, acceptance.record_id(local_id), role)
        for key, _, said, *_ in taken
        for local_id, role in said.subjects
    )
    insert_rows(PieceSubject, ("piece", "record", "role"), subjects)


_COLUMNS = (
    *("id", "agency", "feed", "delivery", "source_reference", "version", "fingerprint", "shape", "kind"),
    *("at", "at_accuracy", "at_uncertain", "until", "until_accuracy", "recorded_at", "received_at"),
    *("words", "attributes", "restriction", "handling", "restricted_here", "address", "incident"),
)


def _values(
    acceptance: Acceptance,
    kept: dict[UUID, Kept],
    key: UUID,
    version: int,
    said: PieceStatement,
    known: datetime,
    decided: tuple[str, str] | None,
) -> tuple[Any, ...]:
    delivery = acceptance.delivery
    words, attributes = kept.get(key) or (said.words, said.attributes)
    return (
        *(key, acceptance.agency, delivery.feed_id, delivery.pk, said.source_reference, version),
        *(said.fingerprint, said.shape.value, said.kind),
        *(said.when.at, said.when.accuracy.value, said.when.uncertain),
        said.until.at if said.until else None,
        said.until.accuracy.value if said.until else "",
        said.recorded.at if said.recorded else None,
        *(known, words, attributes, *_shows(said, decided), decided is not None),
        acceptance.address_id(said.address),
        said.incident,
    )


def _shows(said: PieceStatement, decided: tuple[str, str] | None) -> tuple[str, str]:
    """The restriction and the handling of a piece: as its feed says, or stricter where its agency's staff decided."""
    shows = (said.restriction, said.handling)
    return stricter(shows, decided) if decided else shows
