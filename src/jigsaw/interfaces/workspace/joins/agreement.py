"""How well joins are decided: how far stewards agree, and what clerical reviews say of precision and recall."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.linkage import queries as linkage
from jigsaw.care.stewardship import actions, queries
from jigsaw.care.stewardship.domain.stakes import counted
from jigsaw.care.stewardship.domain.whys import Answer
from jigsaw.care.stewardship.queries import ReviewLine
from jigsaw.engine.intervals import Interval
from jigsaw.engine.linkage.agreement import Agreement
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact
from jigsaw.interfaces.workspace.joins.beside import beside
from jigsaw.interfaces.workspace.joins.common import section, tabs, tell_look
from jigsaw.interfaces.workspace.joins.forms import ReviewForm
from jigsaw.interfaces.workspace.joins.pages import AgreementPage, BlindPage, ReviewPage

TOO_FEW = 20
"""Below so many pairs looked at twice a percentage says next to nothing, and the page says so."""
_BLIND = "What Jigsaw did with these two records is not shown: say what the records show."


@require_GET
def agreement(request: HttpRequest) -> HttpResponse:
    """How far stewards agree, and the clerical reviews."""
    look = looking(request)
    viewer = look.viewer
    found = queries.agreement_measured(viewer=viewer)
    page = AgreementPage(
        shell=look.shell("How well we decide", section=section(viewer)),
        tabs=tabs(viewer, "agreement"),
        facts=agreement_facts(found),
        reviews=tuple(_line(one) for one in queries.reviews(viewer=viewer)),
        may_draw=bool(can(viewer, Act.DECIDE_JOINS)),
    )
    return show(request, "workspace/joins/agreement.jinja", page)


@require_GET
def review(request: HttpRequest, key: int) -> HttpResponse:
    """One clerical review."""
    look = looking(request)
    found = queries.review_report(viewer=look.viewer, key=key)
    waits = can(look.viewer, Act.DECIDE_JOINS) and found.answered < found.pairs
    page = ReviewPage(
        shell=look.shell(
            "A clerical review", section=section(look.viewer), back=(reverse("agreement"), "Back")
        ),
        facts=review_facts(found),
        strata=tuple(
            (one.name.capitalize(), one.pairs, one.drawn, one.answered, one.same) for one in found.strata
        ),
        next_href=reverse("review_pair", args=[key]) if waits else "",
    )
    return show(request, "workspace/joins/review.jinja", page)


@require_http_methods(["GET", "POST"])
def review_pair(request: HttpRequest, key: int) -> HttpResponse:
    """The next pair of a review that nobody answered."""
    look = looking(request)
    viewer = look.viewer
    pair = queries.next_in_review(viewer=viewer, key=key)
    if pair is None:
        return redirect("review", key=key)
    number, left, right = pair
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        shown = request.POST.get("number", "")
        same = form.cleaned_data["answer"] == Answer.SAME
        # The pair that was on the screen, whatever others have answered meanwhile.
        actions.answer(by=viewer, review=key, number=int(shown) if shown.isdecimal() else number, same=same)
        return redirect("review_pair", key=key)
    seen = linkage.join(viewer=viewer, left=left, right=right)
    tell_look(viewer, [left, right], "A clerical review")
    back = (reverse("review", args=[key]), "Back to the review")
    shell = look.shell(f"Pair {number}: are these the same person?", section=section(viewer), back=back)
    page = BlindPage(shell, form, beside(viewer, seen, is_blind=True), _BLIND, number)
    return show(request, "workspace/joins/blind.jinja", page)


def agreement_facts(found: Agreement) -> tuple[Fact, ...]:
    """The agreement in words."""
    if not found.pairs:
        return (Fact("Looked at twice", "No pair yet"),)
    told = f"{found.agreed} of {counted(found.pairs, 'pair')}"
    few = ". So few pairs say little" if found.pairs < TOO_FEW else ""
    kappa = _limits(found.kappa) if found.kappa else "Not known: every answer was the same one"
    return (
        Fact("The two stewards agreed on", f"{told}: {percent(found.observed)}{few}"),
        Fact("Beyond chance (Cohen’s kappa)", kappa),
    )


def review_facts(found: ReviewLine) -> tuple[Fact, ...]:
    """How far a review is, and its two figures."""
    start = (
        Fact("Drawn", f"{Moment(found.at).text()}, by {found.by}"),
        Fact("Answered", f"{found.answered} of {counted(found.pairs, 'pair')}"),
    )
    if found.measured is None:
        return (*start, Fact("Precision and recall", "Not known: no pair was answered yet"))
    return (
        *start,
        Fact("Precision: of the pairs joined, how many are one person", percent(found.measured.precision)),
        Fact(
            "Recall: of the pairs that are one person and were compared, how many are joined",
            percent(found.measured.recall),
        ),
    )


def percent(found: Interval) -> str:
    """A share with its limits: "98.2% (95% interval 97.0% to 99.1%)"."""
    return f"{found.estimate:.1%} (95% interval {found.low:.1%} to {found.high:.1%})"


def _limits(found: Interval) -> str:
    return f"{found.estimate:.2f} (95% interval {found.low:.2f} to {found.high:.2f})"


def _line(one: ReviewLine) -> tuple[object, ...]:
    when = Moment(one.at).text()
    return (Link(f"Drawn {when}", reverse("review", args=[one.key])), one.by, one.pairs, one.answered)
