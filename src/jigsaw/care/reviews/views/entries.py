"""One entry, how much it matters, and the names that are hidden."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.domain.words import Significance
from jigsaw.care.reviews.forms.working import BackForm, NameForm, RatingForm
from jigsaw.care.reviews.policies import can_work
from jigsaw.care.reviews.presenters.pages import EntryPage, NamesPage
from jigsaw.care.reviews.presenters.telling import rating_tag
from jigsaw.care.reviews.views.asking import done
from jigsaw.care.reviews.views.reading import SECTION, record
from jigsaw.engine.chronology.anonymising import anonymised, may_still_name, named_again
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact
from jigsaw.foundation.organisations.queries import agencies_by_key


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, key: UUID, entry: UUID) -> HttpResponse:
    """One entry: every cell as it stood; how much it matters."""
    look = looking(request)
    row, read = queries.entry(look.viewer, key, entry)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told, significance = form.cleaned_data, Significance(form.cleaned_data["significance"])
        if done(
            form,
            lambda: actions.rate_entry(
                by=look.viewer, review=key, entry=entry, significance=significance, why=told["why"]
            ),
        ):
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
        basis=record(look.viewer, key, "looked at an entry"),
        form=form,
        facts=tuple(facts),
        ratings=tuple(
            (rating_tag(one.significance), one.why, one.by.name, Moment(one.at))
            for one in sorted(row.ratings.all(), key=lambda one: one.pk)
        ),
        may_rate=bool(can_work(look.viewer, queries.review(look.viewer, key))),
    )
    return show(request, "reviews/entry.jinja", page, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, key: UUID) -> HttpResponse:
    """The key of hidden names, for leads; and words that may be names still."""
    look = looking(request)
    whole = queries.composite(look.viewer, key)
    texts = [str(text) for row in whole.rows.values() for text in row.said.values()]
    known = queries.entry_key(look.viewer, key, shown=True)
    typed = request.POST or None
    is_back = request.method == "POST" and "text" in request.POST
    form, back_form = NameForm(None if is_back else typed), BackForm(typed if is_back else None)
    if typed and not is_back and form.is_valid():
        told = form.cleaned_data
        if done(form, lambda: actions.hide_name(by=look.viewer, review=key, **told)):
            tell_next_page(request, "Hidden from now on, in the view without names and in its papers.")
            return redirect("review_names", key=key)
    brought = named_again(back_form.cleaned_data["text"], known) if is_back and back_form.is_valid() else ""
    agencies = [one.name for one in agencies_by_key(viewer=look.viewer).values()]
    left = sorted({name for text in texts for name in may_still_name(anonymised(text, known), agencies)})
    page = NamesPage(
        shell=look.shell(
            "Names that are hidden",
            section=SECTION,
            back=(reverse("joint_review", args=[key]), "Back to the review"),
        ),
        basis=record(
            look.viewer, key, f"{'brought names back' if brought else 'looked at the key'} of a review"
        ),
        form=form,
        names=tuple((f"[{label}]", words) for label, words in known.hidden.items()),
        may_be=left[:60],
        back_form=back_form,
        brought_back=tuple(line for line in brought.splitlines() if line.strip()),
    )
    return show(request, "reviews/names.jinja", page, 422 if form.errors or back_form.errors else 200)
