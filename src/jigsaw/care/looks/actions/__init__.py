"""Writes of looks: accounts of people, what they ask, what is answered, and what is made of odd looks."""

from jigsaw.care.looks.actions.accounts import Opened, begin_account, end_account, enter, open_account
from jigsaw.care.looks.actions.asking import answer_question, ask_about_look
from jigsaw.care.looks.actions.declaring import list_famous_name, tell_tie, withhold_name
from jigsaw.care.looks.actions.reviewing import close_odd_look, keep_quiet, review_looks

__all__ = [
    "Opened",
    "answer_question",
    "ask_about_look",
    "begin_account",
    "close_odd_look",
    "end_account",
    "enter",
    "keep_quiet",
    "list_famous_name",
    "open_account",
    "review_looks",
    "tell_tie",
    "withhold_name",
]
