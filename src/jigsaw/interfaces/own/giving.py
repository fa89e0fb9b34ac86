"""Giving somebody their own door, ending it, and printing the list for those who have none."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from jigsaw.care.intake.records import records_said
from jigsaw.care.looks import actions, queries
from jigsaw.care.looks.queries import AccountSeen
from jigsaw.care.looks.themselves import Themselves
from jigsaw.care.people import queries as people
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own.reading import look_line
from jigsaw.interfaces.own.staff_forms import EndForm, OpenForm
from jigsaw.interfaces.own.staff_pages import AccountPage, PaperPage
from jigsaw.interfaces.workspace.opening import Opened, open_person

_NO_ACCOUNT = UUID(int=0)


def account(request: HttpRequest, key: UUID) -> HttpResponse:
    """Open or end somebody's own account. Opens to whom their story opens."""
    return open_person(request, key, _account)


def paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who looked, in the person's words, to be printed for them."""
    return open_person(request, key, _paper)


def _account(request: HttpRequest, opened: Opened) -> HttpResponse:
    viewer, key = opened.viewer, opened.id
    now = next(
        (one for one in queries.accounts_of(viewer=viewer, records=_records(opened)) if not one.ended_at),
        None,
    )
    if now:
        return _ending(request, opened, now)
    form = OpenForm(request.POST if "how" in request.POST or "words" in request.POST else None)
    name = code = ""
    if form.is_valid():
        made = actions.open_account(by=viewer, record=_record(viewer, key), checked=form.checked())
        name, code = made.name, made.code
    back = (reverse("person_looks", args=[key]), "Back to who looked")
    title = "Give them this paper" if code else "Give them their own door"
    shell = looking(request).shell(title, section="search", back=back)
    return show(
        request, "own/account.jinja", AccountPage(shell, None if code else form, (), None, name, code)
    )


def _ending(request: HttpRequest, opened: Opened, now: AccountSeen) -> HttpResponse:
    form = EndForm(request.POST if "why" in request.POST and "end" in request.POST else None)
    if form.is_valid():
        actions.end_account(by=opened.viewer, account=now.id, why=form.cleaned_data["why"])
        tell_next_page(request, "The account is ended. Nothing is read by it from now on.")
        return redirect("own_account", key=opened.id)
    lines = (
        ("Sign-in name", now.name),
        ("Opened", f"{day_words(localtime(now.opened_at).date())}, by {now.opened_by}"),
        ("How it was checked", now.checked),
        ("In use", "Yes" if now.is_used else "Not yet: the code on the paper was not used"),
    )
    back = (reverse("person_looks", args=[opened.id]), "Back to who looked")
    shell = looking(request).shell("Their own door", section="search", back=back)
    return show(request, "own/account.jinja", AccountPage(shell, None, lines, form, "", ""))


def _paper(request: HttpRequest, opened: Opened) -> HttpResponse:
    back = (reverse("person_looks", args=[opened.id]), "Back to who looked")
    shell = looking(request).shell("Who looked at your record", section="search", back=back)
    themselves = Themselves(_NO_ACCOUNT, _record(opened.viewer, opened.id), "on paper")
    looks = tuple(look_line(one) for one in queries.own_looks(viewer=themselves))
    return show(request, "own/paper.jinja", PaperPage(shell, looks, day_words(timezone.localdate())))


def _records(opened: Opened) -> tuple[UUID, ...]:
    return people.record_ids(opened.viewer, [opened.id]).get(opened.id, ())


def _record(viewer: Viewer, key: UUID) -> UUID:
    """The source record that a door hangs on: the viewer's own agency's where it holds one. Raises NotFound."""
    records = people.record_ids(viewer, [key]).get(key, ())
    said = sorted(
        records_said(viewer, records), key=lambda one: (one.holder.key != viewer.agency, str(one.record))
    )
    if not said:
        raise NotFound(
            "Opening an account", "no agency holds a record of them", "Wait for their first record"
        )
    return said[0].record
