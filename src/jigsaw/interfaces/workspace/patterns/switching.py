"""The stop switch of a pattern."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jigsaw.care.reasons import changing
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.patterns.common import SECTION, pattern_for
from jigsaw.interfaces.workspace.patterns.forms import StartForm, StopForm
from jigsaw.interfaces.workspace.patterns.pages import SwitchPage

STOP_TOLD = (
    "From then on it finds nothing, and what it found is withdrawn. Conversations that were called go on, and"
    " nothing that agencies hold is touched."
)
START_TOLD = (
    "It reads everybody again. What it finds by what is held now comes back, with what was decided about it."
)


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Stop a pattern."""
    look = looking(request)
    check(look.viewer, Act.SIGN_PATTERNS)
    one, _ = pattern_for(key)
    form = StopForm(request.POST or None)
    if form.is_valid():
        changing.stop(by=look.viewer, pattern=key, **form.cleaned_data)
        tell_next_page(request, "Stopped. What it found is withdrawn as people and homes are read again.")
        return redirect("pattern", key=key)
    shell = look.shell(f"Stop “{one.name}”?", section=SECTION, back=(reverse("pattern", args=[key]), "Back"))
    return show(
        request, "workspace/patterns/switch.jinja", SwitchPage(shell, form, STOP_TOLD, "Stop this pattern")
    )


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Start a pattern again."""
    look = looking(request)
    check(look.viewer, Act.SIGN_PATTERNS)
    one, _ = pattern_for(key)
    form = StartForm(request.POST or None)
    if form.is_valid():
        changing.start(by=look.viewer, pattern=key, **form.cleaned_data)
        tell_next_page(request, "Started again. People and homes are read again in the next minutes.")
        return redirect("pattern", key=key)
    shell = look.shell(
        f"Start “{one.name}” again?", section=SECTION, back=(reverse("pattern", args=[key]), "Back")
    )
    return show(
        request, "workspace/patterns/switch.jinja", SwitchPage(shell, form, START_TOLD, "Start it again")
    )
