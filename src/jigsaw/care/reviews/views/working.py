"""Files in, rows mended, pairs decided, entries rated, names hidden."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.domain.words import Significance
from jigsaw.care.reviews.forms.leading import WhyForm
from jigsaw.care.reviews.forms.working import FileForm, MendForm, NameForm, RatingForm, SameForm
from jigsaw.care.reviews.models import RefusedEntry, Review
from jigsaw.care.reviews.policies import can_work, is_lead
from jigsaw.care.reviews.presenters.pages import EntryPage, FilesPage, NamesPage, TwicePage
from jigsaw.care.reviews.presenters.telling import pair_of, rating_tag
from jigsaw.care.reviews.presenters.whole import file_rows
from jigsaw.care.reviews.views.asking import Asking
from jigsaw.care.reviews.views.reading import SECTION, record
from jigsaw.engine.chronology.anonymising import anonymised, may_still_name
from jigsaw.engine.chronology.merging import Verdict
from jigsaw.foundation.access.web import Looking, looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact, Tag
from jigsaw.foundation.organisations.queries import agencies_by_key

_STATES = {
    "waiting": Tag("Waits", "due"),
    "mended": Tag("Mended", "done"),
    "set-aside": Tag("Set aside", "stopped"),
}
_TOLD_AGAIN = {
    "same": "Decided: one event. Both tellings stay, side by side.",
    "apart": "Decided: two events.",
}


class Send(Asking):
    """Send a chronology in."""

    title = "Send a chronology"
    button = "Send it"
    onward = "review_files"
    form_class = FileForm

    def choices(self) -> dict[str, Any]:
        """A lead takes in any agency's; others their own."""
        every = agencies_by_key(viewer=self.viewer)
        mine = list(every) if is_lead(self.viewer, self.row) else [self.viewer.agency]
        return {
            "agencies": [(key, every[key].name) for key in mine],
            "initial": {"agency": self.viewer.agency},
        }

    def save(self, form: FileForm) -> None:
        """Take it in; how many rows were accepted is told on the next page."""
        upload, agency = form.cleaned_data["file"], form.cleaned_data["agency"]
        made = actions.take_chronology(
            by=self.viewer,
            review=self.key,
            agency=agency,
            name=f"Chronology.{upload.kind}",
            content=upload.content,
        )
        refused = made.rows - made.accepted
        self.done = f"{made.accepted} of {made.rows} rows were accepted." + (
            f" {refused} wait below, each with why." if refused else ""
        )


class Mend(Asking):
    """Mend a refused row."""

    title = "Mend a row"
    button = "Accept it"
    onward = "review_files"
    done = "The row is accepted, and stands where it stood in its file."
    form_class: type[BaseForm] = MendForm

    @cached_property
    def refused(self) -> RefusedEntry:
        """The row."""
        return queries.refused_row(self.viewer, self.key, self.kwargs["refused"])

    def check(self) -> None:
        """Raise NotFound unless it is there."""
        queries.refused_row(self.viewer, self.key, self.kwargs["refused"])

    def notes(self) -> tuple[str, ...]:
        """Where it stands, and why it was refused."""
        one = self.refused
        where = f"{one.table}, row {one.line}{f', {one.field}' if one.field else ''}: {one.why}."
        return (f"{one.file.agency.name}. {where}", f"{one.next_step}.")

    def cells(self) -> tuple[tuple[str, str], ...]:
        """The row as it came."""
        return tuple((head, words) for head, words in self.refused.cells)

    def save(self, form: Any) -> None:
        """Accept it."""
        mended = actions.Mended(**form.cleaned_data)
        actions.mend_row(by=self.viewer, review=self.key, refused=self.refused.pk, mended=mended)


class SetAside(Mend):
    """Say why a refused row is no entry."""

    title = "Set a row aside"
    button = "Set it aside"
    done = "Set aside. The row stays, with the reason."
    form_class = WhyForm

    def save(self, form: Any) -> None:
        """Set it aside."""
        why = form.cleaned_data["why"]
        actions.set_aside_row(by=self.viewer, review=self.key, refused=self.refused.pk, why=why)


class TakeBack(Asking):
    """Take a file back."""

    title = "Take a chronology back"
    button = "Take it back"
    onward = "review_files"
    done = "Taken back. Its rows are kept, and no longer shown."
    form_class = WhyForm

    def save(self, form: WhyForm) -> None:
        """Take it back."""
        why = form.cleaned_data["why"]
        actions.withdraw_file(by=self.viewer, review=self.key, file=self.kwargs["file"], why=why)


@require_GET
def files(request: HttpRequest, key: UUID) -> HttpResponse:
    """What came in, and what was refused."""
    look = looking(request)
    row = queries.review(look.viewer, key)
    came = queries.files(look.viewer, key)
    refused = queries.refused_rows(look.viewer, key)
    page = FilesPage(
        shell=look.shell(
            "Chronologies that came in",
            section=SECTION,
            back=(reverse("joint_review", args=[key]), "Back to the review"),
        ),
        files=file_rows(came, row),
        refused=tuple(_refused(one, key) for one in refused if one.state == "waiting"),
        settled=tuple(
            (*_where(one), _STATES[one.state], one.settled_why or "Accepted with what was typed anew")
            for one in refused
            if one.state != "waiting"
        ),
        notes=tuple(f"{one.agency.name}: {note}" for one in came for note in one.notes),
        send_href=reverse("review_send", args=[key]) if can_work(look.viewer, row) else "",
        templates=tuple(
            Link(words, reverse("review_template", args=[form]))
            for words, form in (("Word", "docx"), ("Excel", "xlsx"), ("CSV", "csv"))
        ),
    )
    record(look.viewer, key, "looked at chronologies that came in")
    return show(request, "reviews/files.jinja", page)


@require_POST
def pull(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring in the pieces of one's own agency."""
    made = actions.pull_pieces(by=looking(request).viewer, review=key)
    tell_next_page(request, f"{made.accepted} pieces of your agency were brought in.")
    return redirect("review_files", key=key)


@require_http_methods(["GET", "POST"])
def twice(request: HttpRequest, key: UUID) -> HttpResponse:
    """The first pair that waits: one event or two?"""
    look = looking(request)
    row = queries.review(look.viewer, key)
    form = SameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        left, right = (_id(request.POST.get(name, "")) for name in ("left", "right"))
        actions.decide_same(
            by=look.viewer,
            review=key,
            left=left,
            right=right,
            verdict=Verdict(told["verdict"]),
            why=told["why"],
        )
        tell_next_page(request, _TOLD_AGAIN[told["verdict"]])
        return redirect("review_twice", key=key)
    page = _twice_page(look, row, form)
    record(look.viewer, key, "looked at what may be told twice")
    return show(request, "reviews/twice.jinja", page, 422 if form.errors else 200)


def _twice_page(look: Looking, row: Review, form: SameForm) -> TwicePage:
    waiting = queries.told_twice(look.viewer, row.pk)
    first = waiting[0] if waiting else None
    back = (reverse("joint_review", args=[row.pk]), "Back to the review")
    return TwicePage(
        shell=look.shell("Told twice?", section=SECTION, back=back),
        form=form,
        pair=pair_of(first, agencies_by_key(viewer=look.viewer), str, row.pk) if first else None,
        waiting=_more(len(waiting)),
        decided=tuple(_decided(look.viewer, row)),
        keys=(first.left.key, first.right.key) if first else ("", ""),
    )


def _decided(viewer: Viewer, row: Review) -> Iterator[tuple[object, ...]]:
    rows = queries.composite(viewer, row.pk).rows
    for one in queries.decided(viewer, row.pk):
        both = " / ".join(rows[str(key)].said.get("fact", "") for key in (one.left_id, one.right_id))
        verdict = "One event" if one.verdict == Verdict.SAME else "Two events"
        undo = Link("Undo", reverse("review_undo", args=[row.pk, one.pk]), "this decision")
        yield (both, verdict, f"{one.by.name}: {one.why}", undo)


class Undo(Asking):
    """Take back what was decided on a pair."""

    title = "Undo a decision"
    button = "Undo it"
    onward = "review_twice"
    done = "Undone: the pair waits again."
    form_class = WhyForm

    def save(self, form: WhyForm) -> None:
        """Take it back."""
        one = queries.decision(self.viewer, self.key, self.kwargs["decision"])
        actions.decide_same(
            by=self.viewer, review=self.key, left=one.left_id, right=one.right_id, verdict=Verdict.UNDONE,
            why=form.cleaned_data["why"],
        )  # fmt: skip


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, key: UUID, entry: UUID) -> HttpResponse:
    """One entry: every cell as it stood; how much it matters."""
    look = looking(request)
    row, read = queries.entry(look.viewer, key, entry)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.rate_entry(
            by=look.viewer,
            review=key,
            entry=entry,
            significance=Significance(told["significance"]),
            why=told["why"],
        )
        tell_next_page(request, "Saved. What was said before stays.")
        return redirect("review_entry", key=key, entry=entry)
    facts = [Fact("When", read.when.text()), Fact("Agency", row.agency.name)]
    facts += [Fact(head, words) for head, words in row.written]
    facts.append(Fact("Where it came from", f"{row.file.name}, {row.table}, row {row.line}"))
    page = EntryPage(
        shell=look.shell(
            "An entry",
            section=SECTION,
            back=(reverse("review_chronology", args=[key]), "Back to the chronology"),
        ),
        form=form,
        facts=tuple(facts),
        ratings=tuple(
            (rating_tag(one.significance), one.why, one.by.name, Moment(one.at))
            for one in sorted(row.ratings.all(), key=lambda one: one.pk)
        ),
        may_rate=bool(can_work(look.viewer, queries.review(look.viewer, key))),
    )
    record(look.viewer, key, "looked at an entry")
    return show(request, "reviews/entry.jinja", page, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, key: UUID) -> HttpResponse:
    """The key of hidden names, for leads; and words that may be names still."""
    look = looking(request)
    whole = queries.composite(look.viewer, key)
    texts = [str(text) for row in whole.rows.values() for text in row.said.values()]
    known = queries.entry_key(look.viewer, key, texts, shown=True)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide_name(by=look.viewer, review=key, **form.cleaned_data)
        tell_next_page(request, "Hidden from now on, in the view without names and in its papers.")
        return redirect("review_names", key=key)
    agencies = [one.name for one in agencies_by_key(viewer=look.viewer).values()]
    left = sorted({name for text in texts for name in may_still_name(anonymised(text, known), agencies)})
    page = NamesPage(
        shell=look.shell(
            "Names that are hidden",
            section=SECTION,
            back=(reverse("joint_review", args=[key]), "Back to the review"),
        ),
        form=form,
        names=tuple((f"[{label}]", words) for label, words in known.hidden.items()),
        may_be=left[:60],
    )
    record(look.viewer, key, "looked at the key of hidden names")
    return show(request, "reviews/names.jinja", page, 422 if form.errors else 200)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("Deciding on a pair", "there is no such entry", "See what is told twice") from None


def _where(one: RefusedEntry) -> tuple[object, ...]:
    cells = "; ".join(f"{head}: {words}" for head, words in one.cells)
    return (f"{one.file.agency.name}, {one.table}, row {one.line}", cells)


def _refused(one: RefusedEntry, key: UUID) -> tuple[object, ...]:
    why = f"{f'{one.field}: ' if one.field else ''}{one.why}. {one.next_step}."
    return (
        *_where(one),
        why,
        Link("Mend it", reverse("review_mend", args=[key, one.pk]), f"row {one.line}"),
        Link("Set it aside", reverse("review_aside", args=[key, one.pk]), f"row {one.line}"),
    )


def _more(count: int) -> str:
    return "1 pair waits." if count == 1 else f"{count} pairs wait. This is the earliest."
