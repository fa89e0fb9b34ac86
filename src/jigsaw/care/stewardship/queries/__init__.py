"""Reads of stewardship: the queue, what is asked of whom a second time, how well we decide, clerical reviews."""

from jigsaw.care.stewardship.queries.between import Between, between, pairs_answered
from jigsaw.care.stewardship.queries.looking_again import (
    Look,
    LookSaid,
    Said,
    agreement_measured,
    asked_of,
    hidden_decisions,
    how_many_asked,
    look_asked_about,
    look_for,
    look_said,
    to_talk,
)
from jigsaw.care.stewardship.queries.queue import Queue, QueueLine, Stakes, next_pair, queue, stakes_of
from jigsaw.care.stewardship.queries.reviews import (
    ReviewLine,
    StratumLine,
    next_in_review,
    pairs_of_review,
    review_report,
    reviews,
)

__all__ = [
    "Between",
    "Look",
    "LookSaid",
    "Queue",
    "QueueLine",
    "ReviewLine",
    "Said",
    "Stakes",
    "StratumLine",
    "agreement_measured",
    "asked_of",
    "between",
    "hidden_decisions",
    "how_many_asked",
    "look_asked_about",
    "look_for",
    "look_said",
    "next_in_review",
    "next_pair",
    "pairs_answered",
    "pairs_of_review",
    "queue",
    "review_report",
    "reviews",
    "stakes_of",
    "to_talk",
]
