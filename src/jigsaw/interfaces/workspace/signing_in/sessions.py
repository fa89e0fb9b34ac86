"""Sessions: locked after ten minutes of no action, over after a working day, ended at the next click when revoked.

A form that is sent into a locked session is kept, sealed, and shown again after unlocking: nothing that somebody typed
is lost, and nothing is done that they did not see again.
"""

from collections.abc import Callable, Mapping
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jigsaw.foundation.access.web import looking
from jigsaw.foundation.accounts import queries
from jigsaw.foundation.accounts.drafts import Words, forget_draft, keep_draft

WORKING_DAY = 8 * 60 * 60
"""Seconds after which a session is over, however busy."""

NOTED_EVERY = 15
"""Seconds: an action is noted at most so often, since each note is a write."""

OPEN_WHEN_LOCKED = frozenset(
    {
        "locked",
        "unlock_by_passkey",
        "ask_passkey",
        "lock",
        "sign_in",
        "sign_out",
        "sign_in_with",
        "sign_in_back",
    }
)
OPEN_BEFORE_CODE = OPEN_WHEN_LOCKED | {"set_up_code", "still_here"}
OPEN_BEFORE_SET_UP = OPEN_WHEN_LOCKED | {"account", "set_up_app", "add_passkey", "ask_to_make", "still_here"}


class LockSessions:
    """Stop what is asked in a session that is over, locked, or not yet safe enough."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], told: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Another answer instead of the page's; None lets the page answer."""
        if not request.user.is_authenticated:
            return None
        moment = time()
        if "began" not in request.session:
            begin(request, "")
        return (
            _over(request, moment) or _locked(request, moment) or _unsafe(request) or _go_on(request, moment)
        )


def _over(request: HttpRequest, moment: float) -> HttpResponse | None:
    ended = queries.sessions_ended_at(viewer=looking(request).viewer)
    is_ended = ended is not None and request.session["began"] < ended.timestamp()
    if not is_ended and moment - request.session["began"] <= WORKING_DAY:
        return None
    if not is_ended:
        keep_what_was_sent(request)
    logout(request)
    if request.method == "GET":
        request.session["after"] = request.get_full_path()
    return lead_to(request, "sign_in")


def _locked(request: HttpRequest, moment: float) -> HttpResponse | None:
    idle = moment - request.session["last_act"] > settings.JIGSAW_LOCK_MINUTES * 60
    if not idle and not request.session.get("locked"):
        return None
    request.session["locked"] = True
    if _name(request) in OPEN_WHEN_LOCKED:
        return None
    if request.method == "GET" and "HX-Request" not in request.headers:
        request.session["after"] = request.get_full_path()
    keep_what_was_sent(request)
    return lead_to(request, "locked")


def _unsafe(request: HttpRequest) -> HttpResponse | None:
    """Before a second factor: their set-up code, since a password was all that they have shown; then a factor."""
    if not request.session.get("must_set_up"):
        return None
    if request.session.get("must_show_code"):
        return None if _name(request) in OPEN_BEFORE_CODE else lead_to(request, "set_up_code")
    return None if _name(request) in OPEN_BEFORE_SET_UP else lead_to(request, "account")


def _go_on(request: HttpRequest, moment: float) -> HttpResponse | None:
    if request.session.get("locked"):
        return None
    if moment - request.session["last_act"] >= NOTED_EVERY:
        request.session["last_act"] = moment
    if request.method == "POST" and request.session.get("draft_to") == request.path:
        # What was kept is sent again: from here on the page itself looks after it.
        del request.session["draft_to"]
        forget_draft(_who(request))
    return None


def keep_what_was_sent(request: HttpRequest) -> None:
    """Keep the words of a form that was sent, with the page it was on."""
    if request.method != "POST" or _name(request) in OPEN_WHEN_LOCKED:
        return
    page = _page_of(request)
    words: list[Words] = [(name, text) for name, texts in request.POST.lists() for text in texts]
    keep_draft(_who(request), request.get_full_path(), page, words)


def begin(request: HttpRequest, way: str) -> None:
    """A session begins: they have shown in this way that it is they."""
    moment = time()
    request.session.update({"began": moment, "last_act": moment, "proved": moment, "way": way})


def unlock(request: HttpRequest, way: str) -> None:
    """The session goes on: they have shown again that it is they."""
    moment = time()
    request.session.update({"last_act": moment, "proved": moment, "locked": False, "way": way})


def begin_again(request: HttpRequest) -> None:
    """This session begins now: those that began before end elsewhere."""
    request.session["began"] = time()


def proved_lately(request: HttpRequest) -> bool:
    """Whether they showed who they are within the time after which a session locks."""
    return bool(time() - request.session.get("proved", 0) <= settings.JIGSAW_LOCK_MINUTES * 60)


def lead_to(request: HttpRequest, name: str) -> HttpResponse:
    """To another page; a part of a page that asks by itself is told to take the whole page there."""
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": reverse(name)})
    return redirect(name)


def _page_of(request: HttpRequest) -> str:
    told = request.headers.get("referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return told.removeprefix(own[:-1]) if told.startswith(own) else request.get_full_path()


def _name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _who(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
