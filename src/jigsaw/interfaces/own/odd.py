"""Odd looks: each is looked at by somebody, and closed with a reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods

from jigsaw.care.looks import actions, queries
from jigsaw.care.looks.queries import OddSeen
from jigsaw.care.looks.shipped import rules_in_force
from jigsaw.care.people.domain.labels import label_of
from jigsaw.care.people.queries import names_of
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.audit.actions import OVERSIGHT, record_look
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import Moment, clock_words, day_words
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.own.staff_forms import CloseForm
from jigsaw.interfaces.own.staff_pages import FormPage, OddLine, OddPage

SECTION = "odd_looks"
CHECKED = "To check how this record is used"


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The findings that wait, those that were closed, and the rules in plain sentences. Nobody looked at is named."""
    look = looking(request)
    found, rules = queries.odd_looks_seen(viewer=look.viewer), rules_in_force()
    page = OddPage(
        shell=look.shell("Odd looks", section=SECTION),
        waiting=tuple(_line(one) for one in found if not one.made),
        done=tuple(_line(one) for one in found if one.made),
        rules=tuple((one.name, one.plain, one.why) for one in rules.by_key.values()),
        version=rules.version,
    )
    return show(request, "own/odd_looks.jinja", page)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, key: int) -> HttpResponse:
    """One finding with its evidence and whom it was at, and the form to close it. This look is recorded too."""
    look = looking(request)
    found = queries.odd_look(viewer=look.viewer, key=key)
    form = CloseForm(request.POST or None)
    if form.is_valid() and not found.made:
        try:
            return _closed(request, found, form)
        except Refused as error:
            form.add_error(
                None, f"{error.hindered_by[:1].upper()}{error.hindered_by[1:]}. {error.next_step}."
            )
    named = names_of(JIGSAW, [found.person]).get(found.person)
    told: dict[str, Any] = {
        "why": CHECKED,
        "purpose": OVERSIGHT,
        "act": "checked how a record is used",
    }
    record_look(by=look.viewer, subject_kind="person", subject_id=found.person, **told)
    at = localtime(found.at)
    lines = (
        ("Rule", f"{found.plain} (version {found.version})"),
        ("Who looked", found.who),
        ("At whom", label_of(named) if named else "Somebody of whom no record is left under that id"),
        ("When", f"{day_words(at.date())}, {clock_words(at)}"),
        ("Why, as recorded", found.why),
        *(("What shows it", words) for words in found.evidence),
    )
    notes = ("A finding is a question and no proof. Talk with whoever looked.",)
    shell = look.shell(found.name, section=SECTION, back=(reverse("odd_looks"), "Back to the list"))
    return show(request, "own/odd_look.jinja", FormPage(shell, form, lines, notes))


def _closed(request: HttpRequest, found: OddSeen, form: CloseForm) -> HttpResponse:
    viewer, told = looking(request).viewer, form.cleaned_data
    if told["quiet_until"]:
        actions.keep_quiet(by=viewer, odd=found.key, until=told["quiet_until"], why=told["words"])
    actions.close_odd_look(by=viewer, odd=found.key, made=told["made"], words=told["words"])
    tell_next_page(request, "Closed, with your name and your why.")
    return redirect("odd_looks")


def _line(one: OddSeen) -> OddLine:
    href = reverse("odd_look", args=[one.key])
    made: Link | str = (
        f"{one.made}, says {one.closed_by}: {one.words}" if one.made else Link("Look at it", href)
    )
    if one.is_mine and not one.made:
        made = "It is about your own look: another privacy officer looks at it"
    return OddLine(Moment(one.at), one.who, one.name, " ".join(one.evidence), made)
