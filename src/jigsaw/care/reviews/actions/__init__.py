"""Writes of reviews."""

from jigsaw.care.reviews.actions.answering import answer_question, record_question
from jigsaw.care.reviews.actions.composing import decide_same, hide_name, rate_entry
from jigsaw.care.reviews.actions.leading import (
    Beginning,
    TermsWords,
    add_member,
    agree_terms,
    leave_review,
    propose_terms,
    start_review,
)
from jigsaw.care.reviews.actions.learning import (
    ProposedAction,
    answer_recommendation,
    check_change,
    finish_report,
    recommend,
    record_finding,
)
from jigsaw.care.reviews.actions.taking_in import (
    Mended,
    mend_row,
    pull_pieces,
    set_aside_row,
    take_chronology,
    withdraw_file,
)
from jigsaw.care.reviews.telling import chase_reviews

__all__ = [
    "Beginning",
    "Mended",
    "ProposedAction",
    "TermsWords",
    "add_member",
    "agree_terms",
    "answer_question",
    "answer_recommendation",
    "chase_reviews",
    "check_change",
    "decide_same",
    "finish_report",
    "hide_name",
    "leave_review",
    "mend_row",
    "propose_terms",
    "pull_pieces",
    "rate_entry",
    "recommend",
    "record_finding",
    "record_question",
    "set_aside_row",
    "start_review",
    "take_chronology",
    "withdraw_file",
]
