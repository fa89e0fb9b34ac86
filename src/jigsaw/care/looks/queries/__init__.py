"""Reads of looks: by the person themselves, and by the privacy officer of the agency whose workers looked."""

from jigsaw.care.looks.queries.accounts import AccountSeen, account_of, accounts_of
from jigsaw.care.looks.queries.asked import QuestionSeen, question_seen, questions
from jigsaw.care.looks.queries.odd import OddSeen, odd_look, odd_looks_seen
from jigsaw.care.looks.queries.own import Asked, OwnLook, own_look, own_looks, person_now
from jigsaw.care.looks.queries.story import (
    Allowed,
    Supported,
    allowed,
    own_records,
    own_story,
    own_supporters,
    supporter_doors,
    supporting_account,
)

__all__ = [
    "AccountSeen",
    "Allowed",
    "Asked",
    "OddSeen",
    "OwnLook",
    "QuestionSeen",
    "Supported",
    "account_of",
    "accounts_of",
    "allowed",
    "odd_look",
    "odd_looks_seen",
    "own_look",
    "own_looks",
    "own_records",
    "own_story",
    "own_supporters",
    "person_now",
    "question_seen",
    "questions",
    "supporter_doors",
    "supporting_account",
]
