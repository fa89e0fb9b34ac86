"""The page of messages that did not go, for those who look after an agency's."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.outbox import actions, queries
from jigsaw.foundation.outbox.pages import undelivered_page
from jigsaw.foundation.outbox.policies import ROLES


@require_GET
def undelivered(request: HttpRequest) -> HttpResponse:
    """What did not go, and where this agency is told."""
    look = looking(request)
    _check(look.viewer)
    shell = look.shell("Messages that did not go", section="undelivered")
    return show(request, "outbox/undelivered.jinja", undelivered_page(look.viewer, shell))


@require_POST
def settle(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send one again, or set it aside with a reason."""
    viewer = looking(request).viewer
    _check(viewer)
    try:
        if request.POST.get("what") == "again":
            actions.send_again(by=viewer, key=key)
            tell_next_page(request, "It is sent again within a minute.")
        else:
            actions.set_aside(by=viewer, key=key, why=request.POST.get("why", ""))
            tell_next_page(request, "It is set aside, with your reason.")
    except Refused as error:
        tell_next_page(request, f"Not done: {error.hindered_by}. {error.next_step}.")
    return redirect("undelivered")


def _check(viewer: Viewer) -> None:
    if viewer.role not in ROLES:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Go back to your home page"
        )


__all__ = ["queries", "settle", "undelivered"]
