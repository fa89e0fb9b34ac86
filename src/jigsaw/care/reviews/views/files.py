"""Chronologies that come in, rows that were refused, and what is taken back."""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_GET, require_POST

from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.forms.leading import WhyForm
from jigsaw.care.reviews.forms.working import FileForm, MendForm
from jigsaw.care.reviews.models import RefusedEntry
from jigsaw.care.reviews.policies import can_work, is_lead
from jigsaw.care.reviews.presenters.pages import FilesPage
from jigsaw.care.reviews.presenters.whole import file_rows
from jigsaw.care.reviews.views.asking import Asking
from jigsaw.care.reviews.views.reading import ON_A_PAGE, SECTION, page_number, pages_of, record
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Tag
from jigsaw.foundation.organisations.queries import agencies_by_key

_STATES = {
    "waiting": Tag("Waits", "due"),
    "mended": Tag("Mended", "done"),
    "set-aside": Tag("Set aside", "stopped"),
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
    waiting = [one for one in refused if one.state == "waiting"]
    number = page_number(request, len(waiting))
    page = FilesPage(
        shell=look.shell(
            "Chronologies that came in",
            section=SECTION,
            back=(reverse("joint_review", args=[key]), "Back to the review"),
        ),
        basis=record(look.viewer, key, "looked at chronologies that came in"),
        files=file_rows(came, row),
        refused=tuple(_refused(one, key) for one in waiting[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]),
        settled=tuple(
            (*_where(one), _STATES[one.state], one.settled_why or "Accepted with what was typed anew")
            for one in refused
            if one.state != "waiting"
        )[-ON_A_PAGE:],
        pages=pages_of(number, len(waiting), "?page={page}"),
        notes=tuple(f"{one.agency.name}: {note}" for one in came for note in one.notes),
        send_href=reverse("review_send", args=[key]) if can_work(look.viewer, row) else "",
        templates=tuple(
            Link(words, reverse("review_template", args=[form]))
            for words, form in (("Word", "docx"), ("Excel", "xlsx"), ("CSV", "csv"))
        ),
    )
    return show(request, "reviews/files.jinja", page)


@require_POST
def pull(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring in the pieces of one's own agency."""
    try:
        made = actions.pull_pieces(by=looking(request).viewer, review=key)
        tell_next_page(request, f"{made.accepted} pieces of your agency were brought in.")
    except Refused as error:
        tell_next_page(request, f"Nothing was brought in: {error.hindered_by}. {error.next_step}.")
    return redirect("review_files", key=key)


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
