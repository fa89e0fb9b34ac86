"""Giving a supporter their own way in to what the person allowed, and ending it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime

from jigsaw.care.looks import actions, queries
from jigsaw.care.people import queries as people
from jigsaw.foundation.access import supporting
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.access.supporting import SupporterSeen
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.interfaces.own.staff_forms import EndForm, OpenToSupporterForm
from jigsaw.interfaces.own.staff_pages import AccountPage
from jigsaw.interfaces.workspace.opening import Opened, open_person

TEMPLATE = "own/supporter_account.jinja"


def account(request: HttpRequest, key: UUID, supporter: UUID) -> HttpResponse:
    """Open or end a supporter's own way in. Opens to whom the person's story opens."""
    return open_person(request, key, lambda request, opened: _account(request, opened, supporter))


def _account(request: HttpRequest, opened: Opened, key: UUID) -> HttpResponse:
    records = people.record_ids(opened.viewer, [opened.id]).get(opened.id, ())
    found = {one.id: one for one in supporting.supporters(viewer=opened.viewer, records=records)}.get(key)
    if found is None:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )
    now = next(iter(queries.supporter_doors(viewer=opened.viewer, supporter=key)), None)
    if now:
        return _ending(request, opened, found, now.pk)
    if found.is_due or found.told is Told.NOTHING:
        page = AccountPage(_shell(request, opened, key), None, (), None, "", "")
        return show(request, TEMPLATE, page)
    form = OpenToSupporterForm(request.POST if {"alone", "how", "words"} & set(request.POST) else None)
    name = code = ""
    if form.is_valid():
        made = actions.open_supporter_account(
            by=opened.viewer,
            records=records,
            supporter=key,
            checked=form.checked(),
            safe_because=form.cleaned_data["safe_because"],
        )
        name, code = made.name, made.code
    page = AccountPage(_shell(request, opened, key, bool(code)), None if code else form, (), None, name, code)
    return show(request, TEMPLATE, page)


def _ending(request: HttpRequest, opened: Opened, found: SupporterSeen, account: UUID) -> HttpResponse:
    form = EndForm(request.POST if "why" in request.POST and "end" in request.POST else None)
    if form.is_valid():
        actions.end_supporter_account(by=opened.viewer, account=account, why=form.cleaned_data["why"])
        tell_next_page(request, "Their way in is ended. Nothing is read by it from now on.")
        return redirect("supporter", opened.id, found.id)
    now = queries.supporter_doors(viewer=opened.viewer, supporter=found.id)[0]
    lines = (
        ("Sign-in name", now.name),
        ("Opened", f"{day_words(localtime(now.opened_at).date())}, by {now.opened_by.name}"),
        ("How it was checked", now.checked),
        ("What the person said, alone", now.safe_because),
        ("In use", "Yes" if now.secret else "Not yet: the code on the paper was not used"),
    )
    page = AccountPage(_shell(request, opened, found.id), None, lines, form, "", "")
    return show(request, TEMPLATE, page)


def _shell(request: HttpRequest, opened: Opened, supporter: UUID, is_paper: bool = False) -> Shell:
    back = (reverse("supporter", args=[opened.id, supporter]), "Back to what they may be told")
    title = "Give the supporter this paper" if is_paper else "A supporter’s own way in"
    return looking(request).shell(title, section="search", back=back)
