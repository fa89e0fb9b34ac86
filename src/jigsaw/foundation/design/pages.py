"""What every page shows around its own content.

A presenter makes one frozen dataclass for its page, with a `shell: Shell` among its fields; the view hands it to
`show`, and the template sees it as `page` and nothing else.
"""

from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render


@dataclass(frozen=True)
class NavigationItem:
    """One link of the main navigation."""

    text: str
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class Notice:
    """A message at the top of the page: what was just done, or something worth knowing."""

    text: str
    is_success: bool = True
    href: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Shell:
    """What surrounds a page: its title, who is looking, where they can go, and what was just done.

    `viewer_name` is empty when nobody is signed in; then neither the sign-out form nor the navigation is shown.
    `lock_after`: seconds without action after which the page's script locks the session; 0 for never.
    """

    title: str
    viewer_name: str = ""
    viewer_role: str = ""
    viewer_agency: str = ""
    navigation: tuple[NavigationItem, ...] = ()
    is_demo: bool = False
    notice: Notice | None = None
    csrf_token: str = ""
    home_href: str = "/"
    sign_out_href: str = "/sign-out"
    back_href: str = ""
    back_text: str = "Back"
    account_href: str = "/account"
    lock_after: int = 0


class Page(Protocol):
    """Any frozen dataclass that holds a shell."""

    @property
    def shell(self) -> Shell:
        """What surrounds the page."""


def show(request: HttpRequest, template: str, page: Any, status: int = 200) -> HttpResponse:
    """The answer to a request: the template, rendered with the page alone."""
    return render(request, template, {"page": page}, status=status)


def shell_for(request: HttpRequest, shell: Shell) -> Shell:
    """The shell with this request's form token, which the sign-out form needs."""
    return replace(shell, csrf_token=get_token(request))
