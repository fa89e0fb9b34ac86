"""Those who support a person: who they are, what the person said that each may be told, and which pieces that is."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.domain.families import held_for, is_about_them
from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.people import queries as people
from jigsaw.care.story import queries as stories
from jigsaw.foundation.access import supporting
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.access.hiding import sealed_records
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.access.supporting import SupporterSeen
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.interfaces.workspace.forms import SupporterForm, ToldForm
from jigsaw.interfaces.workspace.opening import Opened, open_person
from jigsaw.interfaces.workspace.pages import SupporterLine, SupporterPage, SupportersPage, ToldLine

WORDS = {
    Told.NOTHING: "Nothing",
    Told.GENERAL: "What is general",
    Told.NAMED_ITEMS: "What they named",
    Told.EVERYTHING: "Everything",
}


def listing(request: HttpRequest, key: UUID) -> HttpResponse:
    """Those who support a person, and the form to add one. Opens to whom their story opens."""
    return open_person(request, key, _listing)


def one(request: HttpRequest, key: UUID, supporter: UUID) -> HttpResponse:
    """What one supporter may be told, and the form by which the person's word is recorded. Raises NotFound."""
    return open_person(request, key, lambda request, opened: _one(request, opened, supporter))


def _records(opened: Opened) -> tuple[UUID, ...]:
    return people.record_ids(opened.viewer, [opened.id]).get(opened.id, ())


def _listing(request: HttpRequest, opened: Opened) -> HttpResponse:
    records = _records(opened)
    form = SupporterForm(request.POST if "name" in request.POST else None)
    if form.is_bound and form.is_valid():
        made = supporting.note_supporter(
            by=opened.viewer, person=opened.id, records=records, **form.cleaned_data
        )
        return redirect("supporter", opened.id, made.pk)
    found = supporting.supporters(viewer=opened.viewer, records=records)
    back = (reverse("person", args=[opened.id]), "Back to the story")
    page = SupportersPage(
        looking(request).shell("Those who support them", back=back),
        form,
        tuple(_line(opened.id, one) for one in found),
    )
    return show(request, "workspace/supporters.jinja", page)


def _line(person: UUID, one: SupporterSeen) -> SupporterLine:
    again = supporting.NOT_ASKED if one.review_on is None else f"Asked again by {day_words(one.review_on)}"
    return SupporterLine(
        Link(one.name, reverse("supporter", args=[person, one.id])),
        one.relation,
        WORDS[one.may_be_told],
        again,
    )


def _one(request: HttpRequest, opened: Opened, key: UUID) -> HttpResponse:
    records = _records(opened)
    found = {one.id: one for one in supporting.supporters(viewer=opened.viewer, records=records)}.get(key)
    if found is None:
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )
    groups = sorted({kind.group for kind in all_kinds().values()})
    stands = {"told": found.told, "items": found.items, "words": found.words}
    form = ToldForm(request.POST if "told" in request.POST else None, groups=groups, initial=stands)
    if form.is_bound and form.is_valid():
        supporting.note_told(
            by=opened.viewer, person=opened.id, records=records, supporter=key, **form.said()
        )
        tell_next_page(request, "What they may be told is recorded, and holds from now.")
        return redirect("supporter", opened.id, key)
    back = (reverse("supporters", args=[opened.id]), "Back to those who support them")
    may, ask_first = _pieces(opened, found)
    page = SupporterPage(
        looking(request).shell(f"What {found.name} may be told", back=back), form, found.relation,
        WORDS[found.may_be_told], found.is_due, found.review_on, may, ask_first,
        reverse("supporter_account", args=[opened.id, key]),
    )  # fmt: skip
    return show(request, "workspace/supporter.jinja", page)


def _pieces(opened: Opened, found: SupporterSeen) -> tuple[tuple[ToldLine, ...], tuple[ToldLine, ...]]:
    """The pieces that they may be told of, and those of which the agency is asked first."""
    story = stories.person_story(opened.viewer, opened.id)
    shown = [one for one in story.told.entries if not one.is_withheld]
    own, died = set(_records(opened)), bool(story.died_on)
    sealed = sealed_records()
    about_them = [one for one in shown if is_about_them(one.about, own)]
    outcomes = [(one, _decision(found, one, own, died, sealed)) for one in about_them]
    by_outcome = (Outcome.PERMIT, Outcome.REVIEW)
    may, ask_first = (_lines(one for one, outcome in outcomes if outcome is wanted) for wanted in by_outcome)
    return may, ask_first


def _decision(
    found: SupporterSeen, one: Entry, own: Collection[UUID], deceased: bool, sealed: Collection[UUID]
) -> Outcome:
    by_kind = held_for(kind=one.kind, holder_kind=one.holder.kind, about=one.about, records=own)
    told = {"holder": one.holder.key, "restriction": one.restriction, "handling": one.handling}
    names_sealed = any(each.record in sealed for each in one.about)
    how = {"by_kind": by_kind, "deceased": deceased, "sealed": names_sealed}
    return supporting.may_be_told(found, group=one.group, **how, **told).outcome  # type: ignore[arg-type]


def _lines(entries: Iterable[Entry]) -> tuple[ToldLine, ...]:
    return tuple(ToldLine(one.when, one.holder.name, one.label, one.words) for one in entries)[::-1]
