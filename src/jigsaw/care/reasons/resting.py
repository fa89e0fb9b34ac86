"""Which reasons are quiet after a conversation: for queries that take a viewer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jigsaw.care.reasons import following
from jigsaw.care.reasons.models import Quieting, QuietNews, Reason
from jigsaw.foundation.organisations.models import Agency


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


def is_quiet() -> Q:
    """Narrow reasons by: their pattern is quiet about their subject now, under whatever id it was made so."""
    news = QuietNews.objects.filter(
        Q(other=OuterRef(OuterRef("other"))) | Q(other__isnull=True),
        quieting=OuterRef("quieting"),
        subject=OuterRef(OuterRef("subject")),
    )
    holds = {"quieting__until__gt": timezone.localdate()}
    people, homes = following.about_the_subject("quieting"), following.about_the_home("quieting")
    return Q(Exists(people.filter(~Exists(news), **holds))) | Q(Exists(homes.filter(~Exists(news), **holds)))


def quiet_about(rows: Iterable[Reason], agencies: Mapping[str, Agency]) -> dict[UUID, Quiet]:
    """The latest quiet of each of these reasons, by reason; none of what has a time limit."""
    reasons = {row.pk: row for row in rows if not row.statutory}
    whose = following.quiets_about(reasons)
    every = {key for keys in whose.values() for key in keys}
    kept = Quieting.objects.filter(pk__in=every).prefetch_related("news").in_bulk()
    found = {}
    for reason, keys in whose.items():
        latest = max((kept[key] for key in keys), key=lambda one: (one.since, one.pk))
        found[reason] = _quiet(latest, reasons[reason], agencies)
    return found


def _quiet(one: Quieting, row: Reason, agencies: Mapping[str, Agency]) -> Quiet:
    mine = (news for news in one.news.all() if (news.subject, news.other) == (row.subject, row.other))
    news = next(mine, None)
    agency = agencies.get(news.agency_id or "") if news else None
    return Quiet(one.since, one.until, news.at if news else None, agency.name if agency else "")
