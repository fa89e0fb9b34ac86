"""What agencies wrote about somebody, for them to read and to print."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jigsaw.care.looks import queries
from jigsaw.care.looks.themselves import Themselves
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own.lines import by_month, writers
from jigsaw.interfaces.own.pages import HOME, StoryPage, shell
from jigsaw.interfaces.own.reading import record_own_look
from jigsaw.interfaces.own.sessions import themselves_only

A_PAGE = 30
WHOLE = "?all=yes"


@login_not_required
@require_GET
@themselves_only
def story(request: HttpRequest, who: Themselves) -> HttpResponse:
    """The pieces, the latest first, some on a page; all of them when asked, to print."""
    found = queries.own_story(viewer=who)[::-1]
    asked = request.GET.get("from", "0")
    start = int(asked) if asked.isdecimal() and int(asked) < len(found) else 0
    is_whole = request.GET.get("all") == "yes" or len(found) <= A_PAGE
    shown = found if is_whole else found[start : start + A_PAGE]
    page = StoryPage(
        shell=shell(request, "What agencies wrote about you", back=HOME),
        months=by_month(shown),
        newer=f"?from={max(0, start - A_PAGE)}" if start and not is_whole else "",
        older=f"?from={start + A_PAGE}" if not is_whole and start + A_PAGE < len(found) else "",
        whole="" if is_whole else WHOLE,
        writers=writers(found),
        printed=day_words(timezone.localdate()),
    )
    record_own_look(who)
    return show(request, "own/story.jinja", page)
