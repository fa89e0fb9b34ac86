"""Signing in by another service: sending somebody there, and taking them in when they come back."""

from urllib.parse import urlencode

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from jigsaw.foundation.accounts import actions, binding
from jigsaw.foundation.accounts.openid import talking
from jigsaw.foundation.accounts.openid import vouching as openid
from jigsaw.foundation.accounts.openid.providers import Provider, provider, providers
from jigsaw.foundation.accounts.openid.talking import NotVouched
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.design.pages import Shell, shell_for, show
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.interfaces.workspace.signing_in import door, sessions
from jigsaw.interfaces.workspace.signing_in.pages import BindPage, Vouching

_SENT, _LINK = "sent", "link"
WITH = "with "


def offered() -> tuple[Vouching, ...]:
    """The services that vouch here, as buttons."""
    found = providers().values()
    return tuple(Vouching(one.name, reverse("sign_in_with", args=[one.key])) for one in found)


@login_not_required
@require_GET
def begin(request: HttpRequest, provider: str) -> HttpResponse:
    """Send somebody to the service. From a locked session, to show again who they are."""
    service = _provider(provider)
    anew = bool(request.session.get("locked"))
    address, remembered = openid.begin(service, _back(request, service), anew=anew)
    request.session[_SENT] = remembered | {"provider": service.key}
    return HttpResponseRedirect(address)


@login_not_required
@require_GET
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """They came back: whom does the service vouch for?"""
    service = _provider(provider)
    remembered = request.session.pop(_SENT, {})
    if remembered.get("provider") != service.key:
        remembered = {}
    vouch = openid.come_back(service, _back(request, service), remembered, request.GET.dict())
    practitioner = _meant(request, vouch)
    if role := openid.role_of(service, vouch):
        actions.give_role(by=JIGSAW, practitioner=practitioner.pk, role=role, why=f"Said by {service.key}")
    if request.user.is_authenticated and request.user.pk == practitioner.pk:
        sessions.unlock(request, f"{WITH}{service.key}")
        return redirect(door.lead_on(practitioner.pk, str(request.session.pop("after", ""))))
    if request.user.is_authenticated:
        logout(request)
    return door.come_in(request, practitioner, f"{WITH}{service.key}")


def _meant(request: HttpRequest, vouch: openid.Vouch) -> Practitioner:
    link = str(request.session.pop(_LINK, ""))
    found = binding.use_link(by=JIGSAW, link=link, vouch=vouch) if link else binding.practitioner_of(vouch)
    if found is None:
        raise NotVouched(
            "that account belongs to nobody who signs in here",
            "Ask your administrator for a link that binds it to you",
        )
    return found


@login_not_required
def bind(request: HttpRequest, link: str) -> HttpResponse:
    """A link that binds an account to the person whom it names, when they press the button."""
    waiting = binding.waiting_link(link)
    if waiting is None:
        raise NotFound(
            "Binding an account", "the link was used, or is too old", "Ask your administrator for another"
        )
    service = provider(waiting.provider)
    if request.method == "POST":
        logout(request)
        request.session[_LINK] = link
        address, remembered = openid.begin(service, _back(request, service), anew=True)
        request.session[_SENT] = remembered | {"provider": service.key}
        shell = shell_for(request, Shell(f"Go on to {service.name}"))
        return show(request, "workspace/signing_in/bind.jinja", BindPage(shell, "", service.name, address))
    shell = shell_for(request, Shell("Is this you?"))
    page = BindPage(shell, waiting.practitioner.name, service.name, "")
    return show(request, "workspace/signing_in/bind.jinja", page)


@csrf_exempt
@login_not_required
@require_POST
def ended(request: HttpRequest, provider: str) -> HttpResponse:
    """The service says that somebody signed out there: their sessions here are over at their next click."""
    service = _provider(provider)
    try:
        subject = openid.ended_subject(service, request.POST.get("logout_token", ""))
    except NotVouched:
        return HttpResponse(status=400)
    found = binding.practitioner_of(openid.Vouch(service.issuer, subject, {}))
    if found:
        actions.end_sessions(by=JIGSAW, practitioner=found.pk)
    return HttpResponse(status=200)


def sign_out_of(request: HttpRequest) -> tuple[str, str] | None:
    """Where else they are signed in, when a service vouched for this session: its name, and where that is ended."""
    way = str(request.session.get("way", ""))
    service = providers().get(way.removeprefix(WITH)) if way.startswith(WITH) else None
    if service is None:
        return None
    try:
        address = talking.offered(service).end_session
    except NotVouched:
        return None
    # No token goes into the address: it names the person, and addresses are logged.
    told = urlencode(
        {
            "client_id": service.client_id,
            "post_logout_redirect_uri": request.build_absolute_uri(reverse("sign_in")),
        }
    )
    return (service.name, f"{address}?{told}") if address else None


def _back(request: HttpRequest, service: Provider) -> str:
    return request.build_absolute_uri(reverse("sign_in_back", args=[service.key]))


def _provider(key: str) -> Provider:
    return provider(key)
