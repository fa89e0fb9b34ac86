"""The page of what is new: what my agency, or I, was told of reasons. Each look is recorded, as at the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jigsaw.care.people.queries.homes import home_labels
from jigsaw.care.people.queries.particulars import label_of, names_of
from jigsaw.care.reasons import news, presenters
from jigsaw.care.reasons.news import Told
from jigsaw.care.reasons.presenters import NameOf
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell, show
from jigsaw.foundation.design.parts import Tag

MOST = 100
_TONES = {"opened": "now", "changed": "due", "quiet": "done", "withdrawn": "stopped"}


@dataclass(frozen=True)
class NewLine:
    """One thing that was told: what, of which reason, about whom, and since when it is so."""

    what: Tag
    name: str
    about: Link
    href: str
    sentence: str
    since: Moment


@dataclass(frozen=True)
class NewPage:
    """What is new, by the day on which it was told, the latest first."""

    shell: Shell
    days: tuple[tuple[str, tuple[NewLine, ...]], ...]
    is_cut: bool


@require_GET
def new_lately(request: HttpRequest) -> HttpResponse:
    """What my agency was told of reasons lately."""
    look = looking(request)
    check_may_know_of_people(look.viewer)
    told = news.tellings(viewer=look.viewer, most=MOST)
    _record(look.viewer, told)
    shell = look.shell("What is new", section="reasons", back=("/reasons", "Back to reasons"))
    page = NewPage(shell, _days(told, _names(look.viewer, told)), len(told) == MOST)
    return show(request, "reasons/new.jinja", page)


def _days(told: Iterable[Told], name_of: NameOf) -> tuple[tuple[str, tuple[NewLine, ...]], ...]:
    by_day = groupby(told, key=lambda one: timezone.localdate(one.told_at))
    return tuple((day_words(day), tuple(_line(one, name_of) for one in mine)) for day, mine in by_day)


def _line(one: Told, name_of: NameOf) -> NewLine:
    return NewLine(
        what=Tag(one.words, _TONES[one.what]),
        name=one.reason.name,
        about=presenters.about(one.reason, name_of),
        href=f"/reasons/{one.reason.id}",
        sentence=one.reason.sentence,
        since=Moment(one.at),
    )


def _names(viewer: Viewer, told: list[Told]) -> NameOf:
    homes = {one.reason.subject for one in told if one.reason.subject_kind == "home"}
    people = names_of(viewer, {one.reason.subject for one in told} - homes)
    labels = {key: label_of(named) for key, named in people.items()}
    return presenters.from_names(labels, home_labels(viewer, homes))


def _record(viewer: Viewer, told: list[Told]) -> None:
    ids = sorted({str(one.reason.id) for one in told})
    why = "What my agency was told of reasons"
    named = {key for one in told for key in one.reason.people}
    record_look(by=viewer, subject_kind="reasons", subject_id="", why=why, people=named, detail={"ids": ids})
