"""What may be counted for research and planning: how often each agency told of whom, and never what it said."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.intake.models import PieceSubject
from jigsaw.foundation.access.policies import check_may_research, parties_today
from jigsaw.foundation.core.time import end_of_day
from jigsaw.foundation.core.viewer import Viewer

OTHER = "Other"


def told_by_group(viewer: Viewer, *, since: date, until: date) -> dict[UUID, Counter[tuple[str, str]]]:
    """By person, how many pieces of each group each agency told of, on the days from `since` to `until`. One query.

    Only what agencies that share leave open to all, and do not hold for law enforcement. Raises Refused.
    """
    check_may_research(viewer)
    days = {"piece__at__gte": end_of_day(since - timedelta(days=1)), "piece__at__lt": end_of_day(until)}
    rows = PieceSubject.objects.filter(
        **days,
        role="subject",
        record__link__isnull=False,
        piece__ending__isnull=True,
        piece__restriction="",
        piece__agency__in=parties_today(),
    ).exclude(piece__handling__contains="law-enforcement")
    counted = rows.values_list("record__link__person_id", "piece__kind", "piece__agency_id").order_by()
    found: dict[UUID, Counter[tuple[str, str]]] = defaultdict(Counter)
    for person, kind, agency, count in counted.annotate(count=Count("piece_id", distinct=True)):
        known = all_kinds().get(kind)
        found[person][known.group if known else OTHER, agency] += count
    return dict(found)
