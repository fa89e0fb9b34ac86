"""The page on which a conversation is looked back on."""

from dataclasses import dataclass

from django.forms import BaseForm

from jigsaw.care.conversations.domain.looking_back import days_since
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.presenters.forms import FormPage
from jigsaw.care.conversations.queries import before_and_after_of
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import Shell


@dataclass(frozen=True)
class LookBackPage:
    """The question, and what happened before and after. days: how many of the 90 days after have passed."""

    shell: Shell
    form: BaseForm
    about: str
    button: str
    notes: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    days: int


def look_back_page(viewer: Viewer, page: FormPage, row: Conversation) -> LookBackPage:
    """The page for this viewer."""
    counted = before_and_after_of(viewer, row)
    rows = tuple((one.what, str(one.before), str(one.after)) for one in counted)
    days = days_since(row.held_at, now()) if row.held_at else 0
    return LookBackPage(page.shell, page.form, page.about, "Save", page.notes, rows, days)
