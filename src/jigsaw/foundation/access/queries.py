"""Reads of who shares with whom, and of broken glasses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min
from django.utils import timezone

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.models import BrokenGlass, GuardianNotice, SharingAgreement, Wish
from jigsaw.foundation.access.policies import can, check, check_may_know_of_people, parties_today
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Agency
from jigsaw.foundation.organisations.queries import agencies


def sharing_agencies(*, viewer: Viewer) -> list[Agency]:
    """The agencies that are party to an agreement in force, by name: those that can be asked to talk."""
    parties = parties_today()
    return [agency for agency in agencies(viewer=viewer) if agency.key in parties]


def agreement_keys_today(*, viewer: Viewer) -> list[str]:
    """The keys of the agreements in force today."""
    day = timezone.localdate()
    rows = SharingAgreement.objects.filter(starts_on__lte=day, ends_on__gte=day)
    return sorted(rows.values_list("key", flat=True))


@dataclass(frozen=True)
class WishSeen:
    """What a person said about sharing last: whether it holds, in their words, when it was recorded, and from where."""

    holds: bool
    words: str
    at: datetime
    origin: str = ""


def last_wish(*, viewer: Viewer, records: Collection[UUID], kind: str) -> WishSeen | None:
    """What the person of these source records said last of one kind; None when they never did.

    Where records that were joined differ, an objection holds until it is taken back.
    """
    check_may_know_of_people(viewer)
    rows = Wish.objects.filter(kind=kind, record__in=records).select_related("agency", "by__agency")
    latest = {row.record: row for row in rows.order_by("pk")}
    found = sorted(latest.values(), key=lambda row: (row.holds, row.pk))
    return WishSeen(found[-1].holds, found[-1].words, found[-1].at, _origin(found[-1])) if found else None


def _origin(row: Wish) -> str:
    if row.agency:
        return f"from what {row.agency.name} sends"
    return f"by {row.by.name}, {row.by.agency.name}" if row.by else "by Jigsaw"


@dataclass(frozen=True)
class GlassSeen:
    """A broken glass as it is looked at afterwards: who, when, for how long, why; nobody's particulars."""

    id: UUID
    name: str
    team: str
    at: datetime
    ends_at: datetime
    reason: str
    review_by: date
    is_mine: bool
    reviewed_by: str = ""
    was_needed: bool | None = None
    words: str = ""


def broken_glasses(*, viewer: Viewer, most: int = 100) -> list[GlassSeen]:
    """The broken glasses of the viewer's agency: those that wait first, by their day; then the latest."""
    check(viewer, Act.REVIEW_BROKEN_GLASS)
    rows = BrokenGlass.objects.filter(agency_id=viewer.agency).select_related(
        "by__team", "notice", "review__by"
    )
    waiting = rows.filter(review__isnull=True).order_by("notice__review_by", "at")
    done = rows.filter(review__isnull=False).order_by("-at")
    return [_seen(viewer, row) for row in (*waiting[:most], *done[:most])]


def glasses_waiting(*, viewer: Viewer) -> tuple[int, date | None]:
    """How many broken glasses of the viewer's agency wait to be looked at by them, and the first day by which; none for
    whoever does not look at them. One query.
    """
    if not can(viewer, Act.REVIEW_BROKEN_GLASS):
        return 0, None
    waiting = GuardianNotice.objects.filter(agency_id=viewer.agency, glass__review__isnull=True)
    told = waiting.exclude(glass__by=viewer.key).aggregate(count=Count("pk"), first=Min("review_by"))
    return told["count"], told["first"]


def _seen(viewer: Viewer, row: BrokenGlass) -> GlassSeen:
    review = getattr(row, "review", None)
    told = (review.by.name, review.was_needed, review.words) if review else ("", None, "")
    team = row.by.team.name if row.by.team else ""
    whose = (row.pk, row.by.name, team, row.at, row.ends_at, row.reason, row.notice.review_by)
    return GlassSeen(*whose, row.by_id == viewer.key, *told)
