"""The sign-in page, and signing out. The demonstration lists its sign-ins, by the function that a setting names."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jigsaw.foundation.accounts import queries, tries
from jigsaw.foundation.accounts.drafts import forget_draft
from jigsaw.foundation.design.pages import Shell, shell_for, show
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import viewer_of
from jigsaw.interfaces.workspace.headers import FORGET
from jigsaw.interfaces.workspace.signing_in import door, vouching
from jigsaw.interfaces.workspace.signing_in.forms import SignInForm
from jigsaw.interfaces.workspace.signing_in.pages import SignedOutPage, SignIn, SignInPage

HALF_WAY = 5 * 60
"""Seconds between the password and the second step."""


@login_not_required
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    if request.user.is_authenticated:
        return redirect("home")
    door.note_where_to(request)
    form = SignInForm(
        request,
        request.POST if request.method == "POST" else None,
        may_try=lambda name: door.take_try(door.places(request, name)),
    )
    if request.method == "POST" and form.is_valid():
        return _came_with_password(request, form.get_user())
    if form.errors and not form.must_wait and (name := form.cleaned_data.get("username")):
        door.wrong(name, "password")
    return _sign_in_page(request, form)


def _sign_in_page(request: HttpRequest, form: SignInForm) -> HttpResponse:
    shell = shell_for(request, Shell("Sign in to Jigsaw", is_demo=settings.JIGSAW_DEMO))
    sign_ins, password = demo_sign_ins()
    page = SignInPage(shell, form, sign_ins, password, vouching.offered())
    return show(request, "workspace/signing_in/sign_in.jinja", page, 429 if form.must_wait else 200)


def _came_with_password(request: HttpRequest, practitioner: Practitioner) -> HttpResponse:
    tries.take_back(door.places(request, practitioner.username))
    if queries.factors_of(viewer=viewer_of(practitioner)).any:
        # Nobody is signed in yet: only this is remembered, for some minutes.
        request.session.cycle_key()
        request.session["half"] = {"who": practitioner.pk, "at": time.time()}
        return redirect("sign_in_code")
    return door.come_in(request, practitioner, "password")


def half_way(request: HttpRequest) -> Practitioner | None:
    """Who has given their password in this session and not yet their second factor."""
    half = request.session.get("half", {})
    if time.time() - half.get("at", 0) > HALF_WAY:
        return None
    return Practitioner.objects.select_related("agency").filter(pk=half["who"], is_active=True).first()


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out: the session is gone, and the browser throws away what it holds of it."""
    if request.user.is_authenticated:
        forget_draft(int(request.user.pk))
    elsewhere = vouching.sign_out_of(request)
    logout(request)
    answer = redirect("sign_in") if elsewhere is None else _also_elsewhere(request, *elsewhere)
    answer.headers["Clear-Site-Data"] = FORGET
    return answer


def _also_elsewhere(request: HttpRequest, name: str, href: str) -> HttpResponse:
    shell = shell_for(request, Shell("You have signed out of Jigsaw", is_demo=settings.JIGSAW_DEMO))
    return show(request, "workspace/signing_in/signed_out.jinja", SignedOutPage(shell, name, href))


def demo_sign_ins() -> tuple[tuple[SignIn, ...], str]:
    """The demonstration's sign-ins and their password, where settings name them; elsewhere nothing."""
    if not settings.JIGSAW_DEMO:
        return (), ""
    listed = import_string(settings.JIGSAW_DEMO_SIGN_INS)()
    shown = (SignIn(one.username, one.name, one.role, one.team.agency_name, one.work) for one in listed)
    return tuple(shown), import_string(settings.JIGSAW_DEMO_PASSWORD)
