"""Writes of conversations: each is one thing that somebody does, in one transaction, with its audit event."""

from jigsaw.care.conversations.actions.agreeing import (
    agree_action,
    finish_action,
    hand_on_action,
    refuse_action,
    take_on_action,
)
from jigsaw.care.conversations.actions.calling import call_conversation, record_precheck
from jigsaw.care.conversations.actions.chasing import chase
from jigsaw.care.conversations.actions.correcting import say_whom
from jigsaw.care.conversations.actions.ending import (
    begin_conversation,
    cancel_conversation,
    close_conversation,
    hold_conversation,
    record_test,
)
from jigsaw.care.conversations.actions.inviting import answer_invitation, invite_agency, move_conversation
from jigsaw.care.conversations.actions.looking_back import look_back
from jigsaw.care.conversations.actions.meeting import (
    Kept,
    give_turn,
    review_risk,
    say_stance,
    take_risk,
    write_note,
)
from jigsaw.care.conversations.actions.outside import (
    answer_outside,
    bring_outside,
    invite_outside,
    open_outside,
    withdraw_outside,
)
from jigsaw.care.conversations.actions.person import ask_person, leave_untold, review_untold, tell_person
from jigsaw.care.conversations.actions.saying import Fact, contribute, disagree, record_persons_view

__all__ = [
    "Fact",
    "Kept",
    "agree_action",
    "answer_invitation",
    "answer_outside",
    "ask_person",
    "begin_conversation",
    "bring_outside",
    "call_conversation",
    "cancel_conversation",
    "chase",
    "close_conversation",
    "contribute",
    "disagree",
    "finish_action",
    "give_turn",
    "hand_on_action",
    "hold_conversation",
    "invite_agency",
    "invite_outside",
    "leave_untold",
    "look_back",
    "move_conversation",
    "open_outside",
    "record_persons_view",
    "record_precheck",
    "record_test",
    "refuse_action",
    "review_risk",
    "review_untold",
    "say_stance",
    "say_whom",
    "take_on_action",
    "take_risk",
    "tell_person",
    "withdraw_outside",
    "write_note",
]
