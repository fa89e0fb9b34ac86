"""Reads of reviews. Every one takes who looks, and answers only those who take part."""

from jigsaw.care.reviews.queries.composite import (
    Composite,
    Waiting,
    composite,
    decided,
    decision,
    entry,
    known_on,
    pairs_waiting,
    told_twice,
)
from jigsaw.care.reviews.queries.files import files, refused_row, refused_rows
from jigsaw.care.reviews.queries.hiding import entry_key
from jigsaw.care.reviews.queries.learned import checks_due, findings, rests_on
from jigsaw.care.reviews.queries.whole import (
    Line,
    Standing,
    basis,
    members,
    questions,
    review,
    review_from,
    reviews,
    standing,
)

__all__ = [
    "Composite",
    "Line",
    "Standing",
    "Waiting",
    "basis",
    "checks_due",
    "composite",
    "decided",
    "decision",
    "entry",
    "entry_key",
    "files",
    "findings",
    "known_on",
    "members",
    "pairs_waiting",
    "questions",
    "refused_row",
    "refused_rows",
    "rests_on",
    "review",
    "review_from",
    "reviews",
    "standing",
    "told_twice",
]
