"""What people decide on the composite: one event or two, how much it matters, and which names are hidden."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.reviews.actions._writing import check_said, tell_audit, to_change
from jigsaw.care.reviews.domain.words import Significance
from jigsaw.care.reviews.models import ChronologyEntry, EntryRating, HiddenName, Review, SameEvent
from jigsaw.care.reviews.policies import can_lead, can_work, check
from jigsaw.engine.chronology.merging import Decided, Verdict, kept_apart_by, standing
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind


@transaction.atomic
def decide_same(
    *, by: Viewer, review: UUID, left: UUID, right: UUID, verdict: Verdict, why: str
) -> SameEvent:
    """Say that two entries tell one event, or two, or take back what was said. Raises NotFound, Refused.

    Nothing is merged away: both entries stay as they came, and are shown together.
    """
    asked = "Deciding whether two entries tell one event"
    row = to_change(by, review)
    check(asked, can_work(by, row))
    check_said(asked, {"the reason": why})
    one, other = (_entry(asked, row, key) for key in sorted((left, right), key=str))
    if one.pk == other.pk:
        raise Refused(asked, "it is one entry", "Choose two")
    decided = [
        Decided(str(a), str(b), Verdict(said))
        for a, b, said in row.verdicts.order_by("pk").values_list("left", "right", "verdict")
    ]
    pair = (str(one.pk), str(other.pk))
    if standing(decided).get(pair, Verdict.UNDONE) is verdict:
        raise Refused(asked, "that is how it stands already", "See what was decided")
    if verdict is Verdict.SAME and kept_apart_by(
        *pair, {key for each in decided for key in each.pair}, decided
    ):
        raise Refused(
            asked,
            "two that somebody kept apart would become one event",
            "Undo that first, or keep these apart",
        )
    made = SameEvent.objects.create(
        review=row, left=one, right=other, verdict=verdict, why=why.strip()[:300], by_id=person_behind(by)
    )
    tell_audit(by, f"entries decided: {verdict}", row.pk, {"left": pair[0], "right": pair[1]})
    return made


@transaction.atomic
def rate_entry(*, by: Viewer, review: UUID, entry: UUID, significance: Significance, why: str) -> EntryRating:
    """Say how much an entry matters to the review, and why; what was said before stays. Raises NotFound, Refused."""
    asked = "Saying how much an entry matters"
    row = to_change(by, review)
    check(asked, can_work(by, row))
    check_said(asked, {"the reason": why})
    made = EntryRating.objects.create(
        entry=_entry(asked, row, entry),
        significance=significance,
        why=why.strip()[:300],
        by_id=person_behind(by),
    )
    tell_audit(by, "entry rated", row.pk, {"entry": str(entry), "significance": str(significance)})
    return made


@transaction.atomic
def hide_name(*, by: Viewer, review: UUID, label: str, name: str) -> HiddenName:
    """Put a name into the key of the anonymised view. A lead's; the key is kept apart. Raises NotFound, Refused."""
    asked = "Hiding a name"
    row = to_change(by, review)
    check(asked, can_lead(by, row))
    check_said(asked, {"the label": label, "the name": name})
    if HiddenName.objects.filter(review=row, name=name.strip()).exists():
        raise Refused(asked, "that name is hidden already", "See the key")
    made = HiddenName.objects.create(
        review=row, label=label.strip()[:60], name=name.strip()[:120], by_id=person_behind(by)
    )
    tell_audit(by, "name hidden", row.pk, {"name": made.pk})
    return made


def _entry(asked: str, review: Review, key: UUID) -> ChronologyEntry:
    found = review.entries.filter(pk=key, file__withdrawal=None).first()
    if found is None:
        raise NotFound(asked, "there is no such entry", "See the chronology")
    return found
