"""The first page of a person's own door; who looked, and asking about one look."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.looks import actions, queries
from jigsaw.care.looks.queries import OwnLook
from jigsaw.care.looks.themselves import Themselves, as_recorded
from jigsaw.foundation.audit.actions import THEMSELVES, record_look
from jigsaw.foundation.core.time import clock_words, day_words
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own.forms import AskForm
from jigsaw.interfaces.own.pages import HOME, FrontPage, LookLine, LookPage, LooksPage, shell
from jigsaw.interfaces.own.sessions import themselves_only

A_PAGE = 20


@login_not_required
@require_GET
@themselves_only
def front(request: HttpRequest, who: Themselves) -> HttpResponse:
    """Where each part leads. Nothing about them is on it."""
    return show(request, "own/front.jinja", FrontPage(shell(request, "Your record")))


@login_not_required
@require_GET
@themselves_only
def looks(request: HttpRequest, who: Themselves) -> HttpResponse:
    """Everybody who looked, the latest first."""
    found = queries.own_looks(viewer=who)
    asked = request.GET.get("from", "0")
    start = int(asked) if asked.isdecimal() and int(asked) < len(found) else 0
    shown = found[start : start + A_PAGE]
    by_month = groupby(shown, key=lambda one: f"{localtime(one.at):%B %Y}")
    page = LooksPage(
        shell=shell(request, "Who looked at your record", back=HOME),
        months=tuple((month, tuple(look_line(one) for one in some)) for month, some in by_month),
        newer=f"?from={max(0, start - A_PAGE)}" if start else "",
        older=f"?from={start + A_PAGE}" if start + A_PAGE < len(found) else "",
    )
    record_own_look(who)
    return show(request, "own/looks.jinja", page)


@login_not_required
@require_http_methods(["GET", "POST"])
@themselves_only
def look(request: HttpRequest, who: Themselves, key: int) -> HttpResponse:
    """One look: what is known of it, what they asked and the answer."""
    one = queries.own_look(viewer=who, key=key)
    form = AskForm(request.POST) if request.method == "POST" else AskForm()
    if form.is_bound and form.is_valid():
        actions.ask_about_look(by=who, look=key, words=form.cleaned_data["words"])
        return redirect("own_look", key=key)
    asked = one.asked
    page = LookPage(
        shell=shell(
            request,
            "What you asked" if asked else "Ask about this look",
            back=reverse("own_looks"),
            back_text="Who looked",
        ),
        look=look_line(one),
        question=asked.words or "Why did they look?" if asked else "",
        asked_on=day_words(localtime(asked.asked_at).date()) if asked else "",
        answer_by=day_words(asked.answer_by) if asked else "",
        found=asked.found if asked else "",
        answer=asked.answer if asked else "",
        form=None if asked or not one.agency else form,
    )
    record_own_look(who)
    return show(request, "own/look.jinja", page)


def look_line(one: OwnLook) -> LookLine:
    """One look as a page shows it."""
    at = localtime(one.at)
    asking = "Change what they may read" if one.supporter else ""
    if not one.is_self and one.agency:
        asking = "Ask about this look" if one.asked is None else "You asked. We will answer"
        asking = "Read the answer" if one.asked and one.asked.answer else asking
    return LookLine(
        when=f"{day_words(at.date())}, {clock_words(at)}",
        who=one.who,
        agency=one.agency,
        why=one.why,
        saw=one.saw,
        href=reverse("own_look", args=[one.key])
        if one.supporter is None
        else reverse("own_supporter", args=[one.supporter]),
        asking=asking,
    )


def record_own_look(who: Themselves) -> None:
    """The person's own look is recorded as everybody's is."""
    told: dict[str, Any] = {
        "why": "They read about themselves",
        "purpose": THEMSELVES,
        "records": [who.record],
    }
    if person := queries.person_now(viewer=who):
        record_look(by=as_recorded(who), subject_kind="person", subject_id=person, **told)
