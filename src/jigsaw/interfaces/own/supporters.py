"""Those who support somebody, as they see them: what each may read now, and letting them read less, or nothing."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.looks import actions, queries
from jigsaw.care.looks.queries import Supported
from jigsaw.care.looks.themselves import Themselves
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own.forms import LessForm
from jigsaw.interfaces.own.pages import HOME, OwnSupporterLine, OwnSupporterPage, OwnSupportersPage, shell
from jigsaw.interfaces.own.reading import record_own_look
from jigsaw.interfaces.own.sessions import themselves_only

WORDS = {
    Told.NOTHING: "Nothing about you",
    Told.GENERAL: "What is general, and nothing about you alone",
    Told.NAMED_ITEMS: "What is general, and what you named",
    Told.EVERYTHING: "Everything that you can read yourself",
}


@login_not_required
@require_GET
@themselves_only
def listing(request: HttpRequest, who: Themselves) -> HttpResponse:
    """Everybody who supports them."""
    found = tuple(_line(one) for one in queries.own_supporters(viewer=who))
    record_own_look(who)
    page = OwnSupportersPage(shell(request, "People who support you", back=HOME), found)
    return show(request, "own/supporters.jinja", page)


@login_not_required
@require_http_methods(["GET", "POST"])
@themselves_only
def one(request: HttpRequest, who: Themselves, key: UUID) -> HttpResponse:
    """One of them, and what they may read from now on. Raises NotFound for somebody else's supporter."""
    found = {one.seen.id: one for one in queries.own_supporters(viewer=who)}.get(key)
    if found is None:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Go back to your record"
        )
    form = LessForm(request.POST if request.method == "POST" else None, was=found.seen)
    if form.is_bound and form.is_valid():
        told, items = form.told()
        actions.tell_them_less(by=who, supporter=key, told=told, items=items)
        return redirect("own_supporter", key=key)
    record_own_look(who)
    back = reverse("own_supporters")
    page = OwnSupporterPage(
        shell(request, "What this person may read", back=back, back_text="People who support you"),
        form,
        _line(found),
        found.seen.may_be_told is not Told.NOTHING,
    )
    return show(request, "own/supporter.jinja", page)


def _line(one: Supported) -> OwnSupporterLine:
    seen = one.seen
    may = seen.may_be_told
    return OwnSupporterLine(
        name=seen.name,
        relation=seen.relation,
        told=WORDS[may],
        groups=seen.items if may is Told.NAMED_ITEMS else (),
        door="They have their own way in to read it" if one.has_door else "They have no way in of their own",
        again="" if seen.review_on is None else f"A worker asks you again by {day_words(seen.review_on)}",
        href=reverse("own_supporter", args=[seen.id]),
    )
