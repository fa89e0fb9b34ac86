"""The pages about a person: their story, those tied to them, their source records, who looked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from jigsaw.care.people.domain.labels import birth_words
from jigsaw.care.story import queries
from jigsaw.care.story.domain.choosing import Choice
from jigsaw.care.story.narrowing import choice_from
from jigsaw.care.story.pages.lines import Lines
from jigsaw.care.story.pages.parts import story_shown
from jigsaw.care.story.pages.person import banner
from jigsaw.care.story.pages.pictures import network_drawn
from jigsaw.care.story.pages.records import record_cards
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.queries import events_about
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.queries import agencies_by_key
from jigsaw.interfaces.workspace.cards import (
    call_address,
    conversations_about,
    reasons_about,
    review_address,
    share_address,
)
from jigsaw.interfaces.workspace.opening import Opened, open_person
from jigsaw.interfaces.workspace.pages import (
    LookLine,
    LooksPage,
    NetworkPage,
    PersonPage,
    RecordsPage,
    Tab,
    TiedLine,
)
from jigsaw.interfaces.workspace.wishes import wish_of, wish_words

TABS = {
    "person": "Story",
    "person_network": "People tied to them",
    "person_records": "Records joined",
    "person_patterns": "Patterns, and why",
    "person_looks": "Who looked",
}
SYSTEM = "Jigsaw"


def asked_of(request: HttpRequest) -> Choice:
    """What the address asks to see of a story."""
    many = {name: request.GET.getlist(name) for name in ("agency", "group")}
    return choice_from(request.GET.dict(), many)


def tabs(names: dict[str, str], current: str, key: UUID) -> tuple[Tab, ...]:
    """The pages about one person or home, the present one marked."""
    return tuple(Tab(text, reverse(name, args=[key]), name == current) for name, text in names.items())


def story(request: HttpRequest, key: UUID) -> HttpResponse:
    """A person's story."""
    return open_person(request, key, _story)


def network(request: HttpRequest, key: UUID) -> HttpResponse:
    """The people tied to a person, and their pieces in one order."""
    return open_person(request, key, _network)


def records(request: HttpRequest, key: UUID) -> HttpResponse:
    """A person's source records side by side, and why each is joined."""
    return open_person(request, key, _records)


def looks(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who looked at a person, and why."""
    return open_person(request, key, _looks)


def _story(request: HttpRequest, opened: Opened) -> HttpResponse:
    viewer, key = opened.viewer, opened.id
    told = queries.person_story(viewer, key, asked_of(request), opened.last_look)
    opened.named.update(one.id for one in told.told.people.values())
    here, is_withheld = reverse("person", args=[key]), any(one.is_withheld for one in told.told.entries)
    wish = wish_of(viewer, key)
    page = PersonPage(
        shell=looking(request).shell(told.name, section="search"),
        person=banner(told),
        tabs=tabs(TABS, "person", key),
        why=opened.why,
        reasons=reasons_about(viewer, "person", key),
        conversations=conversations_about(viewer, "person", key),
        call_href=call_address("person", key),
        share_href=share_address(key),
        story=story_shown(told.told, Lines(told.told, key, viewer.agency), "this person", here),
        wish=wish_words(wish),
        wish_href=reverse("wishes", args=[key]),
        supporters_href=reverse("supporters", args=[key]),
        review_href=review_address(key),
        objects=bool(wish and wish.holds) and not opened.overrides,
        glass_href=reverse("break_glass", args=[key]) if is_withheld else "",
    )
    return show(request, "workspace/person.jinja", page)


def _network(request: HttpRequest, opened: Opened) -> HttpResponse:
    found = queries.network(opened.viewer, opened.id, asked_of(request))
    opened.named.update(found.names)
    here = reverse("person", args=[opened.id])
    tied = tuple(
        TiedLine(
            Link(found.names[tie.person].name, reverse("person", args=[tie.person])),
            birth_words(found.names[tie.person].birth_date),
            tie.ways,
        )
        for tie in found.ties
        if tie.person in found.names
    )
    page = NetworkPage(
        shell=looking(request).shell(
            f"People tied to {found.person.name}", section="search", back=(here, "Back to the story")
        ),
        tabs=tabs(TABS, "person_network", opened.id),
        name=found.person.name,
        picture=network_drawn(found.person, here, found.homes, found.ties, found.names),
        tied=tied,
        months=Lines(found.told, whose=None).months(),
        count=len(found.told.entries),
    )
    return show(request, "workspace/network.jinja", page)


def _records(request: HttpRequest, opened: Opened) -> HttpResponse:
    side = queries.records_of(opened.viewer, opened.id)
    page = RecordsPage(
        shell=looking(request).shell(f"Records joined as {side.person.name}", section="search"),
        tabs=tabs(TABS, "person_records", opened.id),
        records=record_cards(side),
    )
    return show(request, "workspace/records.jinja", page)


def _looks(request: HttpRequest, opened: Opened) -> HttpResponse:
    return show(request, "workspace/looks.jinja", looks_page(request, opened, TABS, "person_looks"))


def looks_page(request: HttpRequest, opened: Opened, names: dict[str, str], current: str) -> LooksPage:
    """Who looked at what was opened, and why, latest first."""
    events = events_about(viewer=opened.viewer, subject_kind=opened.kind, subject_id=opened.id)
    agencies = agencies_by_key(viewer=opened.viewer)
    lines = tuple(
        LookLine(
            Moment(one.at),
            one.by_name or SYSTEM,
            agencies[one.agency].name if one.agency in agencies else one.agency,
            one.why,
            one.act.capitalize(),
        )
        for one in events
    )
    what = "this person" if opened.kind == "person" else "this home"
    shell = looking(request).shell(f"Who looked at {what}", section="search")
    is_person = opened.kind == "person"
    hrefs = [reverse(name, args=[opened.id]) if is_person else "" for name in ("looks_paper", "own_account")]
    return LooksPage(shell, tabs(names, current, opened.id), lines, *hrefs)
