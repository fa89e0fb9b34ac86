"""A policy while it is written."""

from dataclasses import dataclass

from django.forms import BaseForm

from jigsaw.care.sharing.domain.sentences import Said
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell


@dataclass(frozen=True)
class FormPage:
    """One form. notes: sentences before the questions. remove: a second button, that takes it out."""

    shell: Shell
    form: BaseForm
    notes: tuple[str, ...]
    button: str
    remove: str = ""


@dataclass(frozen=True)
class PartShown:
    """A part of the draft: its paragraphs, each with a way to change it, and a way to add one."""

    title: str
    paragraphs: tuple[tuple[Said, Link], ...]
    add: Link


@dataclass(frozen=True)
class DraftPage:
    """A draft as sentences. faults: what is still wrong; without any it can be put forward for signing."""

    shell: Shell
    form: BaseForm
    name: str
    whole: tuple[str, ...]
    whole_href: str
    parts: tuple[PartShown, ...]
    faults: tuple[str, ...]
    begun: bool
