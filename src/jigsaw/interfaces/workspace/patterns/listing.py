"""The list of patterns, and one pattern: what it says, its numbers, who changed them, and its own record."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.patterns import queries
from jigsaw.care.patterns.queries import SignedSeen, SwitchSeen, TrialSeen
from jigsaw.care.reasons import queries as reasons
from jigsaw.care.reasons.pack import Force, force, look_again
from jigsaw.engine.patterns.describe import describe, outline
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact, Tag
from jigsaw.interfaces.workspace.patterns.common import (
    OF,
    SECTION,
    STOPPED,
    TO_REVIEW,
    check_may_read,
    counted,
    numbered,
    numbers_told,
    pattern_for,
    version_words,
)
from jigsaw.interfaces.workspace.patterns.forms import words
from jigsaw.interfaces.workspace.patterns.pages import ListPage, PatternCard, PatternPage
from jigsaw.interfaces.workspace.patterns.record import drawn_by_lot, own_record


@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """Every pattern."""
    look = looking(request)
    check_may_read(look.viewer)
    look_again()
    standing = force()
    cards = tuple(_card(one, standing) for one in standing.with_stopped.patterns)
    page = ListPage(look.shell("Patterns", section=SECTION), cards, drawn_by_lot(look.viewer))
    return show(request, "workspace/patterns/list.jinja", page)


@require_GET
def pattern(request: HttpRequest, key: str) -> HttpResponse:
    """One pattern."""
    look = looking(request)
    viewer = look.viewer
    check_may_read(viewer)
    one, standing = pattern_for(key)
    is_stopped, may_try = key in standing.stopped, bool(can(viewer, Act.TRY_PATTERNS))
    may_sign = bool(can(viewer, Act.SIGN_PATTERNS))
    page = PatternPage(
        shell=look.shell(one.name, section=SECTION, back=(reverse("patterns"), "Back to patterns")),
        state=_state(one, standing),
        rule=outline(one.condition, label_of),
        sentence=one.sentence,
        asks=one.asks,
        why=one.why,
        numbers=tuple((words(name).capitalize(), value) for name, value in one.parameters.items()),
        facts=tuple(_facts(one, standing)),
        notes=tuple(_notes(viewer, one, standing)),
        record=own_record(viewer, key),
        versions=tuple(_version(one, viewer) for one in queries.versions(viewer=viewer, patterns=[key])),
        switches=tuple(_switch(one) for one in queries.switches(viewer=viewer, patterns=[key])),
        trials=tuple(_trial(one, viewer) for one in queries.trials(viewer=viewer, pattern=key))
        if may_try
        else (),
        try_href=reverse("try_pattern", args=[key])
        if may_try and one.parameters and not one.statutory
        else "",
        stop_href=reverse("stop_pattern", args=[key]) if may_sign and not is_stopped else "",
        start_href=reverse("start_pattern", args=[key]) if may_sign and is_stopped else "",
    )
    return show(request, "workspace/patterns/one.jinja", page)


def _card(one: Pattern, standing: Force) -> PatternCard:
    return PatternCard(
        href=reverse("pattern", args=[one.id]),
        name=one.name,
        label=version_words(one, standing),
        rule=describe(one.condition, label_of),
        numbers=numbers_told(one),
        owner=one.owner,
        review=Moment.from_local(one.review_on, Accuracy.DAY),
        state=_state(one, standing),
    )


def _state(one: Pattern, standing: Force) -> Tag | None:
    if one.id in standing.stopped:
        return STOPPED
    return TO_REVIEW if one.review_on <= timezone.localdate() else None


def _facts(one: Pattern, standing: Force) -> Iterator[Fact]:
    yield Fact("Version", version_words(one, standing))
    yield Fact("Reads the pieces about", OF[one.subject])
    yield Fact("Where its numbers come from", one.source)
    yield Fact("Kept by", one.owner)
    yield Fact("To be reviewed by", Moment.from_local(one.review_on, Accuracy.DAY))
    yield Fact("Time limit", "Yes: it never waits behind others" if one.statutory else "No")
    yield Fact("Known by", one.content_hash[:12])


def _notes(viewer: Viewer, one: Pattern, standing: Force) -> Iterable[str]:
    if waiting := reasons.how_many_wait_to_be_read(viewer=viewer):
        who = "One person or home waits" if waiting == 1 else f"{waiting:,} people and homes wait"
        yield (
            f"{who} to be read by the patterns in force. The timer does that. Until then, reasons stand as they were"
            " found before."
        )
    if one.statutory:
        yield "This pattern has a time limit. Its numbers are the law’s, or a standard’s, and are not changed here."
    if one.id in standing.not_holding:
        yield (
            "An update brought another definition of this pattern. The numbers that were signed for the one before no"
            " longer hold: these are the definition’s own until somebody signs others."
        )


def _version(one: SignedSeen, viewer: Viewer) -> tuple[object, ...]:
    may_open = can(viewer, Act.TRY_PATTERNS)
    href = reverse("pattern_trial", args=[one.trial])
    label = f"Version {numbered(one.version, one.number)}"
    told = "; ".join(f"{words(name)}: {value}" for name, value in one.parameters.items())
    list_told = f"{counted(viewer, one.added)} added, {counted(viewer, one.dropped)} dropped"
    return (Link(label, href) if may_open else label, told, list_told, f"{one.by}: {one.why}", Moment(one.at))


def _switch(one: SwitchSeen) -> tuple[object, ...]:
    until = Moment.from_local(one.review_on, Accuracy.DAY) if one.review_on else "–"
    return ("Stopped" if one.is_stopped else "Started again", f"{one.by}: {one.why}", Moment(one.at), until)


def _trial(one: TrialSeen, viewer: Viewer) -> tuple[object, ...]:
    told = "; ".join(f"{words(name)}: {value}" for name, value in one.parameters.items())
    counts = f"{counted(viewer, len(one.added))} added, {counted(viewer, len(one.dropped))} dropped"
    what = "Signed" if one.signed else "Not signed"
    return (Link(told, reverse("pattern_trial", args=[one.key])), counts, what, one.by, Moment(one.at))
