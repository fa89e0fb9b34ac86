"""What was learned, and what became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jigsaw.care.reviews.domain.words import CHECKED_AFTER, months_after
from jigsaw.care.reviews.models import Finding, Recommendation
from jigsaw.care.reviews.policies import reviewed
from jigsaw.care.reviews.queries._content import entry_of
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


def rests_on(viewer: Viewer, key: UUID, finding: Finding) -> list[tuple[str, str]]:
    """The entries on which a finding rests: key and words of each, in the order of time."""
    rows = reviewed(viewer, key).entries.filter(pk__in=finding.entries).select_related("agency")
    return [
        (str(one.pk), f"{entry_of(one).when.text()}, {one.agency.name}: {one.said.get('fact', '')}")
        for one in rows.order_by("first", "place")
    ]


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
