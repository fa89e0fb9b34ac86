"""Which reasons are quiet after a conversation: for queries that take a viewer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from jigsaw.care.reasons.models import Quieting, Reason
from jigsaw.foundation.organisations.models import Agency

About = tuple[str, UUID, UUID | None]
"""A pattern and its subject."""


@dataclass(frozen=True)
class Quiet:
    """After a conversation held on a day, quiet until another; or not after all, since something new is known.

    news_at: when that was known. agency: its agency's name, where it was not there before.
    """

    held: datetime
    until: date
    news_at: datetime | None
    agency: str

    @property
    def holds(self) -> bool:
        """Whether it is quiet now."""
        return self.news_at is None and self.until > timezone.localdate()


def about_a_reason() -> QuerySet[Quieting]:
    """The quiet that holds now of a reason's pattern about its subject, to narrow reasons by."""
    rows = Quieting.objects.filter(
        pattern=OuterRef("pattern"),
        subject_kind=OuterRef("subject_kind"),
        subject=OuterRef("subject"),
        until__gt=timezone.localdate(),
        end__isnull=True,
    )
    return rows.filter(Q(other=OuterRef("other")) | Q(other__isnull=True))


def quiet_about(rows: Iterable[Reason], agencies: Mapping[str, Agency]) -> dict[About, Quiet]:
    """The latest quiet of each pattern about each subject; none of what has a time limit."""
    subjects = {row.subject for row in rows if not row.statutory}
    kept = Quieting.objects.filter(subject__in=subjects).select_related("end").order_by("since", "pk")
    found = {}
    for one in kept:
        end = getattr(one, "end", None)
        agency = agencies.get(end.agency_id or "") if end else None
        found[one.pattern, one.subject, one.other] = Quiet(
            one.since, one.until, end.at if end else None, agency.name if agency else ""
        )
    return found
