"""Page objects of a person's own door."""

from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest

from jigsaw.foundation.design.pages import Shell, shell_for

HOME = "/your-record"


@dataclass(frozen=True)
class AskingPage:
    """A page with one form."""

    shell: Shell
    form: Form


@dataclass(frozen=True)
class LookLine:
    """One look: when, who of which agency, why, what they saw, and where asking about it stands."""

    when: str
    who: str
    agency: str
    why: str
    saw: tuple[str, ...]
    href: str
    asking: str


@dataclass(frozen=True)
class LooksPage:
    """Who looked, by month, the latest first. more: where older ones are; empty when there are none."""

    shell: Shell
    months: tuple[tuple[str, tuple[LookLine, ...]], ...]
    newer: str
    older: str


@dataclass(frozen=True)
class LookPage:
    """One look, with the question about it and its answer, or the form to ask."""

    shell: Shell
    look: LookLine
    question: str
    asked_on: str
    answer_by: str
    found: str
    answer: str
    form: Form | None


def shell(request: HttpRequest, title: str, *, back: bool = False) -> Shell:
    """The shell of a page: nothing of the workspace is in it."""
    made = Shell(title=title, home_href=HOME, back_href=HOME if back else "", back_text="Who looked")
    return shell_for(request, made)
