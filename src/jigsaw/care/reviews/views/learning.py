"""Findings, actions that follow, and checks."""

from typing import Any

from jigsaw.care.reviews import actions, queries
from jigsaw.care.reviews.domain.words import Changed, Learning, Significance
from jigsaw.care.reviews.forms.learning import ActionForm, CheckForm, FindingForm, StepForm
from jigsaw.care.reviews.models import Recommendation
from jigsaw.care.reviews.views.asking import Asking
from jigsaw.foundation.organisations.queries import agencies_by_key


class Find(Asking):
    """Write down what was learned."""

    title = "What was learned"
    form_class = FindingForm

    def choices(self) -> dict[str, Any]:
        """Key events to rest it on, and the family's questions."""
        whole = queries.composite(self.viewer, self.key)
        key_events = [
            (placed.entry.key, f"{placed.entry.when.text()}: {placed.entry.fact[:90]}")
            for placed in whole.placed
            if (rated := whole.ratings.get(placed.entry.key)) and rated.significance == Significance.KEY
        ]
        asked = [(str(one.pk), one.question[:90]) for one in queries.questions(self.viewer, self.key)]
        return {"entries": key_events, "questions": asked}

    def save(self, form: FindingForm) -> None:
        """Write it down."""
        told = form.cleaned_data
        actions.record_finding(
            by=self.viewer,
            review=self.key,
            domain=Learning(told["domain"]),
            words=told["words"],
            entries=tuple(told.get("entries", ())),
            question=int(told["question"]) if told["question"] else None,
        )


class Act(Asking):
    """Make an action of a finding."""

    title = "What is to be done"
    form_class = ActionForm
    done = "Saved. Its agency answers whether it will do it."

    def choices(self) -> dict[str, Any]:
        """Every agency."""
        return {"agencies": [(key, one.name) for key, one in agencies_by_key(viewer=self.viewer).items()]}

    def notes(self) -> tuple[str, ...]:
        """The finding."""
        found = queries.findings(self.viewer, self.key)
        return tuple(one.words for one in found if one.pk == self.kwargs["finding"])

    def save(self, form: ActionForm) -> None:
        """Recommend it."""
        actions.recommend(
            by=self.viewer, review=self.key, finding=self.kwargs["finding"], proposed=form.proposed()
        )


class _OfAction(Asking):
    """A form about one action."""

    def notes(self) -> tuple[str, ...]:
        """The action, and how it is to be known."""
        return tuple(
            words
            for one in self._actions()
            if one.pk == self.kwargs["action"]
            for words in (one.what, f"How we will know: {one.how_we_know}")
        )

    def _actions(self) -> list[Recommendation]:
        return [
            one
            for finding in queries.findings(self.viewer, self.key)
            for one in finding.recommendations.all()
        ]


class Step(_OfAction):
    """An agency answers for its action."""

    title = "Answer for an action"
    form_class = StepForm

    def save(self, form: StepForm) -> None:
        """Answer."""
        actions.answer_recommendation(
            by=self.viewer, review=self.key, recommendation=self.kwargs["action"], **form.cleaned_data
        )


class Check(_OfAction):
    """Did it change anything?"""

    title = "Did it change anything?"
    form_class = CheckForm

    def save(self, form: CheckForm) -> None:
        """Say so."""
        told = form.cleaned_data
        actions.check_change(
            by=self.viewer, review=self.key, recommendation=self.kwargs["action"], months=self.kwargs["months"],
            changed=Changed(told["changed"]), words=told["words"],
        )  # fmt: skip
