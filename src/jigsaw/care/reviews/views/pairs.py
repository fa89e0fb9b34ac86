"""Pairs that may tell one event: decided with a reason, and undone with one."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.forms.leading import WhyForm
from jigsaw.care.reviews.forms.working import SameForm
from jigsaw.care.reviews.models import Review
from jigsaw.care.reviews.presenters.pages import TwicePage
from jigsaw.care.reviews.presenters.telling import pair_of
from jigsaw.care.reviews.views.asking import Asking
from jigsaw.care.reviews.views.reading import SECTION, record
from jigsaw.engine.chronology.merging import Verdict
from jigsaw.foundation.access.web import Looking, looking, tell_next_page
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.organisations.queries import agencies_by_key

_TOLD_AGAIN = {
    "same": "Decided: one event. Both tellings stay, side by side.",
    "apart": "Decided: two events.",
}


@require_http_methods(["GET", "POST"])
def twice(request: HttpRequest, key: UUID) -> HttpResponse:
    """The first pair that waits: one event or two?"""
    look = looking(request)
    row = queries.review(look.viewer, key)
    form = SameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        left, right = (_id(request.POST.get(name, "")) for name in ("left", "right"))
        verdict = Verdict(told["verdict"])
        try:
            actions.decide_same(
                by=look.viewer, review=key, left=left, right=right, verdict=verdict, why=told["why"]
            )
            tell_next_page(request, _TOLD_AGAIN[told["verdict"]])
        except Refused as error:
            tell_next_page(request, f"Not decided: {error.hindered_by}. {error.next_step}.")
        return redirect("review_twice", key=key)
    page = _twice_page(look, row, form, record(look.viewer, key, "looked at what may be told twice"))
    return show(request, "reviews/twice.jinja", page, 422 if form.errors else 200)


def _twice_page(look: Looking, row: Review, form: SameForm, basis: str) -> TwicePage:
    waiting = queries.told_twice(look.viewer, row.pk)
    left_out = _left_out(look.request, len(waiting))
    first = waiting[left_out] if waiting else None
    back = (reverse("joint_review", args=[row.pk]), "Back to the review")
    return TwicePage(
        shell=look.shell("Told twice?", section=SECTION, back=back),
        basis=basis,
        form=form,
        pair=pair_of(first, agencies_by_key(viewer=look.viewer), str, row.pk) if first else None,
        waiting=_more(len(waiting)),
        next_href=f"?left={(left_out + 1) % len(waiting)}" if len(waiting) > 1 else "",
        decided=tuple(_decided(look.viewer, row)),
        keys=(first.left.key, first.right.key) if first else ("", ""),
    )


def _left_out(request: HttpRequest, waiting: int) -> int:
    """How many pairs are left for later; a pair that was sent in stays the one that is shown."""
    asked = request.GET.get("left", "0")
    return int(asked) % waiting if waiting and asked.isdecimal() and len(asked) < 7 else 0


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


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("Deciding on a pair", "there is no such entry", "See what is told twice") from None


def _more(count: int) -> str:
    return "1 pair waits." if count == 1 else f"{count} pairs wait, the earliest first."
