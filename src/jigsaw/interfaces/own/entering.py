"""Coming in, for the first time and later; saying whether it is safe; and leaving."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from jigsaw.care.looks import actions
from jigsaw.care.looks.domain.naming import as_typed
from jigsaw.care.looks.themselves import Themselves
from jigsaw.foundation.accounts import tries
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own import sessions
from jigsaw.interfaces.own.forms import SafeForm, SignInForm, StartForm
from jigsaw.interfaces.own.pages import AskingPage, shell
from jigsaw.interfaces.workspace.signing_in import door

_NOT_ACCEPTED = 422
ELSEWHERE = "https://www.nhs.uk/"


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The name and the password."""
    form = SignInForm(request.POST or None)
    if form.is_valid() and (
        who := _tried(request, form, lambda told: actions.enter(by=told["name"], password=told["password"]))
    ):
        sessions.begin(request, who)
        return redirect("own_safe")
    page = AskingPage(shell(request, "Your record"), form)
    return show(request, "own/sign_in.jinja", page, _NOT_ACCEPTED if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first time: the code on the paper, and a password."""
    form = StartForm(request.POST or None)
    if form.is_valid() and (who := _tried(request, form, _begun)):
        sessions.begin(request, who)
        return redirect("own_safe")
    page = AskingPage(shell(request, "Start using your record"), form)
    return show(request, "own/start.jinja", page, _NOT_ACCEPTED if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def safe(request: HttpRequest) -> HttpResponse:
    """Is it safe to read here? Until they say so nothing about them is sent to this device."""
    if sessions.who_reads(request) is None:
        return redirect("own_sign_in")
    form = SafeForm(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["safe"] == "no":
            return leave(request)
        sessions.mark_safe(request)
        return redirect("own_record")
    page = AskingPage(shell(request, "Before we show you anything"), form)
    return show(request, "own/safe.jinja", page, _NOT_ACCEPTED if form.errors else 200)


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave at once, to a page that says nothing about them."""
    sessions.end(request)
    return redirect(ELSEWHERE)


def _begun(told: dict[str, str]) -> Themselves:
    return actions.begin_account(by=told["name"], code=told["code"], password=told["password"])


def _tried(
    request: HttpRequest, form: Form, come_in: Callable[[dict[str, str]], Themselves]
) -> Themselves | None:
    """Who came in; None with what is wrong on the form. Tries are limited where they come from."""
    places = door.places(request, f"own {as_typed(form.cleaned_data['name'])}")
    if wait := door.take_try(places):
        form.add_error(None, wait)
        return None
    try:
        who = come_in(form.cleaned_data)
    except Refused as error:
        form.add_error(None, f"{error.hindered_by[:1].upper()}{error.hindered_by[1:]}. {error.next_step}.")
        return None
    tries.take_back(places)
    return who
