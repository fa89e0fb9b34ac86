"""Starting a review, its terms, its members, the family's questions, and the end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.domain.terms import FEWEST_AGENCIES
from jigsaw.care.reviews.domain.words import FAMILY, Family
from jigsaw.care.reviews.forms.leading import AnswerForm, MemberForm, QuestionForm, StartForm, TermsForm
from jigsaw.care.reviews.models import Review, Terms
from jigsaw.care.reviews.policies import can_lead
from jigsaw.care.reviews.presenters.pages import TermsPage
from jigsaw.care.reviews.views.asking import Asking
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check, check_may_know_of_people
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.errors import Refused, Unfinished
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact
from jigsaw.foundation.organisations.choosing import (
    Found,
    WhomForm,
    WhomPage,
    chosen_in,
    found,
    is_asked,
)


class ChoosingPeople(Asking):
    """A form that chooses people: first which agencies, then who of them."""

    field = "leads"

    def get(self, request: HttpRequest, **names: Any) -> HttpResponse:
        """Which agencies, and then the form."""
        if is_asked(request.GET):
            return super().get(request, **names)
        shell = looking(request).shell(self.title, section="joint_reviews", back=(self.back(), "Back"))
        kept = tuple((name, request.GET[name]) for name in ("person",) if name in request.GET)
        return show(request, "organisations/whom.jinja", WhomPage(shell, WhomForm(viewer=self.viewer), kept))

    def people(self) -> Found:
        """Those whom the address asks for, those who were chosen, and whoever looks."""
        also = chosen_in(self.request.POST, self.field)
        return found(self.viewer, self.request.GET, [*also, self.viewer.key])

    def notes(self) -> tuple[str, ...]:
        """That more were found, where they were."""
        return self.people().notes()


ABOUT_THEM = (
    "It is about the person from whose page you came. What agencies hold about them can be brought in."
)


class Start(ChoosingPeople):
    """Start a review, about a person of Jigsaw when the address names one."""

    title = "Start a review"
    button = "Start and put the terms forward"
    done = "Started. The other leads must agree to the terms."
    form_class = StartForm
    made: Review | None = None

    def check(self) -> None:
        """Whoever may call a conversation may start a review."""
        check_may_know_of_people(self.viewer)
        check(self.viewer, Act.CALL_CONVERSATION)

    def choices(self) -> dict[str, object]:
        """Those who were found; whoever starts it is one of the leads."""
        return {"people": self.people().choices(), "initial": {"leads": [str(self.viewer.key)]}}

    def save(self, form: StartForm) -> None:
        """Start it."""
        begin = form.begin(self.whom())
        self.made = actions.start_review(by=self.viewer, begin=begin, terms=form.terms())

    def whom(self) -> UUID | None:
        """Whom the address names, if it names anybody."""
        try:
            return UUID(self.request.GET.get("person", ""))
        except ValueError:
            return None

    def back(self) -> str:
        """The list; once it is started, the review."""
        return reverse("joint_review", args=[self.made.pk]) if self.made else reverse("joint_reviews")

    def notes(self) -> tuple[str, ...]:
        """What a review is."""
        return (
            f"A review is led by equals of {FEWEST_AGENCIES} agencies or more. It is for learning, and blames nobody.",
            "Only those who take part can see that it is there.",
            *([ABOUT_THEM] if self.whom() else []),
            *super().notes(),
        )


class ChangeTerms(Asking):
    """Put forward a new version of the terms."""

    title = "Change the terms of reference"
    button = "Put them forward"
    done = "Put forward. They hold when every lead has agreed; until then the old ones do."
    onward = "review_terms"
    form_class = TermsForm

    def choices(self) -> dict[str, object]:
        """The terms as they stand, to be changed."""
        standing = queries.standing(self.viewer, self.key)
        latest = standing.proposed or standing.in_force
        names = ("purpose", "scope", "basis", "family", "family_words")
        told = {name: getattr(latest, name) for name in names}
        leads = [str(one) for one in latest.leads] if latest else []
        people = [
            (str(one.practitioner_id), f"{one.practitioner.name}, {one.agency.name}")
            for one in queries.members(self.viewer, self.key)
        ]
        return {"people": people, "initial": told | {"leads": leads}}

    def notes(self) -> tuple[str, ...]:
        """Whom to choose from."""
        return (
            "Leads are chosen from those who take part. To name somebody new, add them to the review first.",
        )

    def save(self, form: TermsForm) -> None:
        """Put them forward."""
        actions.propose_terms(by=self.viewer, review=self.key, terms=form.terms())


class Join(ChoosingPeople):
    """Add somebody."""

    title = "Add somebody to the review"
    field = "practitioner"
    button = "Add them"
    form_class = MemberForm
    done = "Added. They can see the review now."

    def choices(self) -> dict[str, object]:
        """Those who were found and take no part yet."""
        here = {str(one.practitioner_id) for one in queries.members(self.viewer, self.key)}
        return {"people": [one for one in self.people().choices() if one[0] not in here]}

    def save(self, form: MemberForm) -> None:
        """Add them."""
        actions.add_member(
            by=self.viewer, review=self.key, practitioner=int(form.cleaned_data["practitioner"])
        )


class Ask(Asking):
    """Write down a question of the family."""

    title = "A question of the family"
    form_class = QuestionForm

    def save(self, form: QuestionForm) -> None:
        """Write it down."""
        actions.record_question(by=self.viewer, review=self.key, **form.cleaned_data)


class Answer(Asking):
    """Answer one."""

    title = "Answer the family"
    form_class = AnswerForm

    def notes(self) -> tuple[str, ...]:
        """The question."""
        asked = [one for one in queries.questions(self.viewer, self.key) if one.pk == self.kwargs["question"]]
        return tuple(f"{one.asked_by} asked: {one.question}" for one in asked)

    def save(self, form: AnswerForm) -> None:
        """Answer it."""
        told = form.cleaned_data["answer"]
        actions.answer_question(
            by=self.viewer, review=self.key, question=self.kwargs["question"], answer=told
        )


@require_GET
def terms(request: HttpRequest, key: UUID) -> HttpResponse:
    """The terms in force, those put forward, and who must still agree."""
    look = looking(request)
    row = queries.review(look.viewer, key)
    standing = queries.standing(look.viewer, key)
    names = {
        one.practitioner_id: f"{one.practitioner.name}, {one.agency.name}"
        for one in queries.members(look.viewer, key)
    }
    may_agree = standing.proposed is not None and look.viewer.key in standing.awaited
    page = TermsPage(
        shell=look.shell(
            "Terms of reference", section="joint_reviews", back=(reverse("joint_review", args=[key]), "Back")
        ),
        in_force=_facts(standing.in_force, names),
        proposed=_facts(standing.proposed, names, frozenset(standing.awaited)),
        agree_href=reverse("review_agree", args=[key, standing.proposed.version])
        if may_agree and standing.proposed
        else "",
        change_href=reverse("review_change_terms", args=[key]) if can_lead(look.viewer, row) else "",
    )
    return show(request, "reviews/terms.jinja", page)


@require_POST
def agree(request: HttpRequest, key: UUID, version: int) -> HttpResponse:
    """Agree to the version that is put forward."""
    actions.agree_terms(by=looking(request).viewer, review=key, version=version)
    tell_next_page(request, "You agreed to the terms.")
    return redirect("review_terms", key=key)


@require_POST
def take_out(request: HttpRequest, key: UUID, practitioner: int) -> HttpResponse:
    """Somebody takes no part any more: oneself, or whom a lead takes out."""
    viewer = looking(request).viewer
    try:
        actions.leave_review(by=viewer, review=key, practitioner=practitioner)
        tell_next_page(request, "They take no part any more. What they wrote stays.")
    except Refused as error:
        tell_next_page(request, f"Not done: {error.hindered_by}. {error.next_step}.")
        return redirect("joint_review", key=key)
    return redirect("joint_reviews") if practitioner == viewer.key else redirect("joint_review", key=key)


@require_POST
def finish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Finish the report."""
    try:
        actions.finish_report(by=looking(request).viewer, review=key)
        tell_next_page(
            request, "The report is finished. What was agreed is checked after 3, 6 and 12 months."
        )
    except (Refused, Unfinished) as error:
        tell_next_page(request, f"Not finished: {error.hindered_by}. {error.next_step}.")
    return redirect("joint_review", key=key)


def _facts(
    row: Terms | None, names: dict[int, str], awaited: frozenset[int] = frozenset()
) -> tuple[Fact, ...]:
    if row is None:
        return ()
    leads = "; ".join(names.get(one, "somebody who left") for one in row.leads)
    family = f"{FAMILY[Family(row.family)]}. {row.family_words}".strip()
    facts = [
        Fact("Version", f"{row.version}, put forward by {row.by.name}"),
        Fact("When", Moment(row.at)),
        Fact("What we want to learn", row.purpose),
        Fact("How far it goes", row.scope),
        Fact("By what law", row.basis),
        Fact("Leads, as equals", leads),
        Fact("The family", family),
    ]
    if awaited:
        facts.append(
            Fact("Still to agree", "; ".join(names.get(one, "somebody who left") for one in sorted(awaited)))
        )
    return tuple(facts)
