"""What others see of a piece: decided by the agency that holds it, with a why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.entries import entries
from jigsaw.care.people import queries as people
from jigsaw.foundation.access.web import Looking, looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.feeds.restricting import restrict
from jigsaw.interfaces.workspace.forms import RestrictForm
from jigsaw.interfaces.workspace.pages import RestrictPage

DECIDED = "What others see of it is decided, and holds from now, also for days that are past."


def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """What others see of one piece of the viewer's own agency. Raises NotFound for any other, and for none."""
    look = looking(request)
    entry = _own(look.viewer, key)
    stands = {"restriction": entry.restriction or RestrictForm.OPEN, "handling": entry.handling.split()}
    form = RestrictForm(request.POST if request.method == "POST" else None, initial=stands)
    if form.is_bound and form.is_valid():
        restrict(by=look.viewer, piece=key, **form.decided())
        tell_next_page(request, DECIDED)
        return _back(look, entry)
    page = RestrictPage(look.shell("What do others see of this piece?"), form, entry.label, entry.when)
    return show(request, "workspace/restrict.jinja", page)


def _own(viewer: Viewer, key: UUID) -> Entry:
    found = [one for one in entries(viewer, pieces=[key]) if one.holder.key == viewer.agency]
    if not found:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )
    return found[0]


def _back(look: Looking, entry: Entry) -> HttpResponse:
    whose = people.people_of_records(
        look.viewer, [one.record for one in entry.about if one.role == "subject"]
    )
    somebody = next(iter(whose.values()), None)
    return redirect("person", somebody.id) if somebody else redirect("home")
