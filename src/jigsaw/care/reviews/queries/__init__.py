"""Reads of reviews. Every one takes who looks, and answers only those who take part."""

from jigsaw.care.reviews.queries.composite import (
    Composite,
    Waiting,
    composite,
    decided,
    decision,
    entry,
    entry_key,
    known_on,
    told_twice,
)
from jigsaw.care.reviews.queries.files import files, refused_row, refused_rows
from jigsaw.care.reviews.queries.learned import checks_due, findings
from jigsaw.care.reviews.queries.whole import (
    Line,
    Standing,
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
    "questions",
    "refused_row",
    "refused_rows",
    "review",
    "review_from",
    "reviews",
    "standing",
    "told_twice",
]
