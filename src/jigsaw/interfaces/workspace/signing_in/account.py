"""Somebody's own sign-in: second factors, passkeys, recovery codes, the password, other sessions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.accounts import actions, codes, passkeys, queries, setting_up, tries
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.interfaces.workspace.signing_in import door, passkey, sessions
from jigsaw.interfaces.workspace.signing_in.forms import AppForm, KeyNameForm, NewPasswordForm, SetUpForm
from jigsaw.interfaces.workspace.signing_in.pages import AccountPage, AppPage, FormPage, RecoveryPage

BACK = ("/account", "Back to your sign-in")
View = Callable[..., HttpResponse]


def proved(view: View) -> View:
    """Only within ten minutes of having shown who they are; else the session locks first, and leads back here."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **told: Any) -> HttpResponse:
        if sessions.proved_lately(request):
            return view(request, *args, **told)
        request.session.update({"locked": True, "after": "/account"})
        return redirect("locked")

    return checked


def account(request: HttpRequest) -> HttpResponse:
    """What is set up, and what can be."""
    page = AccountPage(
        looking(request).shell("Your sign-in"),
        queries.factors_of(viewer=looking(request).viewer),
        has_password=_practitioner(request).has_usable_password(),
        must_set_up=bool(request.session.get("must_set_up")),
        is_fresh=sessions.proved_lately(request),
    )
    return show(request, "workspace/signing_in/account.jinja", page)


@sensitive_post_parameters("code")
def set_up_code(request: HttpRequest) -> HttpResponse:
    """Before the first second factor: the code that they were given by another way than their password."""
    if not request.session.get("must_show_code"):
        return redirect("account")
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        fault = _fault_of_code(request, form.cleaned_data["code"])
        if not fault:
            del request.session["must_show_code"]
            return redirect("account")
        form.add_error("code", fault)
    shell = looking(request).bare_shell("Enter your set-up code")
    return show(request, "workspace/signing_in/set_up_code.jinja", FormPage(shell, form))


def _fault_of_code(request: HttpRequest, code: str) -> str:
    practitioner = _practitioner(request)
    there = door.places_of_codes(request, practitioner.username)
    if wait := door.take_try(there):
        return wait
    if setting_up.use_set_up_code(by=looking(request).viewer, code=code):
        tries.take_back(there)
        return ""
    door.wrong(practitioner.username, "set-up code")
    return "Enter the code that you were given for this. It works once, within seven days"


@proved
@sensitive_post_parameters("code")
def set_up_app(request: HttpRequest) -> HttpResponse:
    """Set up an app that shows codes."""
    viewer = looking(request).viewer
    if queries.factors_of(viewer=viewer).app:
        return redirect("account")
    form = AppForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if actions.confirm_app(by=viewer, code=form.cleaned_data["code"]):
            return _safe_now(request, "Your app is set up.")
        form.add_error("code", "Enter the code that the app shows now, before it changes")
    secret = codes.new_secret(_practitioner(request).pk)
    drawn = Markup(codes.drawing(secret, _practitioner(request).username))  # noqa: S704 (segno writes nothing else)
    shell = looking(request).shell("Set up an app for codes", back=BACK)
    in_fours = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return show(request, "workspace/signing_in/app.jinja", AppPage(shell, form, drawn, in_fours))


@proved
@require_POST
def remove_app(request: HttpRequest) -> HttpResponse:
    """Forget the app, for instance to set up another telephone."""
    actions.forget_app(by=looking(request).viewer)
    tell_next_page(request, "The app is forgotten. Set up another one now, if you have no passkey.")
    return redirect("account")


@proved
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey: a page with a name to give, from which the script goes on."""
    form = KeyNameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kept = actions.keep_passkey(
            by=looking(request).viewer,
            practitioner=_practitioner(request),
            here=passkey.here(request),
            remembered=passkey.remembered(request),
            answer=request.POST.get("answer", ""),
            name=form.cleaned_data["name"],
        )
        if kept:
            return _safe_now(request, "Your passkey is added.")
        form.add_error(None, "The passkey was not added. Try again, on the device that is to keep it")
    shell = looking(request).shell("Add a passkey", back=BACK)
    return show(request, "workspace/signing_in/passkey.jinja", FormPage(shell, form))


@proved
@require_GET
def ask_to_make(request: HttpRequest) -> HttpResponse:
    """The question by which a browser makes a passkey, for the script."""
    return passkey.asked(request, passkeys.ask_to_make(_practitioner(request), passkey.here(request)))


@proved
@require_POST
def remove_passkey(request: HttpRequest, key: int) -> HttpResponse:
    """Forget one of their passkeys."""
    actions.forget_passkey(by=looking(request).viewer, key=key)
    tell_next_page(request, "The passkey is forgotten.")
    return redirect("account")


@proved
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown this once."""
    viewer = looking(request).viewer
    if not queries.factors_of(viewer=viewer).any:
        raise Refused(
            "Making recovery codes", "there is no second factor yet", "Set up an app or a passkey first"
        )
    made = actions.make_recovery_codes(by=viewer)
    shell = looking(request).shell("Your recovery codes", back=BACK)
    return show(request, "workspace/signing_in/recovery.jinja", RecoveryPage(shell, tuple(made)))


@proved
@sensitive_post_parameters("password")
def new_password(request: HttpRequest) -> HttpResponse:
    """A new password. Their other sessions are over."""
    practitioner = _practitioner(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, practitioner=practitioner)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        actions.change_password(by=looking(request).viewer, practitioner=practitioner, password=password)
        update_session_auth_hash(request, practitioner)
        tell_next_page(
            request, "Your password is changed. Wherever else you were signed in, you are no more."
        )
        return redirect("account")
    shell = looking(request).shell("Change your password", back=BACK)
    return show(request, "workspace/signing_in/password.jinja", FormPage(shell, form))


@proved
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every other session of theirs."""
    actions.end_sessions(by=looking(request).viewer, practitioner=_practitioner(request).pk)
    sessions.begin_again(request)
    tell_next_page(request, "Wherever else you were signed in, you are no more.")
    return redirect("account")


def _safe_now(request: HttpRequest, told: str) -> HttpResponse:
    """A second factor is there. The first time, recovery codes follow at once."""
    request.session.pop("must_set_up", None)
    viewer = looking(request).viewer
    if queries.factors_of(viewer=viewer).recovery_left:
        tell_next_page(request, told)
        return redirect("account")
    made = actions.make_recovery_codes(by=viewer)
    shell = looking(request).shell("Your recovery codes", back=BACK)
    return show(request, "workspace/signing_in/recovery.jinja", RecoveryPage(shell, tuple(made)))


def _practitioner(request: HttpRequest) -> Practitioner:
    return request.user  # type: ignore[return-value]  # nobody else comes past the sign-in
