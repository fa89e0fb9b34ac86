"""What somebody said about sharing, as it is recorded, and from where it came."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from jigsaw.care.looks import queries
from jigsaw.care.looks.themselves import Themselves
from jigsaw.foundation.access.domain import OBJECTS, OPTED_OUT
from jigsaw.foundation.access.queries import last_wish
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own.pages import HOME, OwnWishesPage, WishLine, shell
from jigsaw.interfaces.own.reading import record_own_look
from jigsaw.interfaces.own.sessions import themselves_only

_SAID = {
    OBJECTS: (
        "Agencies sharing what they hold, to help you",
        "You object. Other agencies see what they hold themselves, and not what others hold",
        "You do not object",
    ),
    OPTED_OUT: (
        "Research and planning, without your name",
        "You opted out. Nothing about you is used",
        "You did not opt out",
    ),
}
NOT_ASKED = "Nobody has written down what you say"


@login_not_required
@require_GET
@themselves_only
def wishes(request: HttpRequest, who: Themselves) -> HttpResponse:
    """Each wish: whether it holds, since when, and who wrote it down."""
    records = queries.own_records(viewer=who)
    lines = []
    for kind, (what, holds, holds_not) in _SAID.items():
        found = last_wish(viewer=JIGSAW, records=records, kind=kind)
        if found is None:
            lines.append(WishLine(what, NOT_ASKED, "", ""))
            continue
        day = day_words(localtime(found.at).date())
        origin = f"Written down on {day}, {found.origin}"
        lines.append(WishLine(what, holds if found.holds else holds_not, origin, found.words))
    record_own_look(who)
    page = OwnWishesPage(shell(request, "What you say about sharing", back=HOME), tuple(lines))
    return show(request, "own/wishes.jinja", page)
