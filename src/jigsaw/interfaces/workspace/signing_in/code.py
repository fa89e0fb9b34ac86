"""The second step of signing in: a code, or a passkey."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from jigsaw.foundation.accounts import codes, queries, tries
from jigsaw.foundation.design.pages import Shell, shell_for, show
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import viewer_of
from jigsaw.interfaces.workspace.signing_in import door
from jigsaw.interfaces.workspace.signing_in.forms import CodeForm
from jigsaw.interfaces.workspace.signing_in.pages import CodePage
from jigsaw.interfaces.workspace.signing_in.password import half_way

WRONG = "Enter the code that the app shows now. Each code works once: wait for the next one"


@login_not_required
@sensitive_post_parameters("code")
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The page of the second step. Who has not given their password is sent back to do so."""
    practitioner = half_way(request)
    if practitioner is None:
        return redirect("sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        fault = check_code(request, practitioner, form.cleaned_data["code"])
        if not fault:
            return door.come_in(request, practitioner, "password and code")
        form.add_error("code", fault)
    factors = queries.factors_of(viewer=viewer_of(practitioner))
    shell = shell_for(request, Shell("Enter your code", is_demo=settings.JIGSAW_DEMO))
    page = CodePage(shell, form, factors.app, bool(factors.passkeys))
    return show(request, "workspace/signing_in/code.jinja", page)


def check_code(request: HttpRequest, practitioner: Practitioner, code: str) -> str:
    """What is wrong with a second factor's code, which is taken when it is right; nothing then."""
    there = door.places_of_codes(request, practitioner.username)
    # A recovery code has 80 bits: nobody guesses it, so that it works also while tries are used up.
    if len(code.strip()) > 8 and codes.take_recovery_code(practitioner.pk, code):
        return ""
    if wait := door.take_try(there):
        return wait
    if codes.take_code(practitioner.pk, code):
        tries.take_back(there)
        return ""
    door.wrong(practitioner.username, "code")
    return WRONG
