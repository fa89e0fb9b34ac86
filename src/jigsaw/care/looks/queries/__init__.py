"""Reads of looks: by the person themselves, and by the privacy officer of the agency whose workers looked."""

from jigsaw.care.looks.queries.accounts import AccountSeen, account_of, accounts_of
from jigsaw.care.looks.queries.asked import QuestionSeen, question_seen, questions
from jigsaw.care.looks.queries.odd import OddSeen, odd_look, odd_looks_seen
from jigsaw.care.looks.queries.own import Asked, OwnLook, own_look, own_looks, person_now

__all__ = [
    "AccountSeen",
    "Asked",
    "OddSeen",
    "OwnLook",
    "QuestionSeen",
    "account_of",
    "accounts_of",
    "odd_look",
    "odd_looks_seen",
    "own_look",
    "own_looks",
    "person_now",
    "question_seen",
    "questions",
]
