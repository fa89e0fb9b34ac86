"""The agenda pack and the minutes: on a page, in Word, as PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from jigsaw.care.conversations import queries
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.presenters.on_page import paper_page
from jigsaw.care.conversations.presenters.papers import minutes_paper, pack_paper
from jigsaw.care.conversations.views.naming import named_on_page
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.documents import pdf, word
from jigsaw.foundation.documents.paper import Paper

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {"docx": (_WORD, word.written), "pdf": ("application/pdf", pdf.written)}


@require_GET
def pack(request: HttpRequest, key: UUID, form: str = "") -> HttpResponse:
    """What to read before: built anew each time, as the viewer may see it."""
    return _answer(request, key, "pack", form)


@require_GET
def minutes(request: HttpRequest, key: UUID, form: str = "") -> HttpResponse:
    """What was said and agreed, as it was written down."""
    return _answer(request, key, "minutes", form)


def _answer(request: HttpRequest, key: UUID, which: str, form: str) -> HttpResponse:
    look = looking(request)
    row = queries.conversation(look.viewer, key)
    about = named_on_page(look.viewer, row.about, conversation=str(key))
    paper = _paper(look.viewer, row, which, about)
    if form:
        return taken_away(look.viewer, row, which, form, paper)
    back = (reverse("conversation", args=[key]), "Back to the conversation")
    takes = tuple(
        Link(words, reverse(f"conversation_{which}_as", args=[key, ending]))
        for words, ending in (("Take it as Word", "docx"), ("Take it as PDF", "pdf"))
    )
    shell = look.shell(paper.title, section="conversations", back=back)
    return show(request, "conversations/paper.jinja", paper_page(shell, paper, takes))


def _paper(viewer: Viewer, row: Conversation, which: str, about: str) -> Paper:
    if which == "minutes":
        return minutes_paper(viewer, row, about)
    return pack_paper(viewer, row, queries.gathered_for(viewer, row), about)


def taken_away(viewer: Viewer, row: Conversation, which: str, form: str, paper: Paper) -> HttpResponse:
    """A paper as a file, and in the trail that it was taken."""
    content, written = _FORMS[form]
    answer = HttpResponse(written(paper), content_type=content)
    # A file's name is read over a shoulder and kept in folders: nobody's name is in it.
    answer["Content-Disposition"] = f'attachment; filename="{which}-{row.meets_at:%Y-%m-%d}.{form}"'
    detail = {"what": which, "form": form}
    act = "took a paper away"
    record_act(by=viewer, act=act, subject_kind="conversation", subject_id=row.pk, detail=detail)
    return answer
