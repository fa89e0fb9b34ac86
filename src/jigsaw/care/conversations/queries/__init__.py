"""Reads of conversations. Each takes a viewer, and tells of nothing in which the viewer's agency has no part."""

from jigsaw.care.conversations.queries.agreed import ActionLine, my_actions
from jigsaw.care.conversations.queries.area import Area, area
from jigsaw.care.conversations.queries.board import OnBoard, board
from jigsaw.care.conversations.queries.closing import answers_given, hinders_closing, still_open
from jigsaw.care.conversations.queries.gathering import gathered_for
from jigsaw.care.conversations.queries.labels import label_of, label_parts, labels
from jigsaw.care.conversations.queries.lines import (
    ConversationLine,
    about,
    conversations,
    due,
    line_if_seen,
    speaking_of,
)
from jigsaw.care.conversations.queries.opened import AlreadyOpen, open_about
from jigsaw.care.conversations.queries.outside import outside_link, outside_of
from jigsaw.care.conversations.queries.person import (
    before_and_after_of,
    how_person_takes_part,
    letter_for_person,
    what_person_was_told,
)
from jigsaw.care.conversations.queries.proposing import proposed_invitees
from jigsaw.care.conversations.queries.talking import who_talks_about
from jigsaw.care.conversations.queries.whole import action_of, conversation, conversation_of_risk, precheck
from jigsaw.care.conversations.queries.written import seen_to_come, telling_in_words, written_under

__all__ = [
    "ActionLine",
    "AlreadyOpen",
    "Area",
    "ConversationLine",
    "OnBoard",
    "about",
    "action_of",
    "answers_given",
    "area",
    "before_and_after_of",
    "board",
    "conversation",
    "conversation_of_risk",
    "conversations",
    "due",
    "gathered_for",
    "hinders_closing",
    "how_person_takes_part",
    "label_of",
    "label_parts",
    "labels",
    "letter_for_person",
    "line_if_seen",
    "my_actions",
    "open_about",
    "outside_link",
    "outside_of",
    "precheck",
    "proposed_invitees",
    "seen_to_come",
    "speaking_of",
    "still_open",
    "telling_in_words",
    "what_person_was_told",
    "who_talks_about",
    "written_under",
]
