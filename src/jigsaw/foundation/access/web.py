"""What every view takes from a request: who is looking, and the shell around the page."""

from dataclasses import replace
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from jigsaw.foundation.access import policies
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import NavigationItem, Notice, Shell, shell_for
from jigsaw.foundation.organisations.queries import role_words, viewer_of

_NOTICE = "notice"


class Looking:
    """A request's viewer and the shell of the page that answers it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def viewer(self) -> Viewer:
        """Who is looking. Only signed-in requests come this far: sign-in is required by middleware."""
        return viewer_of(self.request.user)  # type: ignore[arg-type]

    def shell(self, title: str, *, section: str = "", back: tuple[str, str] = ("", "")) -> Shell:
        """The shell of a page. `section` is the navigation's url name to mark; `back` is (address, words)."""
        viewer = self.viewer
        shell = Shell(
            title=title,
            viewer_name=viewer.name,
            viewer_role=role_words(viewer),
            viewer_agency=viewer.agency_name,
            navigation=tuple(self._navigation(section)),
            is_demo=settings.JIGSAW_DEMO,
            notice=self._notice(),
            back_href=back[0],
            back_text=back[1] or "Back",
            lock_after=settings.JIGSAW_LOCK_MINUTES * 60,
        )
        return shell_for(self.request, shell)

    def bare_shell(self, title: str) -> Shell:
        """The shell of a page that leads nowhere: who is signed in, and the way out."""
        viewer = self.viewer
        named = Shell(title, viewer.name, role_words(viewer), viewer.agency_name)
        return shell_for(self.request, replace(named, is_demo=settings.JIGSAW_DEMO, notice=self._notice()))

    def _navigation(self, section: str) -> list[NavigationItem]:
        permitted = policies.permitted_acts(self.viewer)
        offered = [(text, name) for text, name, act in settings.JIGSAW_NAVIGATION if act in permitted]
        found = ((text, name, _address(name)) for text, name in offered)
        return [NavigationItem(text, href, is_current=name == section) for text, name, href in found if href]

    def _notice(self) -> Notice | None:
        text = self.request.session.pop(_NOTICE, "")
        return Notice(text) if text else None


def _address(name: str) -> str:
    """A page's address; nothing for a page that this installation does not have."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def looking(request: HttpRequest) -> Looking:
    """The request's `Looking`, made once."""
    made = getattr(request, "looking", None) or Looking(request)
    request.looking = made  # type: ignore[attr-defined]
    return made


def tell_next_page(request: HttpRequest, text: str) -> None:
    """Show `text` at the top of the next page: what was just done. Never a person's particulars."""
    request.session[_NOTICE] = text
