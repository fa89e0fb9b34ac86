"""A piece as the pages of reasons and of patterns show it."""

from jigsaw.care.intake.domain.entries import Entry as Piece
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.parts import Agency, Entry


def _whom_to_ring(piece: Piece) -> str:
    """Of withheld content: who holds it and whom to ring, and no more."""
    holder = piece.holder
    who, number = holder.contact or "its switchboard", holder.telephone or "a number that is not recorded"
    return f"{holder.name} holds a piece here whose content it does not share. Ring {who} on {number} if you need it."


def piece_entry(piece: Piece) -> Entry:
    """A piece as the story's timeline shows it."""
    return Entry(
        when=piece.when,
        agency=Agency(piece.holder.name, piece.holder.kind),
        kind=piece.label,
        words=piece.words,
        place=piece.place,
        source=piece.source,
        recorded=Moment(piece.recorded) if piece.recorded else None,
        received=Moment(piece.received),
        until=piece.until,
        shape=piece.shape.value,
        withheld=_whom_to_ring(piece) if piece.is_withheld else "",
        note=piece.note,
    )
