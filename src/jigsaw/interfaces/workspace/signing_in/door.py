"""The door: who may still try, from where; and what is written when somebody has come in.

Tries are limited where they come from. A browser that its owner has signed in from before carries a signed cookie that
says so; tries from it are counted apart, so that nobody elsewhere, not even in the same building, can use them up.
"""

import math
import secrets
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from jigsaw.foundation.access.web import tell_next_page
from jigsaw.foundation.accounts import actions, queries, tries
from jigsaw.foundation.accounts.domain import limits
from jigsaw.foundation.accounts.drafts import draft_of
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import viewer_of
from jigsaw.interfaces.workspace.signing_in import sessions

BACKEND = "django.contrib.auth.backends.ModelBackend"
COOKIE = "known-browser"
_SALT = "known browser"
_YEAR = 365 * 24 * 60 * 60
_MOST_KNOWN = 8
"""Of how many people one browser is known: a shared computer's, the latest."""


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the proxies of ours that stand before us tell it; of IPv6 the network, since one
    customer has as many addresses as they like.
    """
    told = [one.strip() for one in request.headers.get("x-forwarded-for", "").split(",") if one.strip()]
    proxies = settings.JIGSAW_PROXIES
    found = told[-proxies] if 0 < proxies <= len(told) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(found)
    except ValueError:
        return ""
    return str(address if address.version == 4 else ip_network(f"{address}/64", strict=False))


def known_as(request: HttpRequest) -> dict[str, str]:
    """The sign-in names that this browser is known to belong to, each with the mark it was given."""
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_YEAR)
    except signing.BadSignature:
        return {}
    return told if isinstance(told, dict) else {}


def places(request: HttpRequest, username: str) -> dict[str, limits.Limit]:
    """Where tries at this account's password from this request are counted."""
    if mark := known_as(request).get(username):
        return {f"browser {mark}": limits.KNOWN_BROWSER}
    address = address_of(request)
    return {
        f"address {address}": limits.ADDRESS,
        f"account {username} at {address}": limits.ACCOUNT_AT_ADDRESS,
    }


def places_of_codes(request: HttpRequest, username: str) -> dict[str, limits.Limit]:
    """Where tries at this account's second factor are counted: only who had the password comes so far."""
    if mark := known_as(request).get(username):
        return {f"codes at browser {mark}": limits.KNOWN_BROWSER}
    return {f"codes of {username} elsewhere": limits.CODES_ELSEWHERE}


def take_try(there: dict[str, limits.Limit]) -> str:
    """Count a try. What to tell who must wait; nothing when they may go on."""
    seconds = tries.take_try(there)
    if not seconds:
        return ""
    minutes = math.ceil(seconds / 60)
    return f"Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again: there were too many tries from here"


def come_in(request: HttpRequest, practitioner: Practitioner, way: str) -> HttpResponse:
    """They have shown that it is they: begin a session, and lead them on to where they wanted to go."""
    after = str(request.session.pop("after", ""))
    request.session.pop("half", None)
    login(request, practitioner, backend=BACKEND)
    viewer = viewer_of(practitioner)
    sessions.begin(request, way)
    request.session.clear_expired()
    if must_set_up(practitioner, way):
        request.session.update({"must_set_up": True, "must_show_code": True})
    if wrong := actions.note_signed_in(by=viewer, way=way):
        tell_next_page(request, _told_of(wrong))
    answer = redirect(lead_on(practitioner.pk, after))
    remember(request, answer, practitioner.username)
    return answer


def lead_on(practitioner: int, after: str) -> str:
    """To what they had typed, when something was kept; else to where they wanted to go."""
    return "kept" if draft_of(practitioner) else after or "home"


def must_set_up(practitioner: Practitioner, way: str) -> bool:
    """Whether they came in with a password alone, where that is not enough."""
    needed = settings.JIGSAW_SECOND_FACTOR and way == "password"
    return bool(needed) and not queries.factors_of(viewer=viewer_of(practitioner)).any


def remember(request: HttpRequest, answer: HttpResponse, username: str) -> None:
    """Make this browser known as theirs, for a year from now."""
    known = known_as(request)
    mark = known.pop(username, "") or secrets.token_urlsafe(16)
    kept = dict(list(known.items())[-(_MOST_KNOWN - 1) :]) | {username: mark}
    answer.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_YEAR,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def wrong(username: str, way: str) -> None:
    """Record a wrong try."""
    actions.note_wrong_try(by=JIGSAW, username=username, way=way)


def note_where_to(request: HttpRequest) -> None:
    """Remember the page that sent them here, when it is one of ours."""
    after = request.GET.get("next", "")
    if after and url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        request.session["after"] = after


def _told_of(wrong: int) -> str:
    times = "once" if wrong == 1 else f"{wrong} times"
    return (
        f"Since you last signed in, a wrong password or code was entered {times} for you. "
        "If it was not you, change your password"
    )
