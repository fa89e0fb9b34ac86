"""Writes of reasons: reading people and homes again, telling who is to be told, and what people decide."""

from jigsaw.care.reasons.actions.choosing import choose_for_the_week
from jigsaw.care.reasons.actions.deciding import (
    OUTCOMES,
    WRONG_PERSON,
    decide,
    keep_quiet,
    record_outcomes,
)
from jigsaw.care.reasons.actions.reading import (
    fire_due,
    forget_everything,
    note_everybody,
    note_to_read,
    read_accepted,
    read_again,
)
from jigsaw.care.reasons.actions.telling import deliver

__all__ = [
    "OUTCOMES",
    "WRONG_PERSON",
    "choose_for_the_week",
    "decide",
    "deliver",
    "fire_due",
    "forget_everything",
    "keep_quiet",
    "note_everybody",
    "note_to_read",
    "read_accepted",
    "read_again",
    "record_outcomes",
]
