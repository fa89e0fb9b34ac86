"""Policies with where they stand, who signed them, and what is due."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from jigsaw.care.sharing.domain.policy import Policy
from jigsaw.care.sharing.domain.standing import Standing, Version, reminder, version_of_day
from jigsaw.care.sharing.known import leads_by_agency, versions_by_key
from jigsaw.care.sharing.models import PolicySignature, PolicyWithdrawal, SharingPolicy
from jigsaw.care.sharing.policies import can_sign
from jigsaw.foundation.access.queries import agreement_keys_today
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Lead:
    """Who answers for an agency's sharing. key: the practitioner."""

    agency: str
    key: int
    name: str
    title: str
    telephone: str


@dataclass(frozen=True)
class PolicySeen:
    """A policy in the list: the version that counts, and a newer one that waits for signatures."""

    version: Version
    standing: Standing
    days_left: int
    reminder: int | None
    newer: Version | None


@dataclass(frozen=True)
class SignatureSeen:
    """Who signed for an agency, or left; `by` is empty while the signature is awaited."""

    agency: str
    by: str = ""
    title: str = ""
    at: datetime | None = None
    left_by: str = ""
    left_at: datetime | None = None
    left_why: str = ""


@dataclass(frozen=True)
class VersionSeen:
    """One version whole."""

    version: Version
    standing: Standing
    text: str
    content_hash: str
    changed: str
    written_by: str
    written_at: datetime
    signatures: tuple[SignatureSeen, ...]
    numbers: tuple[int, ...]
    counts: bool

    @property
    def policy(self) -> Policy:
        """What it says."""
        return self.version.policy


@dataclass(frozen=True)
class Reminder:
    """A policy that ends soon (days: 60, 30 or 7 at most) or has ended (0)."""

    key: str
    name: str
    days: int
    ends_on: date
    newer: bool


def policies_seen(*, viewer: Viewer) -> list[PolicySeen]:
    """Every policy, with the version that counts today."""
    day, found = timezone.localdate(), []
    for versions in versions_by_key().values():
        one = version_of_day(versions, day)
        if one:
            newer = versions[-1] if versions[-1].number > one.number else None
            found.append(PolicySeen(one, one.standing(day), one.days_left(day), reminder(one, day), newer))
    return found


def policy_seen(*, viewer: Viewer, key: str, version: int | None = None) -> VersionSeen:
    """One version, or the one that counts today. Raises NotFound."""
    day, versions = timezone.localdate(), versions_by_key(key).get(key, [])
    counting = version_of_day(versions, day)
    wanted = next((one for one in versions if one.number == version), None) if version else counting
    if wanted is None:
        raise NotFound("Opening a sharing policy", "there is none of that name and version", "See the list")
    row = SharingPolicy.objects.get(key=key, version=wanted.number)
    return VersionSeen(
        version=wanted,
        standing=wanted.standing(day),
        text=row.text,
        content_hash=row.content_hash,
        changed=row.changed,
        written_by=row.by_name,
        written_at=row.at,
        signatures=_signatures(row, wanted),
        numbers=tuple(one.number for one in versions),
        counts=counting is wanted,
    )


def _signatures(row: SharingPolicy, version: Version) -> tuple[SignatureSeen, ...]:
    signed = {one.agency_id: one for one in PolicySignature.objects.filter(policy=row)}
    left = {one.agency_id: one for one in PolicyWithdrawal.objects.filter(policy=row)}
    found = []
    for agency in version.policy.parties:
        one, gone = signed.get(agency), left.get(agency)
        told = (one.by_name, one.title, one.at) if one else ("", "", None)
        left_told = (gone.by_name, gone.at, gone.why) if gone else ("", None, "")
        found.append(SignatureSeen(agency, *told, *left_told))
    return tuple(found)


def reminders(*, viewer: Viewer) -> list[Reminder]:
    """The policies of the viewer's agency that end within 60 days or are over, the most pressing first.

    Worked out from the day, and not sent: a reminder that depends on nothing cannot fail to come.
    """
    found = [
        Reminder(
            one.version.policy.key,
            one.version.policy.name,
            one.reminder,
            one.version.policy.ends_on,
            one.newer is not None,
        )
        for one in policies_seen(viewer=viewer)
        if one.reminder is not None and (viewer.is_jigsaw or viewer.agency in one.version.policy.parties)
    ]
    return sorted(found, key=lambda one: (one.days, one.ends_on))


def to_sign(*, viewer: Viewer) -> list[Version]:
    """The versions that wait for the viewer's signature: the newest of each policy."""
    day = timezone.localdate()
    latest = (versions[-1] for versions in versions_by_key().values())
    return [one for one in latest if viewer.agency in one.missing and can_sign(viewer, one, day)]


def agreements_on_paper(*, viewer: Viewer) -> list[str]:
    """The keys of the agreements in force that no policy signed in Jigsaw stands behind."""
    signed = {f"{key}-{one.number}" for key, versions in versions_by_key().items() for one in versions}
    return [key for key in agreement_keys_today(viewer=viewer) if key not in signed]


def leads(*, viewer: Viewer) -> dict[str, Lead]:
    """Who answers for sharing, by agency; agencies that named nobody are absent."""
    return {
        agency: Lead(
            agency,
            one.practitioner_id,
            one.practitioner.name,
            one.title,
            one.telephone or one.agency.telephone,
        )
        for agency, one in leads_by_agency().items()
    }
