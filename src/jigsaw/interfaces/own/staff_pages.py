"""Page objects of staff about looks."""

from dataclasses import dataclass

from django.forms import Form

from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Tag
from jigsaw.interfaces.own.pages import LookLine


@dataclass(frozen=True)
class AccountPage:
    """Giving somebody their own door: the form, or what stands on the paper, once; and the account that is open."""

    shell: Shell
    form: Form | None
    lines: tuple[tuple[str, str], ...]
    ending: Form | None
    name: str
    code: str


@dataclass(frozen=True)
class PaperPage:
    """The looks for the person, on paper."""

    shell: Shell
    looks: tuple[LookLine, ...]
    printed: str


@dataclass(frozen=True)
class QuestionLine:
    """A question in a list."""

    asked: Moment
    who: str
    words: str
    answer: Link | str
    by: str
    tag: Tag | None


@dataclass(frozen=True)
class QuestionsPage:
    """The questions to the viewer's agency."""

    shell: Shell
    waiting: tuple[QuestionLine, ...]
    done: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class OddLine:
    """A finding in a list."""

    at: Moment
    who: str
    name: str
    evidence: str
    made: Link | str


@dataclass(frozen=True)
class OddPage:
    """The findings about the viewer's agency, and the rules."""

    shell: Shell
    waiting: tuple[OddLine, ...]
    done: tuple[OddLine, ...]
    rules: tuple[tuple[str, str, str], ...]
    version: int


@dataclass(frozen=True)
class FormPage:
    """A page with one form, after what is to be known for it."""

    shell: Shell
    form: Form
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
