"""“May I share this?”: the question, its answer, the named person's decision, and the log."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jigsaw.care.people.queries import is_known_to_agency, person, person_label
from jigsaw.care.sharing import queries
from jigsaw.care.sharing.actions import Question, ask, ask_named_person, chase, decide_review
from jigsaw.care.sharing.domain.vocabulary import Kind, Purpose
from jigsaw.care.sharing.forms.asking import DecideForm, ShareForm
from jigsaw.care.sharing.presenters.answer import AnswerPage, answer_page, headline
from jigsaw.care.sharing.presenters.asking import AskPage, DecidePage
from jigsaw.care.sharing.presenters.lists import LogPage, log_rows, waiting_rows
from jigsaw.care.sharing.presenters.paper import answer_paper
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.documents import pdf
from jigsaw.foundation.organisations.queries import agencies, agencies_by_key

SECTION = "sharing"
NAMED = "named to ask whether to share"
_NOT_ACCEPTED = 422


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Four questions, and one button before them for when there is no time."""
    look = looking(request)
    viewer, about = look.viewer, _about(request)
    asks_them = request.GET.get("ask") == "them"
    others = [one for one in agencies(viewer=viewer) if one.key != viewer.agency]
    initial = {"purpose": _usual(viewer, about), "kinds": [Kind.INVOLVEMENT]}
    form = ShareForm(request.POST or None, agencies=others, asks_them=asks_them, initial=initial)
    if form.is_valid():
        question = Question(
            other=form.cleaned_data["other"],
            purpose=form.purpose_chosen(),
            kinds=form.kinds_chosen(),
            wish=form.wish_chosen(),
            person=about,
            asks_them=asks_them,
        )
        return redirect("share_answer", key=ask(by=viewer, question=question).pk)
    title = "May I know this?" if asks_them else "May I share this?"
    back = (reverse("person", args=[about]), "Back to their story") if about else ("", "")
    page = AskPage(
        shell=look.shell(title, section=SECTION, back=back),
        form=form,
        about=_label(viewer, about),
        danger_href=_address("share_in_danger", about),
        turned_href=_address("sharing", about, "" if asks_them else "them"),
        asks_them=asks_them,
        waiting=len(queries.waiting_for(viewer=viewer)),
    )
    return show(request, "sharing/ask.jinja", page, _NOT_ACCEPTED if form.errors else 200)


@require_POST
def in_danger(request: HttpRequest) -> HttpResponse:
    """Somebody's life is in danger now: the answer, in one step."""
    question = Question("", Purpose.UNSURE, (), person=_about(request), danger=True)
    return redirect("share_answer", key=ask(by=looking(request).viewer, question=question).pk)


@require_GET
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """One answer: the decision first, then what, why, with what duty, and whom to ring."""
    page = _answered(request, key, "read an answer about sharing")
    return show(request, "sharing/answer.jinja", page)


def _answered(request: HttpRequest, key: UUID, act: str) -> AnswerPage:
    look = looking(request)
    seen = queries.request_seen(viewer=look.viewer, key=key)
    if seen.about:
        _record(look.viewer, seen.row.person, act)
    shell = look.shell(headline(seen), section=SECTION, back=(reverse("sharing_log"), "All questions"))
    known = agencies_by_key(viewer=look.viewer)
    return answer_page(shell, seen, known, queries.leads(viewer=look.viewer))


@require_GET
def answer_on_paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same answer as a PDF. Its name says nothing of anybody."""
    page = _answered(request, key, "took an answer about sharing on paper")
    told = {"Content-Disposition": f'attachment; filename="sharing-{str(key)[:8]}.pdf"'}
    return HttpResponse(pdf.written(answer_paper(page)), content_type="application/pdf", headers=told)


@require_POST
def ask_anyway(request: HttpRequest, key: UUID) -> HttpResponse:
    """After a no: ask the named person all the same."""
    review = ask_named_person(by=looking(request).viewer, request=key)
    tell_next_page(request, f"{review.lead_name} was asked to decide.")
    return redirect("share_answer", key=key)


@require_POST
def ask_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Nobody has answered: ask again."""
    chase(by=looking(request).viewer, request=key)
    tell_next_page(request, "Asked again. If it cannot wait, ring.")
    return redirect("share_answer", key=key)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """A named person decides."""
    look = looking(request)
    seen = queries.request_seen(viewer=look.viewer, key=key)
    if not seen.may_decide:
        raise Refused("Deciding whether it may be shared", "it is not yours to decide", "See the question")
    if seen.about:
        _record(look.viewer, seen.row.person, "read a question about sharing")
    form = DecideForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        decide_review(by=look.viewer, request=key, outcome=Outcome(told["outcome"]), why=told["why"])
        tell_next_page(request, "Decided. Whoever asked can read it.")
        return redirect("share_answer", key=key)
    back = (reverse("share_answer", args=[key]), "Back to the question")
    shell = look.shell("May it be told?", section=SECTION, back=back)
    known = agencies_by_key(viewer=look.viewer)
    whole = answer_page(shell, seen, known, queries.leads(viewer=look.viewer))
    return show(
        request, "sharing/decide.jinja", DecidePage(shell, form, whole), _NOT_ACCEPTED if form.errors else 200
    )


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer, and the questions that they may read."""
    look = looking(request)
    known = agencies_by_key(viewer=look.viewer)
    waiting, asked = queries.waiting_for(viewer=look.viewer), queries.log(viewer=look.viewer)
    back = (reverse("sharing"), "May I share this?")
    shell = look.shell("Questions about sharing", section=SECTION, back=back)
    page = LogPage(shell, waiting_rows(waiting, known), log_rows(asked, known))
    record_look(
        by=look.viewer,
        subject_kind="list",
        subject_id="sharing log",
        why="To see what was asked about sharing",
        people={one.person for one in (*waiting, *asked) if one.person},
    )
    return show(request, "sharing/log.jinja", page)


def _about(request: HttpRequest) -> UUID | None:
    """Whom the address names, following redirects; nobody when it names nobody. Raises NotFound."""
    text = request.GET.get("person", "")
    if not text:
        return None
    try:
        found: UUID = person(looking(request).viewer, UUID(text)).pk
    except ValueError:
        raise NotFound(
            "Asking whether to share", "its address is not complete", "Open the person’s story"
        ) from None
    return found


def _label(viewer: Viewer, about: UUID | None) -> str:
    if about is None:
        return ""
    _record(viewer, about, NAMED)
    return person_label(viewer, about)


def _record(viewer: Viewer, about: Any, act: str) -> None:
    record_look(
        by=viewer,
        subject_kind="person",
        subject_id=about,
        why="To ask whether something may be shared",
        act=act,
    )


def _usual(viewer: Viewer, about: UUID | None) -> str:
    """Care, when the viewer's agency works with the person; else the viewer says."""
    return Purpose.CARE if about and is_known_to_agency(viewer, about) else ""


def _address(name: str, about: UUID | None, ask: str = "") -> str:
    asked = [f"person={about}"] if about else []
    asked += [f"ask={ask}"] if ask else []
    return reverse(name) + (f"?{'&'.join(asked)}" if asked else "")
