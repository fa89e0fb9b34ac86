"""Questions about looks, answered by the privacy officer of the agency whose worker looked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.looks import actions, queries
from jigsaw.care.looks.queries import QuestionSeen
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.time import Moment, clock_words, day_words
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Tag
from jigsaw.interfaces.own.staff_forms import AnswerForm
from jigsaw.interfaces.own.staff_pages import FormPage, QuestionLine, QuestionsPage

SECTION = "look_questions"
NO_WORDS = "Why did they look?"


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, by its day; then what was answered."""
    look = looking(request)
    found = queries.questions(viewer=look.viewer)
    page = QuestionsPage(
        shell=look.shell("Questions about looks", section=SECTION),
        waiting=tuple(_line(one) for one in found if not one.answer),
        done=tuple(_line(one) for one in found if one.answer),
    )
    return show(request, "own/questions.jinja", page)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """One question, and the form to answer it. Nobody is named: the answer is about the worker's look."""
    look = looking(request)
    one = queries.question_seen(viewer=look.viewer, key=key)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        actions.answer_question(by=look.viewer, question=key, found=told["found"], words=told["words"])
        tell_next_page(request, "Answered. They read it on their own page; no message is sent.")
        return redirect("look_questions")
    at = localtime(one.looked_at)
    lines = (
        ("They ask", one.words or NO_WORDS),
        ("Who looked", f"{one.who}, {one.team}" if one.team else one.who),
        ("When", f"{day_words(at.date())}, {clock_words(at)}"),
        ("Why, as recorded", one.why),
        ("Answer by", day_words(one.answer_by)),
    )
    notes = ("Talk with whoever looked before you answer.",)
    shell = look.shell(
        "Answer a question", section=SECTION, back=(reverse("look_questions"), "Back to the list")
    )
    return show(request, "own/answer.jinja", FormPage(shell, form, lines, notes))


def _line(one: QuestionSeen) -> QuestionLine:
    href = reverse("look_question", args=[one.id])
    told: Link | str = Link("Answer it", href) if not one.answer else f"{one.found}: {one.answer}"
    if one.is_mine and not one.answer:
        told = "It is about your own look: another privacy officer answers"
    tag = Tag("Late", "due") if one.is_late else None
    return QuestionLine(
        Moment(one.asked_at), one.who, one.words or NO_WORDS, told, day_words(one.answer_by), tag
    )
