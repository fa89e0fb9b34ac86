"""Writes of joins: what waits is joined, and what a person decides is kept and takes effect at once."""

from jigsaw.care.linkage.actions.deciding import decide, join_people, split, undo_decision
from jigsaw.care.linkage.actions.joining import (
    link_accepted,
    link_waiting,
    note_accepted,
    note_recounted,
    note_relinking,
    rebuild,
)
from jigsaw.care.linkage.actions.noticing import note_read, tell_also

__all__ = [
    "decide",
    "join_people",
    "link_accepted",
    "link_waiting",
    "note_accepted",
    "note_read",
    "note_recounted",
    "note_relinking",
    "rebuild",
    "split",
    "tell_also",
    "undo_decision",
]
