"""The pages about a home: its story, and who looked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from jigsaw.care.people.queries import AddressAsWritten, Resident
from jigsaw.care.story import queries
from jigsaw.care.story.pages.lines import Lines
from jigsaw.care.story.pages.parts import story_shown
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.filters import joined
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.cards import call_address, conversations_about, reasons_about
from jigsaw.interfaces.workspace.opening import Opened, open_home
from jigsaw.interfaces.workspace.pages import HomePage, ResidentLine
from jigsaw.interfaces.workspace.person import asked_of, looks_page, tabs

TABS = {"home_story": "Story", "home_patterns": "Patterns, and why", "home_looks": "Who looked"}
RESIDENTS = "residents"


def story(request: HttpRequest, key: UUID) -> HttpResponse:
    """A home's story: what happened there; with ?who=residents, all that is told of those who live there."""
    return open_home(request, key, _story)


def looks(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who looked at a home, and why."""
    return open_home(request, key, _looks)


def _story(request: HttpRequest, opened: Opened) -> HttpResponse:
    viewer, key, here = opened.viewer, opened.id, reverse("home_story", args=[opened.id])
    with_residents = request.GET.get("who") == RESIDENTS
    told = queries.home_story(viewer, key, asked_of(request), opened.last_look, with_residents=with_residents)
    opened.named.update(one.id for one in told.residents)
    opened.named.update(one.id for one in told.told.people.values())
    page = HomePage(
        shell=looking(request).shell(told.label, section="search"),
        tabs=tabs(TABS, "home_story", key),
        why=opened.why,
        known=told.why,
        shared=told.shared,
        written=tuple((_as_written(one), one.why) for one in told.written),
        here_now=tuple(_resident(one) for one in told.residents if one.until is None),
        lived_here=tuple(_resident(one) for one in told.residents if one.until),
        reasons=reasons_about(viewer, "home", key),
        conversations=conversations_about(viewer, "home", key),
        call_href=call_address("home", key),
        story=story_shown(told.told, Lines(told.told, own=viewer.agency), "this home", here),
        who_href=here if with_residents else f"{here}?who={RESIDENTS}",
        who_text="Show only what happened here"
        if with_residents
        else "Show also what is told of those who live here",
        who_words="What happened at this address, and what is told of those who live here."
        if with_residents
        else "What happened at this address, whoever it was about.",
    )
    return show(request, "workspace/home_story.jinja", page)


def _resident(one: Resident) -> ResidentLine:
    link = Link(one.name, reverse("person", args=[one.id]))
    until = Moment(one.until, Accuracy.DAY) if one.until else None
    return ResidentLine(link, Moment(one.since, Accuracy.DAY), until, _says(one.agencies), one.notes)


def _as_written(one: AddressAsWritten) -> str:
    is_said = one.postcode and one.postcode not in one.lines.upper()
    return ", ".join(part for part in (one.lines, one.postcode if is_said else "") if part) or "Only its UPRN"


def _says(agencies: tuple[str, ...]) -> str:
    if len(agencies) > 2:
        return f"say {len(agencies)} agencies"
    return f"{'says' if len(agencies) == 1 else 'say'} {joined(agencies)}"


def _looks(request: HttpRequest, opened: Opened) -> HttpResponse:
    return show(request, "workspace/looks.jinja", looks_page(request, opened, TABS, "home_looks"))
