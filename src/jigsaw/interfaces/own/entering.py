"""Coming in, for the first time and later; saying whether it is safe; and leaving. For people, and for supporters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from jigsaw.care.looks import actions
from jigsaw.care.looks.domain.naming import as_typed
from jigsaw.care.looks.themselves import Supporting, Themselves
from jigsaw.foundation.accounts import tries
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own import sessions
from jigsaw.interfaces.own.forms import SafeForm, SignInForm, StartForm
from jigsaw.interfaces.own.pages import HOME, SUPPORTING, AskingPage, shell
from jigsaw.interfaces.workspace.signing_in import door

_NOT_ACCEPTED = 422
ELSEWHERE = "https://www.nhs.uk/"
Who = Themselves | Supporting


@dataclass(frozen=True)
class Way:
    """A way in: what its routes and templates begin with, where it leads, and what lets somebody through."""

    name: str
    home: str
    title: str
    first: str
    begin: Callable[..., Who]
    enter: Callable[..., Who]
    whose: Callable[[HttpRequest], Who | None]


OWN = Way(
    *("own", HOME, "Your record", "Start using your record"),
    *(actions.begin_account, actions.enter, sessions.who_reads),
)
SUPPORTERS = Way(
    *("supporting", SUPPORTING, "For people who support somebody", "Start using your own way in"),
    *(actions.begin_supporting, actions.enter_as_supporter, sessions.who_supports),
)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, way: Way) -> HttpResponse:
    """The name and the password."""
    form = SignInForm(request.POST or None)
    if form.is_valid() and (who := _tried(request, form, way, lambda told: _entered(way, told))):
        sessions.begin(request, who)
        return redirect(f"{way.name}_safe")
    return _ask(request, way, way.title, form, "sign_in")


@login_not_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, way: Way) -> HttpResponse:
    """The first time: the code on the paper, and a password."""
    form = StartForm(request.POST or None)
    if form.is_valid() and (who := _tried(request, form, way, lambda told: _begun(way, told))):
        sessions.begin(request, who)
        return redirect(f"{way.name}_safe")
    return _ask(request, way, way.first, form, "start")


@login_not_required
@require_http_methods(["GET", "POST"])
def safe(request: HttpRequest, way: Way) -> HttpResponse:
    """Is it safe to read here? Until they say so nothing about anybody is sent to this device."""
    if way.whose(request) is None:
        return redirect(f"{way.name}_sign_in")
    form = SafeForm(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["safe"] == "no":
            return leave(request)
        sessions.mark_safe(request)
        return redirect(way.home)
    return _ask(request, way, "Before we show you anything", form, "safe")


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave at once, to a page that says nothing about anybody."""
    sessions.end(request)
    return redirect(ELSEWHERE)


def _ask(request: HttpRequest, way: Way, title: str, form: Form, template: str) -> HttpResponse:
    page = AskingPage(shell(request, title, home=way.home), form)
    return show(request, f"{way.name}/{template}.jinja", page, _NOT_ACCEPTED if form.errors else 200)


def _begun(way: Way, told: dict[str, str]) -> Who:
    return way.begin(by=told["name"], code=told["code"], password=told["password"])


def _entered(way: Way, told: dict[str, str]) -> Who:
    return way.enter(by=told["name"], password=told["password"])


def _tried(
    request: HttpRequest, form: Form, way: Way, come_in: Callable[[dict[str, Any]], Who]
) -> Who | None:
    """Who came in; None with what is wrong on the form. Tries are limited where they come from."""
    places = door.places(request, f"{way.name} {as_typed(form.cleaned_data['name'])}")
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
