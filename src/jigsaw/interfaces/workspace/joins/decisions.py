"""Every decision on a join, mine or all, and undoing one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.linkage import queries as linkage
from jigsaw.care.linkage.queries import DecisionLine
from jigsaw.care.stewardship import queries
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact, Tag
from jigsaw.interfaces.feeds import steps
from jigsaw.interfaces.workspace.joins.common import SECTION, pages_of, tabs, tell_look
from jigsaw.interfaces.workspace.joins.forms import UndoForm
from jigsaw.interfaces.workspace.joins.pages import DecisionsPage, FormPage
from jigsaw.interfaces.workspace.pages import Tab

A_PAGE = 25
HIDDEN = "Shown once you have given your second opinion"


@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided, latest first."""
    look = looking(request)
    viewer, only_mine = look.viewer, request.GET.get("whose") == "mine"
    total = linkage.how_many_decisions(viewer=viewer, only_mine=only_mine)
    whose = "mine" if only_mine else "all"
    pages = pages_of(request, total, A_PAGE, f"?whose={whose}&page={{page}}")
    start = (pages.number - 1) * A_PAGE
    found = linkage.decisions(viewer=viewer, only_mine=only_mine, start=start, most=A_PAGE)
    hidden = queries.hidden_decisions(viewer=viewer)
    tell_look(
        viewer, [key for one in found for key in (one.left, one.right)], "Looking through decisions on joins"
    )
    page = DecisionsPage(
        shell=look.shell("Decisions on joins", section=SECTION),
        tabs=tabs(viewer, "join_decisions"),
        rows=tuple(_line(one, is_hidden=one.key in hidden) for one in found),
        whose=(Tab("All decisions", "?whose=all", not only_mine), Tab("Mine", "?whose=mine", only_mine)),
        pages=pages,
    )
    return show(request, "workspace/joins/decisions.jinja", page)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take one decision back."""
    look = looking(request)
    one = linkage.decision(viewer=look.viewer, key=key)
    form = UndoForm(request.POST or None)
    if form.is_valid():
        steps.undo_decision(by=look.viewer, decision=key, why=form.cleaned_data["why"])
        tell_next_page(
            request, "Undone. Stories and reasons have been worked out again; those who looked are told."
        )
        return redirect("join_decisions")
    page = FormPage(
        shell=look.shell(
            "Undo a decision", section=SECTION, back=(reverse("join_decisions"), "Back to decisions")
        ),
        form=form,
        words="What was decided before it, or what Jigsaw finds by itself, holds again.",
        facts=_facts(one),
    )
    return show(request, "workspace/joins/undo.jinja", page)


def _facts(one: DecisionLine) -> tuple[Fact, ...]:
    return (
        Fact("Decided", _said(one)),
        Fact("The records", " and ".join(one.records)),
        Fact("By", f"{one.by}, {Moment(one.at).text()}"),
        Fact("Why", one.why),
        *((Fact("At once with it", f"{one.pairs - 1} other pairs of records"),) if one.pairs > 1 else ()),
    )


def _said(one: DecisionLine) -> Tag:
    return Tag("The same person", "now") if one.same else Tag("Two people", "stopped")


def _line(one: DecisionLine, *, is_hidden: bool) -> tuple[object, ...]:
    named = " and ".join(one.records)
    records = Link(named, reverse("join", args=[one.left, one.right]))
    if is_hidden:
        return (Moment(one.at), one.by, HIDDEN, named, HIDDEN, HIDDEN)
    return (Moment(one.at), one.by, _said(one), records, one.why, _state(one))


def _state(one: DecisionLine) -> object:
    if one.undone:
        return f"Undone by {one.undone.by}: {one.undone.why}"
    if not one.holds:
        return "A later decision holds"
    return Link(
        "Undo", reverse("undo_join", args=[one.key]), detail=f"the decision on {' and '.join(one.records)}"
    )
