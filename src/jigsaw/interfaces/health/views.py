"""Whether Jigsaw is well: a page for those whose duty it is, and one word for a machine."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.foundation.design.parts import Tag
from jigsaw.interfaces.health.finding import Finding
from jigsaw.interfaces.health.whole import everything, is_well

_NOT_WELL = 503
_WELL, _WRONG = Tag("Well", "done"), Tag("Wrong", "due")


@dataclass(frozen=True)
class HealthPage:
    """What is wrong, each with its mend, and everything that was looked at."""

    shell: Shell
    wrong: tuple[Finding, ...]
    rows: tuple[tuple[object, ...], ...]


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Everything that was looked at, what is wrong first."""
    look = looking(request)
    check(look.viewer, Act.SEE_HEALTH)
    found = everything()
    rows = tuple((one.what, _WELL if one.sound else _WRONG, one.found) for one in found)
    wrong = tuple(one for one in found if not one.sound)
    return show(
        request,
        "health/health.jinja",
        HealthPage(look.shell("Is Jigsaw well?", section="health"), wrong, rows),
    )


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """One word for a machine that watches, which is not signed in and is told nothing else."""
    well = is_well()
    return HttpResponse(
        "ok" if well else "not ok", content_type="text/plain", status=200 if well else _NOT_WELL
    )
