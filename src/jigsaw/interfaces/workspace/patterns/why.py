"""Why, and why not: what each pattern made of a person or a home on a day, with the pieces and the generated SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.intake.entries import entries
from jigsaw.care.people import queries as people
from jigsaw.care.reasons.answering import Answer, Answers, answers_about
from jigsaw.care.reasons.pieces import piece_entry
from jigsaw.engine.patterns.describe import outline
from jigsaw.engine.patterns.naive import Line
from jigsaw.engine.patterns.sql import SecondOpinion
from jigsaw.foundation.access.policies import kept_back
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design import fields
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.foundation.design.parts import Entry, Tag
from jigsaw.interfaces.workspace.homes import TABS as HOME_TABS
from jigsaw.interfaces.workspace.opening import Opened, open_home, open_person
from jigsaw.interfaces.workspace.pages import Tab
from jigsaw.interfaces.workspace.person import TABS as PERSON_TABS
from jigsaw.interfaces.workspace.person import tabs

TRUE, NOT_TRUE = Tag("True", "now"), Tag("Not true", "plain")
HELD, NOT_HELD = Tag("Yes", "done"), Tag("Not reached", "plain")


class DayForm(forms.Form):
    """The day that is asked about."""

    day = fields.DateField("On which day?", hint="As it was known at the end of that day", required=False)


@dataclass(frozen=True)
class AnswerLine:
    """One pattern in the list: its name, its rule, whether it was true, and how far it was from turning."""

    name: str
    label: str
    href: str
    state: Tag
    counts: tuple[str, ...]
    far: str


@dataclass(frozen=True)
class WhyList:
    """What every pattern made of somebody, or of a home, on a day."""

    shell: Shell
    tabs: tuple[Tab, ...]
    about: str
    form: DayForm
    asked: str
    day: str
    note: str
    true: tuple[AnswerLine, ...]
    others: tuple[AnswerLine, ...]
    why: str


@dataclass(frozen=True)
class ComparisonShown:
    """One comparison: what it asks, how many of how many, and the pieces that were counted."""

    asks: str
    count: str
    state: Tag
    pieces: tuple[Entry, ...]
    not_shown: int


@dataclass(frozen=True)
class AnswerShown:
    """One answer whole: its comparisons, how far it was from turning, and the second opinion."""

    title: str
    state: Tag
    far: str
    comparisons: tuple[ComparisonShown, ...]
    sql: str
    sql_says: str


@dataclass(frozen=True)
class WhyOne:
    """What one pattern made of somebody, or of a home, on a day."""

    shell: Shell
    form: DayForm
    day: str
    note: str
    name: str
    label: str
    rule: tuple[tuple[int, str], ...]
    pattern_href: str
    answers: tuple[AnswerShown, ...]
    why: str


def person(request: HttpRequest, key: UUID, pattern: str = "") -> HttpResponse:
    """What the patterns, or one of them, made of a person on a day."""
    return open_person(request, key, lambda request, opened: _page(request, opened, pattern))


def home(request: HttpRequest, key: UUID, pattern: str = "") -> HttpResponse:
    """The same of a home."""
    return open_home(request, key, lambda request, opened: _page(request, opened, pattern))


def _check_they_do_not_object(opened: Opened) -> None:
    """Patterns read what every agency holds: Refused where the person whom it is about keeps that from this viewer.

    Of a home nothing is refused, which would tell that somebody there objects: their pieces are left out.
    """
    viewer = opened.viewer
    records = people.record_ids(viewer, [opened.id]).get(opened.id, ()) if opened.kind == "person" else ()
    if not kept_back(viewer).isdisjoint(records):
        raise Refused(
            "Asking what the patterns make of this",
            "this person objects to sharing, and patterns read what every agency holds",
            "Ask them; or open their story for somebody's safety, and say why",
        )


def _page(request: HttpRequest, opened: Opened, pattern: str) -> HttpResponse:
    _check_they_do_not_object(opened)
    asked = {name: value for name, value in request.GET.items() if name.startswith("day")}
    form = DayForm(asked or None, initial={"day": timezone.localdate()})
    day = form.cleaned_data.get("day") if asked and form.is_valid() else None
    found = answers_about(
        viewer=opened.viewer,
        kind=opened.kind,
        key=opened.id,
        day=min(day or timezone.localdate(), timezone.localdate()),
        pattern=pattern,
    )
    if pattern:
        return _one(request, opened, form, found, pattern)
    return _list(request, opened, form, found)


def _list(request: HttpRequest, opened: Opened, form: DayForm, found: Answers) -> HttpResponse:
    what, routes = _what(opened)
    lines = [(_line(opened, one, found.day), one.holds) for one in found.answers]
    page = WhyList(
        shell=looking(request).shell(f"What the patterns make of {what}", section="search"),
        tabs=tabs(routes, f"{opened.kind}_patterns", opened.id),
        about=what,
        form=form,
        asked=", ".join(str(error) for errors in form.errors.values() for error in errors)
        if form.is_bound
        else "",
        day=day_words(found.day),
        note=_note(found),
        true=tuple(line for line, holds in lines if holds),
        others=tuple(line for line, holds in lines if not holds),
        why=opened.why,
    )
    return show(request, "workspace/patterns/why.jinja", page)


def _one(request: HttpRequest, opened: Opened, form: DayForm, found: Answers, pattern: str) -> HttpResponse:
    what, _ = _what(opened)
    if not found.answers:
        raise NotFound(
            "Asking why a pattern was or was not true",
            f"no pattern {pattern} about {what} was in force on that day",
            "Choose another day, or go back to all patterns",
        )
    one = found.answers[0].pattern
    back = (_address(f"{opened.kind}_patterns", [opened.id], found.day), "Back to all patterns")
    page = WhyOne(
        shell=looking(request).shell(f"Why, or why not: {one.name}", section="search", back=back),
        form=form,
        day=day_words(found.day),
        note=_note(found),
        name=one.name,
        label=f"{one.id}, version {one.version}",
        rule=outline(one.condition, label_of),
        pattern_href=reverse("pattern", args=[one.id]),
        answers=tuple(_answer(opened.viewer, each, found.day) for each in found.answers),
        why=opened.why,
    )
    return show(request, "workspace/patterns/why_one.jinja", page)


def _what(opened: Opened) -> tuple[str, dict[str, str]]:
    return ("this person", PERSON_TABS) if opened.kind == "person" else ("this home", HOME_TABS)


def _note(found: Answers) -> str:
    if found.by_then or found.day == timezone.localdate():
        return ""
    return "The patterns as they were on that day are not kept here: these are the ones that stand now."


def _line(opened: Opened, one: Answer, day: date) -> AnswerLine:
    args = [opened.id, one.pattern.id]
    return AnswerLine(
        name=one.pattern.name + _which(one),
        label=f"{one.pattern.id}, version {one.pattern.version}",
        href=_address(f"{opened.kind}_pattern", args, day),
        state=TRUE if one.holds else NOT_TRUE,
        counts=tuple(f"{_sentence(line.asks)}: {line.text}" for line in one.explanation.lines),
        far=far(one),
    )


def _which(one: Answer) -> str:
    if one.pair is None:
        return ""
    return f" (with somebody they know, {one.pair[0]} of {one.pair[1]})"


def far(one: Answer) -> str:
    """How far the answer was from turning, in a sentence or two."""
    return " ".join(_far(one))


def _far(one: Answer) -> Iterator[str]:
    if one.died:
        yield "This person had died: no pattern is read any more."
        return
    if not one.holds:
        yield f"It lacked: {'; '.join(one.lacks)}."
    if one.turns:
        then = "ceased to be true" if one.holds else "become true"
        yield f"With nothing more arriving it would have {then} on {Moment(one.turns).text()}."
    elif one.holds:
        yield "Only another piece could end it."
    if one.is_stopped:
        yield "The pattern is stopped now."


def _answer(viewer: Viewer, one: Answer, day: date) -> AnswerShown:
    opinion = one.second_opinion()
    return AnswerShown(
        title=f"The answer{_which(one)}",
        state=TRUE if one.holds else NOT_TRUE,
        far=far(one),
        comparisons=tuple(_comparison(viewer, line, day) for line in one.explanation.lines),
        sql=opinion.text,
        sql_says=_sql_says(one, opinion),
    )


def _comparison(viewer: Viewer, line: Line, day: date) -> ComparisonShown:
    wanted = [UUID(piece) for piece in line.pieces if not piece.startswith("tie:")]
    found = entries(viewer, pieces=wanted, as_known_on=day) if wanted else ()
    return ComparisonShown(
        asks=_sentence(line.asks),
        count=line.text,
        state=HELD if line.holds else NOT_HELD,
        pieces=tuple(piece_entry(piece) for piece in found),
        not_shown=len(wanted) - len(found),
    )


def _sql_says(one: Answer, opinion: SecondOpinion) -> str:
    answer = "true" if opinion.holds else "not true"
    told = ", ".join(f"{line.value} of {line.needed}" for line in opinion.lines)
    same = opinion.holds == one.explanation.holds and all(
        (mine.value, mine.holds) == (theirs.value, theirs.holds)
        for mine, theirs in zip(one.explanation.lines, opinion.lines, strict=True)
    )
    agrees = (
        "the same as above"
        if same
        else "which differs from the answer above: tell whoever keeps the patterns"
    )
    return f"Run on these pieces alone, it says: {answer} ({told}), {agrees}."


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _address(route: str, args: list[object], day: date) -> str:
    parts = {"day_day": day.day, "day_month": day.month, "day_year": day.year}
    return f"{reverse(route, args=args)}?{urlencode(parts)}"
