"""Sealing that somebody is known here: the page that sets it, the list of those that hold, and lifting one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jigsaw.care.people import queries as people
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.queries import sharing_agencies
from jigsaw.foundation.access.sealing_people import SealSeen, letting_in, lift_seal, seal_person, seals
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.queries import teams
from jigsaw.interfaces.workspace.forms import LiftSealForm, SealPersonForm
from jigsaw.interfaces.workspace.opening import Opened, open_person
from jigsaw.interfaces.workspace.pages import GlassPage, SealedPage, SealLine

SECTION = "broken_glass"


def seal(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page that seals somebody. Opens to whom their story opens, of those whose role includes it."""
    check(looking(request).viewer, Act.SEAL_PEOPLE)
    return open_person(request, key, _seal)


def _seal(request: HttpRequest, opened: Opened) -> HttpResponse:
    viewer, key = opened.viewer, opened.id
    is_sent = request.method == "POST" and "reason" in request.POST
    form = SealPersonForm(request.POST if is_sent else None, offered=_offered(viewer))
    if form.is_bound and form.is_valid():
        records = people.record_ids(viewer, [key]).get(key, ())
        let_in = letting_in(form.cleaned_data["let_in"])
        seal_person(by=viewer, person=key, records=records, reason=form.cleaned_data["reason"], let_in=let_in)
        tell_next_page(request, "Sealed. From now they are there for those alone whom you let in.")
        return redirect("sealed_people")
    back = (reverse("wishes", args=[key]), "Back")
    shell = looking(request).shell("Seal that this person is known here", back=back)
    return show(request, "workspace/seal_person.jinja", GlassPage(shell, form))


def _offered(viewer: Viewer) -> list[tuple[str, str]]:
    found = []
    for agency in sharing_agencies(viewer=viewer):
        found.append((agency.key, f"{agency.name}: everybody there whose role includes people"))
        for team in teams(viewer=viewer, agency=agency.key):
            found.append((f"{agency.key}/{team.name}", f"{agency.name}: {team.name}"))
    return found


def listing(request: HttpRequest) -> HttpResponse:
    """The people whom the viewer's agency sealed, of those whom the viewer may know of."""
    viewer = looking(request).viewer
    found = seals(viewer=viewer)
    whose = {old: person for one in found for old, person in people.whose_ids(viewer, [one.person]).items()}
    names = people.names_of(viewer, whose.values())
    back = (reverse("broken_glass"), "Broken glass")
    page = SealedPage(
        shell=looking(request).shell("Sealed people", section=SECTION, back=back),
        seals=tuple(
            _line(one, names[key].name if (key := whose.get(one.person)) in names else "") for one in found
        ),
    )
    return show(request, "workspace/sealed_people.jinja", page)


def lift(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lifting one of them, with a reason. Raises NotFound for one that the viewer may not know of."""
    viewer = looking(request).viewer
    if not any(one.id == key for one in seals(viewer=viewer)):
        raise NotFound("Lifting a seal", "there is none here that you can see", "Go back to the list")
    form = LiftSealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        lift_seal(by=viewer, seal=key, reason=form.cleaned_data["reason"])
        tell_next_page(request, "Lifted. They are there again for everybody who may know of people.")
        return redirect("sealed_people")
    back = (reverse("sealed_people"), "Back to the list")
    shell = looking(request).shell("Lift a seal", section=SECTION, back=back)
    return show(request, "workspace/lift_seal.jinja", GlassPage(shell, form))


def _line(one: SealSeen, name: str) -> SealLine:
    words = name or "Somebody of whom no record is left"
    return SealLine(
        words, Moment(one.at), one.by, one.reason, "; ".join(one.let_in),
        Link("Lift it", reverse("lift_seal", args=[one.id])),
    )  # fmt: skip
