"""The letter to the person: on a page to read and print, in Word, as PDF."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from jigsaw.care.conversations import policies, queries
from jigsaw.care.conversations.presenters.letter import letter_paper
from jigsaw.care.conversations.presenters.on_page import paper_page
from jigsaw.care.conversations.views.papers import taken_away
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show

DRAFT = "Drafted from what was decided, and not given yet. Read it over, and say so when they have it."
GIVEN = "As it was given to the person."


@require_GET
def letter(request: HttpRequest, key: UUID, form: str = "") -> HttpResponse:
    """As it was given, or as it is drafted from what was decided. Raises NotFound, and Refused before it was held."""
    look = looking(request)
    row = queries.conversation(look.viewer, key)
    policies.check("Reading the letter", policies.can_look_back(look.viewer, row))
    paper = letter_paper(look.viewer, row)
    if form:
        return taken_away(look.viewer, row, "letter", form, paper)
    back = (reverse("conversation", args=[key]), "Back to the conversation")
    takes = tuple(
        Link(words, reverse("conversation_letter_as", args=[key, ending]))
        for words, ending in (("Take it as Word", "docx"), ("Take it as PDF", "pdf"))
    )
    shell = look.shell(paper.title, section="conversations", back=back)
    told = queries.what_person_was_told(look.viewer, row)
    page = replace(paper_page(shell, paper, takes), subtitle=GIVEN if told and told.was_told else DRAFT)
    return show(request, "conversations/paper.jinja", page)
