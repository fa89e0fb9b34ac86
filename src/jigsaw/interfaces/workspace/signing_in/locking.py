"""A locked session: locking, unlocking, and what was typed in it."""

import json

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jigsaw.foundation.access.web import looking
from jigsaw.foundation.accounts import codes, queries, tries
from jigsaw.foundation.accounts.drafts import draft_of, forget_draft, keep_draft
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.interfaces.workspace.signing_in import door, sessions, vouching
from jigsaw.interfaces.workspace.signing_in.forms import AgainForm
from jigsaw.interfaces.workspace.signing_in.pages import KeptPage, LockedPage

MOST_WRONG = 5
"""Wrong tries after which the session is over. What was typed is kept."""

WRONG = "Enter your password, or a code that the app shows now"


@sensitive_post_parameters("password")
def locked(request: HttpRequest) -> HttpResponse:
    """The page of a locked session: it names its owner, and shows nothing else."""
    if not request.session.get("locked"):
        return redirect("home")
    form = AgainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        fault = _fault(request, form.cleaned_data["password"])
        if not fault:
            sessions.unlock(request, request.session.get("way", "password"))
            return redirect(door.lead_on(_practitioner(request).pk, str(request.session.pop("after", ""))))
        if _one_wrong_too_many(request):
            logout(request)
            return redirect("sign_in")
        form.add_error("password", fault)
    return _locked_page(request, form)


def _locked_page(request: HttpRequest, form: AgainForm) -> HttpResponse:
    factors = queries.factors_of(viewer=looking(request).viewer)
    shell = looking(request).bare_shell("Locked: is it still you?")
    page = LockedPage(
        shell,
        form,
        name=_practitioner(request).name,
        has_password=_practitioner(request).has_usable_password(),
        has_passkey=bool(factors.passkeys),
        has_draft=draft_of(_practitioner(request).pk) is not None,
        vouching=tuple(one for one in vouching.offered() if factors.vouched_by),
        minutes=settings.JIGSAW_LOCK_MINUTES,
    )
    return show(request, "workspace/signing_in/locked.jinja", page)


def _fault(request: HttpRequest, told: str) -> str:
    practitioner = _practitioner(request)
    there = door.places_of_codes(request, practitioner.username)
    if wait := door.take_try(there):
        return wait
    by_password = authenticate(request, username=practitioner.username, password=told) is not None
    if by_password or codes.take_code(practitioner.pk, told):
        tries.take_back(there)
        return ""
    door.wrong(practitioner.username, "unlocking")
    return WRONG


def _one_wrong_too_many(request: HttpRequest) -> bool:
    request.session["wrong"] = request.session.get("wrong", 0) + 1
    return bool(request.session["wrong"] >= MOST_WRONG)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now: the page's script asks for it after ten minutes, with what was typed so far, or somebody who leaves."""
    already = bool(request.session.get("locked"))
    page = request.POST.get("page", "")
    to = request.POST.get("to", page)
    if _is_ours(page) and _is_ours(to) and not already:
        request.session["after"] = page
        keep_draft(_practitioner(request).pk, to, page, _words(request.POST.get("words", "")))
    request.session["locked"] = True
    return redirect("locked")


@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """The page's script says that somebody reads or types: the session's ten minutes begin anew."""
    return HttpResponse(status=204)


def kept(request: HttpRequest) -> HttpResponse:
    """What was typed when the session was locked: to be sent after all, or thrown away."""
    draft = draft_of(_practitioner(request).pk)
    if request.method == "POST" or draft is None:
        forget_draft(_practitioner(request).pk)
        request.session.pop("draft_to", None)
        return redirect("home")
    request.session["draft_to"] = draft.to.partition("?")[0]
    shell = looking(request).shell("What you had typed was kept")
    shown = tuple((_in_words(name), text) for name, text in draft.words if text.strip())
    return show(
        request, "workspace/signing_in/kept.jinja", KeptPage(shell, draft.to, draft.page, draft.words, shown)
    )


def _in_words(name: str) -> str:
    words = name.rpartition("-")[2].replace("_", " ").capitalize()
    return words if len(words) > 2 else "What you typed"


def _words(written: str) -> list[tuple[str, str]]:
    try:
        return [(str(name), str(text)) for name, text in json.loads(written or "[]")]
    except (ValueError, TypeError):
        return []


def _practitioner(request: HttpRequest) -> Practitioner:
    return request.user  # type: ignore[return-value]  # nobody else comes past the sign-in


def _is_ours(address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
