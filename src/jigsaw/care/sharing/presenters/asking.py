"""The pages with questions."""

from dataclasses import dataclass

from django.forms import BaseForm

from jigsaw.care.sharing.presenters.answer import AnswerPage
from jigsaw.foundation.design.pages import Shell


@dataclass(frozen=True)
class AskPage:
    """“May I share this?” about: whom, when the asker came from a person. waiting: how many wait for the asker."""

    shell: Shell
    form: BaseForm
    about: str
    danger_href: str
    turned_href: str
    asks_them: bool
    waiting: int


@dataclass(frozen=True)
class DecidePage:
    """A named person's form, below the question as it was asked."""

    shell: Shell
    form: BaseForm
    asked: AnswerPage
