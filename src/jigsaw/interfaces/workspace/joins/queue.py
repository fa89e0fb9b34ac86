"""The queue of people to compare two by two, in turn by what hangs on the answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from jigsaw.care.conversations.derivation import open_about
from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.stewardship import queries
from jigsaw.care.stewardship.domain.stakes import RULE, counted
from jigsaw.care.stewardship.queries import QueueLine
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.stewarding import bring_up_to_date
from jigsaw.interfaces.workspace.joins.common import (
    SECTION,
    known,
    name_of,
    pages_of,
    sentence_case,
    tabs,
    tell_look,
)
from jigsaw.interfaces.workspace.joins.pages import QueuePage

A_PAGE = 25
PLACED_AT_ONCE = 200
"""How many pairs a page places in the queue before it is shown; `jigsaw catch-up` places all."""


@require_GET
def joins(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for a decision."""
    look = looking(request)
    viewer = look.viewer
    check(viewer, Act.DECIDE_JOINS)
    bring_up_to_date(most=PLACED_AT_ONCE)
    asked = request.GET.get("page", "1")
    start = (int(asked) - 1) * A_PAGE if asked.isdecimal() and int(asked) else 0
    found = queries.queue(viewer=viewer, start=start, most=A_PAGE, talks=open_about)
    tell_look(viewer, [side.record for one in found.lines for side in (one.pair.left, one.pair.right)])
    page = QueuePage(
        shell=look.shell("Joins to decide", section=SECTION),
        tabs=tabs(viewer, "joins"),
        rows=tuple(_line(one) for one in found.lines),
        total=found.total,
        pairs=found.pairs,
        not_placed=found.not_placed,
        first_href=reverse("next_join") if found.total else "",
        rule=RULE,
        pages=pages_of(request, found.total, A_PAGE),
    )
    return show(request, "workspace/joins/queue.jinja", page)


@require_GET
def next_join(request: HttpRequest) -> HttpResponse:
    """The pair whose turn it is; also where nobody has opened the list since the pairs came."""
    viewer = looking(request).viewer
    check(viewer, Act.DECIDE_JOINS)
    bring_up_to_date(most=PLACED_AT_ONCE)
    return redirect(next_address(viewer))


def next_address(viewer: Viewer) -> str:
    """Where the pair is whose turn it is; the list when none waits."""
    pair = queries.next_pair(viewer=viewer)
    return reverse("join", args=pair) if pair else reverse("joins")


def _side(said: RecordSaid, records: int) -> str:
    return known(said) if records == 1 else f"{known(said)}, and {counted(records - 1, 'other record')}"


def _line(one: QueueLine) -> tuple[object, ...]:
    pair = one.pair
    href = reverse("join", args=[pair.left.record, pair.right.record])
    return (
        Link("Compare", href, detail=f"{name_of(pair.left)} and {name_of(pair.right)}"),
        _side(pair.left, one.left_records),
        _side(pair.right, one.right_records),
        counted(one.pairs, "pair"),
        ". ".join(one.stakes),
        sentence_case(pair.why),
    )
