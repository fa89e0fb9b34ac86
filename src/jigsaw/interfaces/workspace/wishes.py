"""What a person says about sharing: recorded in their words, and honoured at the next click."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime

from jigsaw.care.people import queries as people
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.access.domain import OBJECTS, OPTED_OUT, Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.access.queries import WishSeen, last_wish
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.forms import WishForm
from jigsaw.interfaces.workspace.opening import Opened, open_person
from jigsaw.interfaces.workspace.pages import WishPage


def wishes(request: HttpRequest, key: UUID) -> HttpResponse:
    """What they say about sharing, and the form to record it. Opens to whom their story opens."""
    return open_person(request, key, _wishes)


def wish_of(viewer: Viewer, key: UUID) -> WishSeen | None:
    """What a person said last about sharing."""
    return last_wish(viewer=viewer, records=_records(viewer, key), kind=OBJECTS)


def wish_words(wish: WishSeen | None) -> str:
    """What a person said last about sharing, in one sentence."""
    if wish is None:
        return "Nobody has recorded what they say."
    said = "They object to agencies sharing" if wish.holds else "They do not object to agencies sharing"
    words = f": “{wish.words}”" if wish.words else ""
    return f"{said}{words} ({_recorded(wish)})."


def _recorded(wish: WishSeen) -> str:
    return f"recorded {day_words(localtime(wish.at).date())}, {wish.origin}"


def _records(viewer: Viewer, key: UUID) -> tuple[UUID, ...]:
    return people.record_ids(viewer, [key]).get(key, ())


def _wishes(request: HttpRequest, opened: Opened) -> HttpResponse:
    viewer, key = opened.viewer, opened.id
    form = WishForm(request.POST if "objects" in request.POST or "words" in request.POST else None)
    if form.is_bound and form.is_valid():
        holds, words = form.cleaned_data["objects"] == "yes", form.cleaned_data["words"].strip()
        records = _records(viewer, key)
        note_wish(by=viewer, person=key, records=records, kind=OBJECTS, holds=holds, words=words)
        if said := form.cleaned_data["research"]:
            note_wish(
                by=viewer, person=key, records=records, kind=OPTED_OUT, holds=said == "yes", words=words
            )
        tell_next_page(request, "What they say about sharing is recorded, and holds from now.")
        return redirect("person", key)
    back = (reverse("person", args=[key]), "Back to the story")
    shell = looking(request).shell("What they say about sharing", back=back)
    opted_out = last_wish(viewer=viewer, records=_records(viewer, key), kind=OPTED_OUT)
    stands = f"{wish_words(wish_of(viewer, key))} {_research_words(opted_out)}".strip()
    return show(request, "workspace/wishes.jinja", WishPage(shell, form, stands, _seal_href(viewer, key)))


def _seal_href(viewer: Viewer, key: UUID) -> str:
    return reverse("seal_person", args=[key]) if can(viewer, Act.SEAL_PEOPLE) else ""


def _research_words(wish: WishSeen | None) -> str:
    if wish is None:
        return ""
    said = "They opted out" if wish.holds else "They did not opt out"
    return f"{said} of research and planning ({_recorded(wish)})."
