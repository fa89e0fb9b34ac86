"""The policies: the list, one as sentences, signed and left."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.sharing import queries
from jigsaw.care.sharing.actions import leave_policy, sign_policy
from jigsaw.care.sharing.policies import can_write
from jigsaw.care.sharing.presenters.policies import PoliciesPage, cards, lead_rows, policy_page
from jigsaw.care.sharing.presenters.writing import FormPage
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.design.fields import ConfirmField, TextField
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.queries import agencies_by_key

SECTION = "sharing"


class SignForm(forms.Form):
    """One box, so that nobody signs by a slip."""

    read = ConfirmField(
        "I have read it, and sign for my agency",
        missing="Confirm that you have read it and sign for your agency",
    )


class LeaveForm(forms.Form):
    """Why an agency leaves."""

    why = TextField("Why does your agency leave it?", max_length=300, missing="Enter why")


@require_GET
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy, and each agency's named person."""
    look = looking(request)
    known = agencies_by_key(viewer=look.viewer)
    page = PoliciesPage(
        look.shell("Sharing policies", section=SECTION, back=(reverse("sharing"), "May I share this?")),
        cards(queries.policies_seen(viewer=look.viewer), known),
        lead_rows(queries.leads(viewer=look.viewer), known),
        reverse("begin_sharing_draft") if can_write(look.viewer) else "",
    )
    return show(request, "sharing/policies.jinja", page)


@require_GET
def policy(request: HttpRequest, key: str) -> HttpResponse:
    """The version of a policy that counts today."""
    return _shown(request, key, None)


@require_GET
def version(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """One version, word for word."""
    return _shown(request, key, version)


def _shown(request: HttpRequest, key: str, number: int | None) -> HttpResponse:
    look = looking(request)
    seen = queries.policy_seen(viewer=look.viewer, key=key, version=number)
    shell = look.shell(seen.policy.name, section=SECTION, back=(reverse("sharing_policies"), "All policies"))
    page = policy_page(look.viewer, shell, seen, agencies_by_key(viewer=look.viewer))
    return show(request, "sharing/policy.jinja", page)


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """Sign a version for the agency."""
    look, form = looking(request), SignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sign_policy(by=look.viewer, key=key, version=version)
        tell_next_page(request, "Signed for your agency.")
        return redirect("sharing_policy_version", key=key, version=version)
    told = (
        "When each party has signed, it is in force from its first day. Your name stands under these words."
    )
    return _asked(request, form, "Sign this policy?", told, "Sign for your agency", (key, version))


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """Take the agency's signature back."""
    look, form = looking(request), LeaveForm(request.POST or None)
    if form.is_valid():
        leave_policy(by=look.viewer, key=key, version=version, why=form.cleaned_data["why"])
        tell_next_page(request, "Your agency has left this policy.")
        return redirect("sharing_policy_version", key=key, version=version)
    told = "From then on nothing is told to your agency or by it under this policy. The other agencies go on."
    return _asked(request, form, "Leave this policy?", told, "Leave it", (key, version))


def _asked(
    request: HttpRequest, form: forms.Form, title: str, told: str, button: str, which: tuple[str, int]
) -> HttpResponse:
    seen = queries.policy_seen(viewer=looking(request).viewer, key=which[0], version=which[1])
    back = (reverse("sharing_policy_version", args=list(which)), "Back to the policy")
    shell = looking(request).shell(title, section=SECTION, back=back)
    page = FormPage(shell, form, (f"{seen.policy.name}, version {which[1]}", told), button)
    return show(request, "sharing/form.jinja", page, 422 if form.errors else 200)
