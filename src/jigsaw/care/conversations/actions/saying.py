"""What people say: an agency's contribution, disagreement by name, and the person's own view."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.calling import Invited, OwnView
from jigsaw.care.conversations.models import Contribution, ContributionFact, Disagreement, PersonsView
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Fact:
    """Something an agency knows: the fact, when it was so (None when that is not known), and its source."""

    fact: str
    source: str
    on: Moment | None = None


@transaction.atomic
def contribute(
    *,
    by: Viewer,
    conversation: UUID,
    facts: Sequence[Fact],
    worries: str,
    doing: str,
    person_wants: str,
    seen: int | None = None,
) -> Contribution:
    """Add the agency's part: what it knows, worries about, does, and thinks the person wants.

    It is whole each time: a newer version stands in front of those that its writer had read (up to the number seen),
    which are kept. One that its writer had not read stands beside it: both are shown.
    """
    found = to_change(by, conversation)
    policies.check("Contributing", policies.can_take_part(by, found))
    if not facts and not any(text.strip() for text in (worries, doing, person_wants)):
        raise Refused("Contributing", "nothing was given", "Give a fact, a worry, or what you are doing")
    latest = found.contributions.filter(agency_id=by.agency).aggregate(version=Max("version"))["version"] or 0
    made = Contribution.objects.create(
        conversation=found,
        agency_id=by.agency,
        by_id=acting(by),
        version=latest + 1,
        seen=latest if seen is None else min(seen, latest),
        worries=worries,
        doing=doing,
        person_wants=person_wants,
    )
    ContributionFact.objects.bulk_create(_row(made, fact) for fact in facts)
    tell_audit(by, "contributed", found.pk, {"version": made.version, "facts": len(facts)})
    return made


def _row(contribution: Contribution, fact: Fact) -> ContributionFact:
    row = ContributionFact(contribution=contribution, fact=fact.fact, source=fact.source)
    if fact.on:
        row.on, row.on_accuracy, row.on_uncertain = fact.on.at, fact.on.accuracy, fact.on.uncertain
    return row


@transaction.atomic
def disagree(*, by: Viewer, conversation: UUID, name: str, words: str) -> Disagreement:
    """Record that somebody, by name, sees it differently, in their words. Nobody votes."""
    found = to_change(by, conversation)
    policies.check("Recording disagreement", policies.can_take_part(by, found))
    check_said("Recording disagreement", {"who disagrees": name, "what they say": words})
    made = Disagreement.objects.create(
        conversation=found, agency_id=by.agency, by_id=acting(by), name=name, words=words
    )
    tell_audit(by, "disagreement recorded", found.pk)
    return made


@transaction.atomic
def record_persons_view(*, by: Viewer, conversation: UUID, view: OwnView) -> PersonsView:
    """Record what the person wants said and whether they are invited. The one before is kept."""
    found = to_change(by, conversation)
    policies.check("Recording the person’s view", policies.can_take_part(by, found))
    if view.invited is Invited.NO:
        check_said("Recording the person’s view", {"why the person is not invited": view.why_not})
    made = PersonsView.objects.create(
        conversation=found,
        agency_id=by.agency,
        by_id=acting(by),
        words=view.words,
        invited=view.invited,
        why_not=view.why_not,
    )
    tell_audit(by, "person’s view recorded", found.pk, {"invited": str(view.invited)})
    return made
