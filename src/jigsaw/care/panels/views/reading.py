"""The queue, a referral, and what a panel's work comes to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jigsaw.care.panels import actions, queries
from jigsaw.care.panels.presenters import (
    SECTION,
    ListPage,
    MeasuresPage,
    line_row,
    referral_page,
    told_difference,
    told_share,
)
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact


@require_GET
def panels(request: HttpRequest) -> HttpResponse:
    """What waits, what is late first."""
    look = looking(request)
    page = ListPage(
        shell=look.shell("Quality panels", section=SECTION),
        rows=tuple(line_row(one) for one in queries.referrals(look.viewer)),
        panels=tuple(
            Link(f"What the {one.name} comes to", reverse("panel_measures", args=[one.pk]))
            for one in queries.panels(look.viewer)
        ),
        may_open=bool(can(look.viewer, Act.CALL_CONVERSATION)),
    )
    record_look(
        by=look.viewer, subject_kind="list", subject_id="panels", why="Referrals that I read or wrote"
    )
    return show(request, "panels/list.jinja", page)


@require_GET
def referral(request: HttpRequest, key: UUID) -> HttpResponse:
    """One referral."""
    look = looking(request)
    whole = queries.referral(look.viewer, key)
    record_look(
        by=look.viewer,
        subject_kind="referral",
        subject_id=key,
        why="A referral that I read or wrote",
        purpose=Purpose.PANEL.value,
        people=[whole.row.person] if whole.row.person else (),
    )
    shell = look.shell(whole.row.get_what_display(), section=SECTION, back=(reverse("panels"), "All panels"))
    return show(request, "panels/one.jinja", referral_page(shell, whole))


@require_GET
def measures(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a panel's work comes to, and how far its readers agree."""
    look = looking(request)
    found, agree = queries.measures(look.viewer, key)
    kappa = (
        f"{agree.kappa.estimate:.2f} ({agree.kappa.low:.2f} to {agree.kappa.high:.2f})"
        if agree.kappa
        else "cannot be said yet"
    )
    facts = (
        Fact(found.from_mental_health.name, told_share(found.from_mental_health)),
        Fact(
            "Days to the first decision, the middle one",
            "too few to tell" if found.days is None else f"{found.days:g}",
        ),
        Fact("Pages, the middle one", "too few to tell" if found.pages is None else f"{found.pages:g}"),
        Fact(
            "Readers agree beyond chance (kappa, with its limits)",
            f"{kappa}, on {agree.pairs} lines read twice",
        ),
    )
    page = MeasuresPage(
        shell=look.shell(
            f"{queries.panel(look.viewer, key).name}: what its work comes to",
            section=SECTION,
            back=(reverse("panels"), "All panels"),
        ),
        facts=facts,
        returns=tuple(found.returns),
        groups=tuple(
            (one.group.name, told_share(one.group), told_share(one.others), told_difference(one))
            for one in found.groups
        ),
        readers=tuple(
            (
                one.practitioner.name,
                one.practitioner.agency.name,
                reverse("panel_reader_out", args=[key, one.practitioner_id]),
            )
            for one in queries.readers(look.viewer, key)
        ),
        add_href=reverse("panel_reader", args=[key]),
    )
    record_look(by=look.viewer, subject_kind="panel", subject_id=key, why="A panel that I read for")
    return show(request, "panels/measures.jinja", page)


@require_POST
def take_out(request: HttpRequest, key: UUID, practitioner: int) -> HttpResponse:
    """Somebody reads for the panel no more."""
    viewer = looking(request).viewer
    try:
        actions.take_reader_out(by=viewer, panel=key, practitioner=practitioner)
        tell_next_page(request, "They read for it no more. What they scored stays.")
    except Refused as error:
        tell_next_page(request, f"Not done: {error.hindered_by}. {error.next_step}.")
    if practitioner == viewer.key:
        return redirect("panels")
    return redirect("panel_measures", key=key)
