"""Writes of sharing: policies are written, signed and left; a question is asked, chased and decided."""

from jigsaw.care.sharing.actions.asking import Question, ask, ask_named_person
from jigsaw.care.sharing.actions.reviewing import chase, chase_overdue, decide_review
from jigsaw.care.sharing.actions.signing import leave_policy, name_lead, sign_policy, write_policy

__all__ = [
    "Question",
    "ask",
    "ask_named_person",
    "chase",
    "chase_overdue",
    "decide_review",
    "leave_policy",
    "name_lead",
    "sign_policy",
    "write_policy",
]
