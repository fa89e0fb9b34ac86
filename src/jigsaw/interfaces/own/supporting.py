"""What a supporter reads by their own door: what the person allowed, as it stands at this click, and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jigsaw.care.looks import queries
from jigsaw.care.looks.queries import Allowed
from jigsaw.care.looks.themselves import SUPPORTER, Supporting, as_recorded
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.audit.showing import counting_what_is_shown
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own.lines import by_month, writers
from jigsaw.interfaces.own.pages import SUPPORTING, SupportingPage, shell
from jigsaw.interfaces.own.sessions import supporters_only

PURPOSE = "supporting them"
WORDS = {
    Told.NOTHING: "",
    Told.GENERAL: "The person whom you support said that you may read what is general.",
    Told.NAMED_ITEMS: "The person whom you support said that you may read what is general, and what they named.",
    Told.EVERYTHING: "The person whom you support said that you may read what they can read themselves.",
}


@login_not_required
@require_GET
@supporters_only
def read(request: HttpRequest, who: Supporting) -> HttpResponse:
    """What they may read now. The look is recorded, and the person reads of it."""
    with counting_what_is_shown():
        found = queries.allowed(viewer=who)
        _record(who, found)
    latest_first = found.entries[::-1]
    page = SupportingPage(
        shell(request, "What you may read", home=SUPPORTING),
        WORDS[found.told],
        found.groups,
        by_month(latest_first, to_them=False),
        writers(latest_first),
    )
    return show(request, "supporting/read.jinja", page)


def _record(who: Supporting, found: Allowed) -> None:
    if found.person is None:
        return
    record_look(
        by=as_recorded(who),
        subject_kind="person",
        subject_id=found.person,
        why="They read what the person allowed them",
        purpose=PURPOSE,
        detail={SUPPORTER: str(who.supporter)},
    )
