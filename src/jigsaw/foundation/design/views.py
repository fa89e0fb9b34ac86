"""The page that shows every component, in the demo alone."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from jigsaw.foundation.design.gallery import gallery_page
from jigsaw.foundation.design.pages import NavigationItem, Notice, Shell, shell_for, show

_PLACES = ("Home", "Search", "Reasons", "Conversations", "Feeds", "Quarantine", "Joins")


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with invented examples; nothing there outside the demo."""
    if not settings.JIGSAW_DEMO:
        raise Http404
    shell = Shell(
        title="How Jigsaw looks",
        viewer_name="Amara Osei",
        viewer_role="Care co-ordinator",
        viewer_agency="Penhallow Mental Health Trust",
        navigation=tuple(NavigationItem(place, f"#{place.lower()}", place == "Home") for place in _PLACES),
        is_demo=True,
        notice=Notice("The conversation was called.", href="#conversation", link_text="See the conversation"),
        back_href="#back",
    )
    return show(request, "design/gallery.jinja", gallery_page(shell_for(request, shell)))
