"""Which reasons come first: this week's conversations.

What has a time limit is a task for its agency at once and competes with nothing. The rest share the area's places of a
week (`JIGSAW_REASONS_A_WEEK`): a place is a person or a home, with every open reason about them. The list is made
when somebody first needs it in a week, and then stays: nobody moves in it or leaves it. While it has places left, it
takes in those who come later. What puts them in order is worked out for the choice and kept nowhere.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.reasons import decided, resting, timelines
from jigsaw.care.reasons.models import STAYS_OPEN, Reason, WeeksConversation
from jigsaw.engine.patterns.timeline import Mark, Timeline
from jigsaw.engine.triage import SIGN_TAGS, Candidate, Chosen, choose, evidence
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.time import minutes_since_epoch, now

Subjects = dict[UUID, str]
"""People and homes by id, each with "person" or "home"."""


def week_of(day: date) -> date:
    """The Monday of the week that the day is in."""
    return day - timedelta(days=day.weekday())


def this_week() -> date:
    """The Monday of this week, by London's calendar."""
    return week_of(timezone.localdate())


def places_left() -> int:
    """How many of this week's places nobody has been given."""
    taken = WeeksConversation.objects.filter(week=this_week()).count()
    return max(0, int(settings.JIGSAW_REASONS_A_WEEK) - taken)


def waiting() -> Subjects:
    """Whoever has an open reason that may wait, and has no place this week.

    Left out are reasons that are in hand, quiet after a conversation, or that somebody found to need none.
    """
    placed = WeeksConversation.objects.filter(week=this_week()).values("subject")
    rows = _may_wait().exclude(subject__in=placed).values_list("subject", "subject_kind")
    return {subject: "home" if kind == "home" else "person" for subject, kind in rows.distinct()}


def chosen_of(subjects: Mapping[UUID, str], places: int) -> tuple[Chosen, ...]:
    """Who of these is given the places, in order."""
    at = minutes_since_epoch(now())
    candidates = [Candidate(str(subject), evidence(signs, at)) for subject, signs in _signs(subjects).items()]
    return choose(candidates, places, this_week().isoformat(), settings.SECRET_KEY.encode())


def in_order(rows: QuerySet[Reason]) -> QuerySet[Reason]:
    """Reasons in the order in which they are listed: time limits, this week's conversations, then the newest."""
    place = WeeksConversation.objects.filter(week=this_week(), subject=OuterRef("subject")).values("pk")
    first = ("-statutory", F("place").asc(nulls_last=True))
    return rows.annotate(place=Subquery(place[:1])).order_by(*first, "-raised_at", "pattern", "pk")


def by_lot_among(subjects: Iterable[UUID]) -> dict[UUID, bool]:
    """Of these, those who have a place this week, and whether they came by lot."""
    found: dict[UUID, bool] = {}
    for ids in batches(subjects):
        rows = WeeksConversation.objects.filter(week=this_week(), subject__in=ids)
        found.update(rows.values_list("subject", "by_lot"))
    return found


@cache
def signs_read() -> frozenset[str]:
    """The kinds of piece that count as signs: events that nobody planned, or by which somebody was worried."""
    kinds = all_kinds().items()
    return frozenset(code for code, kind in kinds if kind.shape.value == "event" and kind.tags & SIGN_TAGS)


def _may_wait() -> QuerySet[Reason]:
    lasting = Q(ended_at__isnull=True) | Q(ended_at__gte=now() - STAYS_OPEN)
    rows = Reason.objects.filter(lasting, withdrawn_at__isnull=True, statutory=False)
    return rows.exclude(decided.is_not_needed()).exclude(decided.is_in_hand()).exclude(resting.is_quiet())


def _signs(subjects: Mapping[UUID, str]) -> dict[UUID, list[Mark]]:
    found: dict[UUID, list[Mark]] = {}
    for kind, read in (("person", timelines.of_persons), ("home", timelines.of_homes)):
        wanted = [subject for subject, its_kind in subjects.items() if its_kind == kind]
        for ids in batches(wanted):
            found |= {key: _of(timeline) for key, timeline in read(ids, signs_read()).items()}
    return found


def _of(timeline: Timeline) -> list[Mark]:
    return [mark for mark in timeline.marks if mark.kind in signs_read()]
