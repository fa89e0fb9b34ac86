"""Passkeys: the browser's script asks for a challenge, has it signed, and sends a plain form."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from jigsaw.foundation.access.web import tell_next_page
from jigsaw.foundation.accounts import passkeys
from jigsaw.foundation.core.errors import Refused
from jigsaw.interfaces.workspace.signing_in import door, sessions

_ASKED = "passkey"
"""Where the session keeps the challenge meanwhile: it is taken out when it is answered, right or wrong."""


def refused() -> Refused:
    """What is said when a passkey does not fit, in the same words whatever was wrong."""
    return Refused(
        "Using a passkey",
        "this passkey was not made for this sign-in, or the question to it was too old",
        "Try again, or use your password and a code",
    )


def here(request: HttpRequest) -> passkeys.Here:
    """Our own address as the browser knows it."""
    host = request.get_host()
    return passkeys.Here(f"{request.scheme}://{host}", host.rsplit(":", 1)[0] if ":" in host else host)


def asked(request: HttpRequest, challenge: passkeys.Challenge) -> HttpResponse:
    """The question as JSON for the script; the challenge stays in the session."""
    request.session[_ASKED] = challenge.remembered
    return HttpResponse(challenge.options, content_type="application/json")


def remembered(request: HttpRequest) -> str:
    """The challenge that was asked, once. Empty when none was: nothing answers that."""
    return str(request.session.pop(_ASKED, ""))


@login_not_required
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """The question to a passkey that somebody signs in or unlocks with."""
    return asked(request, passkeys.ask_for_one(here(request)))


@login_not_required
@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey: it is two factors by itself, so that no password is asked."""
    if request.user.is_authenticated:
        return redirect("home")
    practitioner = passkeys.take(here(request), remembered(request), request.POST.get("answer", ""))
    if practitioner is None:
        raise refused()
    return door.come_in(request, practitioner, "passkey")


@require_POST
def unlock_by_passkey(request: HttpRequest) -> HttpResponse:
    """Unlock by a passkey of the session's owner."""
    practitioner = passkeys.take(here(request), remembered(request), request.POST.get("answer", ""))
    if practitioner is None or practitioner.pk != request.user.pk:
        tell_next_page(
            request, "That passkey did not unlock this session. Try again, or enter your password."
        )
        return redirect("locked")
    sessions.unlock(request, "passkey")
    return redirect(door.lead_on(practitioner.pk, str(request.session.pop("after", ""))))
