"""Reads of conversations. Each takes a viewer, and tells of nothing in which the viewer's agency has no part."""

from jigsaw.care.conversations.queries.agreed import ActionLine, my_actions
from jigsaw.care.conversations.queries.closing import answers_given, hinders_closing, still_open
from jigsaw.care.conversations.queries.gathering import gathered_for
from jigsaw.care.conversations.queries.labels import label_of, label_parts, labels
from jigsaw.care.conversations.queries.lines import (
    ConversationLine,
    about,
    conversations,
    due,
    speaking_of,
)
from jigsaw.care.conversations.queries.opened import AlreadyOpen, open_about
from jigsaw.care.conversations.queries.outside import outside_link, outside_of
from jigsaw.care.conversations.queries.proposing import proposed_invitees
from jigsaw.care.conversations.queries.talking import who_talks_about
from jigsaw.care.conversations.queries.whole import action_of, conversation, precheck

__all__ = [
    "ActionLine",
    "AlreadyOpen",
    "ConversationLine",
    "about",
    "action_of",
    "answers_given",
    "conversation",
    "conversations",
    "due",
    "gathered_for",
    "hinders_closing",
    "label_of",
    "label_parts",
    "labels",
    "my_actions",
    "open_about",
    "outside_link",
    "outside_of",
    "precheck",
    "proposed_invitees",
    "speaking_of",
    "still_open",
    "who_talks_about",
]
