"""Writes of stewardship: the queue's order, decisions and what follows them, second looks, clerical reviews."""

from jigsaw.care.stewardship.actions.deciding import follow_decision, leave_for_later
from jigsaw.care.stewardship.actions.looking_again import Settled, give_opinion, note_talk
from jigsaw.care.stewardship.actions.placing import place_waiting
from jigsaw.care.stewardship.actions.reviewing import answer, draw

__all__ = [
    "Settled",
    "answer",
    "draw",
    "follow_decision",
    "give_opinion",
    "leave_for_later",
    "note_talk",
    "place_waiting",
]
