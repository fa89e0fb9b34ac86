"""What stands of sharing policies, for the parts that decide and show. Not for screens themselves."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from jigsaw.care.sharing.domain.clock import Clock
from jigsaw.care.sharing.domain.policy import Policy
from jigsaw.care.sharing.domain.reading import read_policy
from jigsaw.care.sharing.domain.standing import Version, version_of_day
from jigsaw.care.sharing.models import (
    PolicySignature,
    PolicyWithdrawal,
    SharingLead,
    SharingPolicy,
    SharingReview,
)
from jigsaw.foundation.core.viewer import Viewer


@lru_cache(maxsize=256)
def policy_of(text: str) -> Policy:
    """The policy that a kept text means. It was read once already, when it was written."""
    return read_policy(text)


def versions_by_key(key: str = "") -> dict[str, list[Version]]:
    """Every version of every policy, or of one, with its signatures: three queries."""
    rows = SharingPolicy.objects.order_by("key", "version")
    rows = rows.filter(key=key) if key else rows
    signed, left = _agencies(PolicySignature, key), _agencies(PolicyWithdrawal, key)
    found: dict[str, list[Version]] = defaultdict(list)
    for row in rows:
        made = Version(policy_of(row.text), row.version, frozenset(signed[row.pk]), frozenset(left[row.pk]))
        found[row.key].append(made)
    return dict(found)


def versions_of_day(day: date) -> list[Version]:
    """Of each policy the version that counts on a day."""
    chosen = (version_of_day(versions, day) for versions in versions_by_key().values())
    return [one for one in chosen if one is not None]


def lead_of(agency: str) -> SharingLead | None:
    """Who answers for an agency's sharing now; None when nobody is named, or they have left."""
    found = SharingLead.objects.filter(agency=agency).select_related("practitioner").order_by("-pk").first()
    return found if found and found.practitioner.is_active else None


def leads_by_agency() -> dict[str, SharingLead]:
    """Who answers for each agency's sharing now, in one query; agencies without anybody are absent."""
    rows = SharingLead.objects.select_related("practitioner", "agency").order_by("pk")
    latest = {row.agency_id: row for row in rows}
    return {agency: row for agency, row in latest.items() if row.practitioner.is_active}


def is_lead(viewer: Viewer) -> bool:
    """Whether the viewer answers for their agency's sharing."""
    lead = lead_of(viewer.agency) if viewer.key is not None else None
    return lead is not None and lead.practitioner_id == viewer.key


def clock_of(review: SharingReview) -> Clock:
    """The clock of a review, by its steps."""
    steps = list(review.steps.all())
    chased = max((one.at for one in steps if one.what == "chased"), default=None)
    answered = next((one.at for one in steps if one.what == "decided"), None)
    return Clock(review.at, review.due_at, chased, answered)


def _agencies(model: type[PolicySignature] | type[PolicyWithdrawal], key: str) -> dict[int, list[str]]:
    rows = model.objects.filter(policy__key=key) if key else model.objects.all()
    found: dict[int, list[str]] = defaultdict(list)
    for policy, agency in rows.values_list("policy_id", "agency_id"):
        found[policy].append(agency)
    return found
