"""The list, one review, its chronology, what agencies knew, and the papers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jigsaw.care.reviews import papers, queries
from jigsaw.care.reviews.domain.words import LAWS, Kind
from jigsaw.care.reviews.forms.working import DayForm
from jigsaw.care.reviews.presenters.pages import ChronologyPage, KnownPage, KnownPart, ListPage
from jigsaw.care.reviews.presenters.telling import badge, placed, silences
from jigsaw.care.reviews.presenters.whole import STATES, whole_page
from jigsaw.care.reviews.queries import Composite
from jigsaw.care.reviews.templating import TYPES, template
from jigsaw.engine.chronology.anonymising import anonymised
from jigsaw.engine.chronology.knowing import Knew, Known
from jigsaw.engine.chronology.ordering import Placed
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.access.web import looking
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import Accuracy, Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Pages
from jigsaw.foundation.documents import pdf, word
from jigsaw.foundation.organisations.queries import agencies_by_key

SECTION = "joint_reviews"
ON_A_PAGE = 100
_PDF = "application/pdf"


def record(viewer: Viewer, key: UUID, act: str) -> str:
    """Record a look at a review with the basis on which it looks; returns the basis, to be shown."""
    basis = queries.basis(viewer, key)
    record_look(
        by=viewer,
        subject_kind="review",
        subject_id=key,
        why=f"A review that I take part in. {basis}",
        act=act,
        purpose=Purpose.REVIEW.value,
    )
    return basis


@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """The reviews in which the viewer takes part."""
    look = looking(request)
    rows = tuple(
        (
            Link(line.row.title, reverse("joint_review", args=[line.row.pk])),
            LAWS[Kind(line.row.kind)].name,
            Moment(line.row.started_at, Accuracy.DAY),
            STATES[line.state],
        )
        for line in queries.reviews(look.viewer)
    )
    record_look(by=look.viewer, subject_kind="list", subject_id="reviews", why="Reviews that I take part in")
    page = ListPage(
        look.shell("Reviews", section=SECTION), rows, bool(can(look.viewer, Act.CALL_CONVERSATION))
    )
    return show(request, "reviews/list.jinja", page)


@require_GET
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """One review: the family's questions first."""
    look = looking(request)
    row = queries.review(look.viewer, key)
    record(look.viewer, key, "looked at a review")
    shell = look.shell(row.title, section=SECTION, back=(reverse("joint_reviews"), "All reviews"))
    return show(request, "reviews/one.jinja", whole_page(look.viewer, shell, row, timezone.localdate()))


@require_GET
def chronology(request: HttpRequest, key: UUID) -> HttpResponse:
    """The composite chronology, a hundred entries a page, with names or without."""
    look = looking(request)
    whole = queries.composite(look.viewer, key)
    basis = record(look.viewer, key, "looked at a chronology")
    hidden, only = request.GET.get("names") == "hidden", request.GET.get("only", "")
    chosen = [one for one in whole.placed if not only or _is_rated(whole, one.entry.key, only)]
    number = page_number(request, len(chosen))
    shown = chosen[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    known = queries.entry_key(look.viewer, key) if hidden else None
    agencies = agencies_by_key(viewer=look.viewer)

    def hide(text: str) -> str:
        return anonymised(text, known) if known else text

    address = f"?page={{page}}{'&names=hidden' if hidden else ''}{f'&only={only}' if only else ''}"
    page = ChronologyPage(
        shell=look.shell("The composite chronology", section=SECTION, back=_back(key)),
        basis=basis,
        count=_counted(chosen),
        entries=tuple(placed(whole, one, agencies, hide) for one in shown),
        quiet=silences(whole, agencies),
        pages=pages_of(number, len(chosen), address),
        views=_views(hidden=hidden, only=only),
        notes=_notes(look.viewer, key),
    )
    return show(request, "reviews/chronology.jinja", page)


@require_GET
def known(request: HttpRequest, key: UUID) -> HttpResponse:
    """What each agency knew on a day."""
    look = looking(request)
    row = queries.review(look.viewer, key)
    asked = bool(request.GET)
    form = DayForm(request.GET if asked else None, initial={"day": row.period_to})
    parts: tuple[KnownPart, ...] = ()
    day = form.cleaned_data["day"] if asked and form.is_valid() else None
    if day:
        agencies = agencies_by_key(viewer=look.viewer)
        parts = tuple(
            KnownPart(
                badge(agencies, one.agency),
                tuple((each.entry.when.text(), each.entry.fact, _how(each, agencies)) for each in one.known),
                _elsewhere(len(one.known_elsewhere)),
                tuple(
                    (each.when.text(), each.fact, badge(agencies, each.agency))
                    for each in one.known_elsewhere
                ),
            )
            for one in queries.known_on(look.viewer, key, day)
        )
    basis = record(look.viewer, key, "looked at what agencies knew")
    shell = look.shell("What each agency knew on a day", section=SECTION, back=_back(key))
    return show(
        request, "reviews/known.jinja", KnownPage(shell, basis, form, day_words(day) if day else "", parts)
    )


@require_GET
def paper(request: HttpRequest, key: UUID, which: str, form: str) -> HttpResponse:
    """The report or the chronology, as Word or PDF, with names or without."""
    look = looking(request)
    make = {"report": papers.report_paper, "chronology": papers.chronology_paper}.get(which)
    write = {"docx": word.written, "pdf": pdf.written}.get(form)
    if make is None or write is None:
        raise NotFound("Opening a paper", "there is none of that kind", "Go back to the review")
    made = write(make(look.viewer, key, hidden=request.GET.get("names") == "hidden"))
    record(look.viewer, key, f"took the {which} of a review")
    return _file(made, f"{which}.{form}", TYPES.get(form, _PDF))


@require_GET
def blank(request: HttpRequest, form: str) -> HttpResponse:
    """The template that agencies fill in."""
    return _file(template(form), f"chronology.{form}", TYPES[form])


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _counted(chosen: list[Placed]) -> str:
    many = f"{len(chosen)} {'entry' if len(chosen) == 1 else 'entries'}"
    of = len({one.entry.agency for one in chosen})
    return f"{many} of {of} {'agency' if of == 1 else 'agencies'}, the earliest first."


def _back(key: UUID) -> tuple[str, str]:
    return (reverse("joint_review", args=[key]), "Back to the review")


def page_number(request: HttpRequest, count: int) -> int:
    """Which page of so many lines is asked for; the last where there are fewer."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return max(1, min(number, -(-count // ON_A_PAGE) or 1))


def pages_of(number: int, count: int, address: str) -> Pages | None:
    """The pages of so many lines; none where one holds all."""
    total = -(-count // ON_A_PAGE)
    return Pages(number, total, address) if total > 1 else None


def _is_rated(whole: Composite, key: str, only: str) -> bool:
    rated = whole.ratings.get(key)
    return rated is not None and rated.significance == only


def _views(*, hidden: bool, only: str) -> tuple[Link, ...]:
    names, key = "&names=hidden" if hidden else "", f"&only={only}" if only else ""
    return (
        Link("With names", f"?page=1{key}")
        if hidden
        else Link("Without names", f"?page=1&names=hidden{key}"),
        Link("Every entry", f"?page=1{names}")
        if only
        else Link("Key events only", f"?page=1&only=key{names}"),
    )


def _notes(viewer: Viewer, key: UUID) -> tuple[str, ...]:
    waiting = sum(one.state == "waiting" for one in queries.refused_rows(viewer, key))
    if not waiting:
        return ()
    return (
        f"{waiting} {'row that was refused is' if waiting == 1 else 'rows that were refused are'} not in it yet.",
    )


_HOW = {
    Knew.KNEW: "Recorded by then",
    Knew.MAY: "May have been known: the date is not exact",
    Knew.TAKEN: "Taken to have been known that day: the row does not say when it was recorded",
}


def _how(one: Known, agencies: object) -> str:
    return f"Told by {badge(agencies, one.told_by).name}" if one.told_by else _HOW[one.how]  # type: ignore[arg-type]


def _elsewhere(count: int) -> str:
    if not count:
        return "Nothing that another agency knew by then was unknown here."
    things = "1 thing" if count == 1 else f"{count} things"
    return f"{things} that other agencies knew by then, nobody is recorded to have told it."
