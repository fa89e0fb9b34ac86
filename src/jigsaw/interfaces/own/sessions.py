"""Sessions of who is no worker: apart from any worker's, over after ten quiet minutes, empty until said to be safe."""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jigsaw.care.looks.queries import account_of, supporting_account
from jigsaw.care.looks.themselves import Supporting, Themselves
from jigsaw.foundation.core.wall import THEMSELVES, reading_for

_WHO, _SUPPORTING, _LAST, _SAFE = "own_account", "supporting_account", "own_last", "own_safe"
View = Callable[..., HttpResponse]


def begin(request: HttpRequest, who: Themselves | Supporting) -> None:
    """They came in. Whoever used this browser before is signed out, and nothing of theirs is kept."""
    request.session.flush()
    named = _SUPPORTING if isinstance(who, Supporting) else _WHO
    request.session[named], request.session[_LAST] = str(who.account), int(time())
    request.session.set_expiry(0)


def end(request: HttpRequest) -> None:
    """They leave: nothing is kept."""
    request.session.flush()


def mark_safe(request: HttpRequest) -> None:
    """They said that it is safe to read on this device, until they leave."""
    request.session[_SAFE] = True


def who_reads(request: HttpRequest) -> Themselves | None:
    """Whose session this is; None when it is nobody's, was quiet too long, or their account was ended."""
    named = _named(request, _WHO)
    return account_of(viewer=named) if named else None


def who_supports(request: HttpRequest) -> Supporting | None:
    """The supporter whose session this is; None as above."""
    named = _named(request, _SUPPORTING)
    return supporting_account(viewer=named) if named else None


def _named(request: HttpRequest, name: str) -> UUID | None:
    named = request.session.get(name)
    if not named or time() - request.session.get(_LAST, 0) > settings.JIGSAW_LOCK_MINUTES * 60:
        return None
    request.session[_LAST] = int(time())
    return UUID(named)


def themselves_only(view: View) -> View:
    """A page for who came in and said that it is safe here; others are led to the page that asks."""
    return _only(view, who_reads, "own")


def supporters_only(view: View) -> View:
    """The same for a supporter."""
    return _only(view, who_supports, "supporting")


def _only(view: View, whose: Callable[[HttpRequest], Themselves | Supporting | None], door: str) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:
        who = whose(request)
        if who is None:
            return redirect(f"{door}_sign_in")
        if not request.session.get(_SAFE):
            return redirect(f"{door}_safe")
        with reading_for(THEMSELVES):
            return view(request, who, *args, **names)

    return answer
