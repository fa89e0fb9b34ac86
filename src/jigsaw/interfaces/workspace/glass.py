"""Breaking the glass: opening a record that the rules keep closed, when it cannot wait; and its review afterwards."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime

from jigsaw.care.people import queries as people
from jigsaw.foundation.access.actions import break_glass, review_glass
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.access.queries import GlassSeen, broken_glasses
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import Moment, clock_words, day_words
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.forms import BreakGlassForm, GlassReviewForm
from jigsaw.interfaces.workspace.pages import GlassesPage, GlassLine, GlassPage

SECTION = "broken_glass"


def break_it(request: HttpRequest, key: UUID) -> HttpResponse:
    """Why it cannot wait, and for how long; then the record opens. Nobody is named before that."""
    viewer = looking(request).viewer
    person = people.person(viewer, key)
    form = BreakGlassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        records = people.record_ids(viewer, [person.pk]).get(person.pk, ())
        told = {"reason": form.cleaned_data["reason"], "minutes": int(form.cleaned_data["minutes"])}
        glass = break_glass(by=viewer, person=person.pk, records=records, **told)
        until = clock_words(localtime(glass.ends_at))
        said = (
            f"This record is open to you until {until}. The Caldicott Guardian of your agency has been told."
        )
        tell_next_page(request, said)
        return redirect("person", person.pk)
    back = (reverse("person", args=[person.pk]), "Back")
    shell = looking(request).shell("Break the glass", back=back)
    return show(request, "workspace/break_glass.jinja", GlassPage(shell, form))


def listing(request: HttpRequest) -> HttpResponse:
    """The broken glasses of the viewer's agency: those that wait to be looked at first."""
    found = broken_glasses(viewer=looking(request).viewer)
    page = GlassesPage(
        shell=looking(request).shell("Broken glass", section=SECTION),
        sealed_href=reverse("sealed_people"),
        waiting=tuple(_line(one) for one in found if one.was_needed is None),
        done=tuple(_line(one) for one in found if one.was_needed is not None),
    )
    return show(request, "workspace/broken_glass.jinja", page)


def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """What somebody makes of one broken glass. Raises NotFound for one of another agency."""
    viewer = looking(request).viewer
    check(viewer, Act.REVIEW_BROKEN_GLASS)
    seen = next((one for one in broken_glasses(viewer=viewer) if one.id == key), None)
    if seen is None:
        raise NotFound(
            "Looking at a broken glass", "there is none here that you can see", "Go back to the list"
        )
    form = GlassReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        was_needed = form.cleaned_data["was_needed"] == "yes"
        review_glass(by=viewer, glass=key, was_needed=was_needed, words=form.cleaned_data["words"])
        tell_next_page(request, "What you found is kept.")
        return redirect("broken_glass")
    back = (reverse("broken_glass"), "Back to the list")
    shell = looking(request).shell("Look at a broken glass", section=SECTION, back=back)
    return show(request, "workspace/review_glass.jinja", GlassPage(shell, form, _told(seen)))


def _line(one: GlassSeen) -> GlassLine:
    return GlassLine(Moment(one.at), _who(one), _minutes(one), one.reason, _review(one))


def _review(one: GlassSeen) -> Link | str:
    if one.was_needed is not None:
        return (
            f"{'Needed' if one.was_needed else 'Not shown to be needed'}, says {one.reviewed_by}: {one.words}"
        )
    if one.is_mine:
        return "You broke it: another manager looks at it"
    return Link(f"Look at it by {day_words(one.review_by)}", reverse("review_glass", args=[one.id]))


def _told(one: GlassSeen) -> tuple[tuple[str, str], ...]:
    began, ended = localtime(one.at), localtime(one.ends_at)
    until = f"{day_words(began.date())}, {clock_words(began)} to {clock_words(ended)}"
    return (("Who", _who(one)), ("When", until), ("Why it could not wait", one.reason))


def _who(one: GlassSeen) -> str:
    return f"{one.name}, {one.team}" if one.team else one.name


def _minutes(one: GlassSeen) -> int:
    return round((one.ends_at - one.at).total_seconds() / 60)
