"""Pages of reasons. Each look is recorded: a reason says something about somebody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.intake.entries import entries
from jigsaw.care.people.queries.homes import home_labels
from jigsaw.care.people.queries.particulars import label_of, names_of
from jigsaw.care.reasons import actions, coming_first, listing, presenters, queries
from jigsaw.care.reasons.forms import DecideForm, NarrowForm
from jigsaw.care.reasons.queries import ReasonSeen
from jigsaw.foundation.access.policies import check_may_know_of_people, looking_for
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.audit.showing import counting_what_is_shown
from jigsaw.foundation.core.viewer import JIGSAW, Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Pages

A_PAGE = 25
_LIST = ("/reasons", "Back to reasons")


@require_GET
def reasons(request: HttpRequest) -> HttpResponse:
    """The open reasons that my agency is asked about."""
    look = looking(request)
    check_may_know_of_people(look.viewer)
    form = NarrowForm(request.GET, patterns=queries.patterns_in_force(viewer=look.viewer))
    actions.choose_for_the_week(by=JIGSAW)
    found = queries.open_reasons(viewer=look.viewer, pattern=form.chosen, most=A_PAGE * 40)
    pages = _pages(request, len(found), form.chosen)
    shown = found[(pages.number - 1) * A_PAGE : pages.number * A_PAGE]
    _record_list(look.viewer, shown)
    by_lot = coming_first.by_lot_among(one.subject for one in shown)
    parts = listing.parts_of(shown, by_lot, _names(look.viewer, shown), coming_first.this_week())
    shell = look.shell("Reasons for a conversation", section="reasons")
    return show(request, "reasons/list.jinja", listing.ReasonsPage(shell, parts, pages, form, len(found)))


@require_GET
def reason(request: HttpRequest, key: UUID) -> HttpResponse:
    """One reason with its pieces."""
    look = looking(request)
    one = queries.reason(viewer=look.viewer, reason_id=key)
    evidence = queries.evidence_of(viewer=look.viewer, reason_id=key)
    with looking_for(one.purpose), counting_what_is_shown():
        pieces = entries(look.viewer, pieces=evidence)
        _record_look(look.viewer, one)
    pattern = queries.pattern_of(viewer=look.viewer, one=one)
    shell = look.shell(one.name, section="reasons", back=_LIST)
    gone = len(evidence) - len(pieces)
    page = presenters.reason_page(shell, one, pieces, gone, pattern, _names(look.viewer, [one]))
    return show(request, "reasons/one.jinja", page)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what is decided about a reason."""
    look = looking(request)
    one = queries.reason(viewer=look.viewer, reason_id=key)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        actions.decide(by=look.viewer, reason_id=key, **form.cleaned_data)
        tell_next_page(request, "Your decision is kept, with your name and your why.")
        return redirect("reason", key=key)
    _record_look(look.viewer, one)
    shell = look.shell(
        "What did you decide?", section="reasons", back=(f"/reasons/{key}", "Back to the reason")
    )
    return show(request, "reasons/decide.jinja", presenters.DecidePage(shell, form, one.sentence))


def _names(viewer: Viewer, found: list[ReasonSeen]) -> presenters.NameOf:
    people = names_of(viewer, [one.subject for one in found if one.subject_kind != "home"])
    homes = home_labels(viewer, [one.subject for one in found if one.subject_kind == "home"])
    return presenters.from_names({key: label_of(named) for key, named in people.items()}, homes)


def _pages(request: HttpRequest, found: int, pattern: str) -> Pages:
    total = max(1, -(-found // A_PAGE))
    asked = request.GET.get("page", "1")
    number = min(int(asked), total) if asked.isdecimal() and int(asked) else 1
    return Pages(number, total, f"?pattern={pattern}&page={{page}}")


def _record_list(viewer: Viewer, shown: list[ReasonSeen]) -> None:
    ids = [str(one.id) for one in shown]
    record_look(
        by=viewer,
        subject_kind="reasons",
        subject_id="",
        why="Reasons asked of my agency",
        people={key for one in shown for key in one.people},
        detail={"ids": ids},
    )


def _record_look(viewer: Viewer, one: ReasonSeen) -> None:
    kind = "home" if one.subject_kind == "home" else "person"
    why = f"A reason by pattern {one.pattern}"
    record_look(
        by=viewer,
        subject_kind=kind,
        subject_id=one.subject,
        why=why,
        act="looked at a reason",
        people=one.people - {one.subject},
        detail={"id": str(one.id)},
    )
