"""A piece as the pages of reasons and of patterns show it."""

from jigsaw.care.intake.domain.entries import Entry as Piece
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.parts import Agency, Entry


def piece_entry(piece: Piece) -> Entry:
    """A piece as the story's timeline shows it."""
    withheld = f"{piece.holder.name} holds this and asks to be rung about it." if piece.is_withheld else ""
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
        withheld=withheld,
        note=piece.note,
    )
