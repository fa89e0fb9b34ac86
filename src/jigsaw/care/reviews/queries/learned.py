"""What was learned, and what became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jigsaw.care.reviews.domain.words import CHECKED_AFTER, months_after
from jigsaw.care.reviews.models import Finding, Recommendation
from jigsaw.care.reviews.policies import reviewed
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class CheckDue:
    """A check that waits: of which action, after how many months, since when."""

    recommendation: Recommendation
    months: int
    due_on: date


def findings(viewer: Viewer, key: UUID) -> list[Finding]:
    """The findings in the order in which they were written down, with what follows from each."""
    rows = reviewed(viewer, key).findings.select_related("by", "question")
    return list(
        rows.prefetch_related("recommendations__steps", "recommendations__checks", "recommendations__agency")
    )


def checks_due(viewer: Viewer, key: UUID, today: date) -> list[CheckDue]:
    """The checks whose day has come and that nobody has made, the oldest first. Refused actions have none."""
    found = []
    for finding in findings(viewer, key):
        for one in finding.recommendations.all():
            made = {each.months for each in one.checks.all()}
            steps = [each.what for each in one.steps.all()]
            if steps and steps[-1] == "refused":
                continue
            found += [
                CheckDue(one, months, months_after(one.due_on, months))
                for months in CHECKED_AFTER
                if months not in made
            ]
    return sorted(
        (one for one in found if one.due_on <= today), key=lambda one: (one.due_on, one.recommendation.pk)
    )
