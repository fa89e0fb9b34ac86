"""A person's session: apart from any worker's, over after ten quiet minutes, empty until they say it is safe."""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jigsaw.care.looks.queries import account_of
from jigsaw.care.looks.themselves import Themselves
from jigsaw.foundation.core.wall import THEMSELVES, reading_for

_WHO, _LAST, _SAFE = "own_account", "own_last", "own_safe"
View = Callable[..., HttpResponse]


def begin(request: HttpRequest, who: Themselves) -> None:
    """They came in. Whoever used this browser before is signed out, and nothing of theirs is kept."""
    request.session.flush()
    request.session[_WHO], request.session[_LAST] = str(who.account), int(time())
    request.session.set_expiry(0)


def end(request: HttpRequest) -> None:
    """They leave: nothing is kept."""
    request.session.flush()


def mark_safe(request: HttpRequest) -> None:
    """They said that it is safe to read on this device, until they leave."""
    request.session[_SAFE] = True


def who_reads(request: HttpRequest) -> Themselves | None:
    """Whose session this is; None when it is nobody's, was quiet too long, or their account was ended."""
    named = request.session.get(_WHO)
    if not named or time() - request.session.get(_LAST, 0) > settings.JIGSAW_LOCK_MINUTES * 60:
        return None
    request.session[_LAST] = int(time())
    return account_of(viewer=UUID(named))


def themselves_only(view: View) -> View:
    """A page for who came in and said that it is safe here; others are led to the page that asks."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:
        who = who_reads(request)
        if who is None:
            return redirect("own_sign_in")
        if not request.session.get(_SAFE):
            return redirect("own_safe")
        with reading_for(THEMSELVES):
            return view(request, who, *args, **names)

    return answer
