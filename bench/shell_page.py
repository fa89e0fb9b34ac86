"""The peer of the story: a page for a signed-in practitioner that renders the shell around nothing at all."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path

from jigsaw.foundation.access.web import looking
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.interfaces.workspace.urls import urlpatterns as workspace


@dataclass(frozen=True)
class EmptyPage:
    """The shell alone."""

    shell: Shell


def shell(request: HttpRequest) -> HttpResponse:
    """Who is signed in, what they may open, and an empty page around it."""
    return show(request, "design/app.jinja", EmptyPage(looking(request).shell("An empty page")))


urlpatterns = [*workspace, path("bench/shell", shell)]
