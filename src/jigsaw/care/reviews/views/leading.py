"""Starting a review, its terms, its members, the family's questions, and the end."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.domain.terms import FEWEST_AGENCIES
from jigsaw.care.reviews.domain.words import FAMILY, Family
from jigsaw.care.reviews.forms.leading import AnswerForm, MemberForm, QuestionForm, StartForm, TermsForm
from jigsaw.care.reviews.models import Terms
from jigsaw.care.reviews.policies import can_lead
from jigsaw.care.reviews.presenters.pages import TermsPage
from jigsaw.care.reviews.views.asking import Asking
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check, check_may_know_of_people
from jigsaw.foundation.access.web import looking, tell_next_page
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.pages import show
from jigsaw.foundation.design.parts import Fact
from jigsaw.foundation.organisations.queries import practitioners


class Start(Asking):
    """Start a review, about a person of Jigsaw when the address names one."""

    title = "Start a review"
    button = "Start and put the terms forward"
    done = "Started. The other leads must agree to the terms."
    form_class = StartForm

    def check(self) -> None:
        """Whoever may call a conversation may start a review."""
        check_may_know_of_people(self.viewer)
        check(self.viewer, Act.CALL_CONVERSATION)

    def choices(self) -> dict[str, object]:
        """Everybody who signs in; whoever starts it is one of the leads."""
        return {"people": practitioners(viewer=self.viewer), "initial": {"leads": [str(self.viewer.key)]}}

    def save(self, form: StartForm) -> None:
        """Start it."""
        asked = self.request.GET.get("person", "")
        try:
            person = UUID(asked) if asked else None
        except ValueError:
            person = None
        actions.start_review(by=self.viewer, begin=form.begin(person), terms=form.terms())

    def back(self) -> str:
        """The list."""
        return reverse("joint_reviews")

    def notes(self) -> tuple[str, ...]:
        """What a review is."""
        return (
            f"A review is led by equals of {FEWEST_AGENCIES} agencies or more. It is for learning, and blames nobody.",
            "Only those who take part can see that it is there.",
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
        told = {name: getattr(latest, name) for name in ("purpose", "scope", "family", "family_words")}
        leads = [str(one) for one in latest.leads] if latest else []
        return {"people": practitioners(viewer=self.viewer), "initial": told | {"leads": leads}}

    def save(self, form: TermsForm) -> None:
        """Put them forward."""
        actions.propose_terms(by=self.viewer, review=self.key, terms=form.terms())


class Join(Asking):
    """Add somebody."""

    title = "Add somebody to the review"
    button = "Add them"
    form_class = MemberForm
    done = "Added. They can see the review now."

    def choices(self) -> dict[str, object]:
        """Everybody who takes no part yet."""
        here = {one.practitioner_id for one in queries.members(self.viewer, self.key)}
        return {"people": [one for one in practitioners(viewer=self.viewer) if one.pk not in here]}

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
def finish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Finish the report."""
    actions.finish_report(by=looking(request).viewer, review=key)
    tell_next_page(request, "The report is finished. What was agreed is checked after 3, 6 and 12 months.")
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
