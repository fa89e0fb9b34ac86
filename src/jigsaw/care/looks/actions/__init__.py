"""Writes of looks: accounts of people, what they ask, what is answered, and what is made of odd looks."""

from jigsaw.care.looks.actions.accounts import begin_account, end_account, enter, open_account
from jigsaw.care.looks.actions.asking import answer_question, ask_about_look
from jigsaw.care.looks.actions.declaring import list_famous_name, tell_tie, withhold_name
from jigsaw.care.looks.actions.reviewing import close_odd_look, keep_quiet, review_looks
from jigsaw.care.looks.actions.supporters import (
    begin_supporting,
    end_supporter_account,
    enter_as_supporter,
    open_supporter_account,
    tell_them_less,
)
from jigsaw.care.looks.doors import Opened

__all__ = [
    "Opened",
    "answer_question",
    "ask_about_look",
    "begin_account",
    "begin_supporting",
    "close_odd_look",
    "end_account",
    "end_supporter_account",
    "enter",
    "enter_as_supporter",
    "keep_quiet",
    "list_famous_name",
    "open_account",
    "open_supporter_account",
    "review_looks",
    "tell_them_less",
    "tell_tie",
    "withhold_name",
]
