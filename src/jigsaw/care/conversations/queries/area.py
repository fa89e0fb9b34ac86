"""The area: are we calling conversations, are they held, do they close, who never comes. Counts, and nobody in them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from jigsaw.care.conversations.domain.risks import how_choices_went
from jigsaw.care.conversations.models import (
    Conversation,
    ConversationReason,
    Invitation,
    LookBack,
    PersonAsked,
    PersonTold,
    RiskReview,
)
from jigsaw.care.conversations.pack import kind_name, outcome_name
from jigsaw.care.conversations.policies import about_whom_may_be_known, check_may_see_area
from jigsaw.care.conversations.queries.lines import speaking_of
from jigsaw.care.reasons.queries import open_reasons
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

SPAN = timedelta(days=180)


@dataclass(frozen=True)
class Comes:
    """How often one agency was asked, answered, and came to those that were held."""

    agency: str
    invited: int
    answered: int
    held: int
    came: int


@dataclass(frozen=True)
class Area:
    """Counts since a day. due: those whose date has come; waiting: open reasons that ask the viewer's agency, uncalled.

    choices: (went well, looked at again) of the risks that were taken on purpose.
    """

    since: datetime
    called: int
    from_reason: int
    waiting: int
    due: int
    held: int
    cancelled: int
    closed: int
    person_took_part: int
    person_told: int
    useful: Counter[str]
    choices: tuple[int, int]
    kinds: tuple[tuple[str, int, int], ...]
    outcomes: tuple[tuple[str, int], ...]
    comes: tuple[Comes, ...]


def area(viewer: Viewer, *, at: datetime | None = None) -> Area:
    """The area's counts of the last half year. Raises NotFound for those who may not see them."""
    check_may_see_area(viewer)
    moment = at or now()
    lately = Conversation.objects.filter(called_at__gte=moment - SPAN, called_at__lte=moment)
    rows = lately.filter(about_whom_may_be_known(viewer))
    held = rows.filter(held_at__isnull=False)
    took_part = PersonAsked.objects.filter(conversation=OuterRef("pk")).exclude(
        takes_part__in=["not asked yet", "does not want to"]
    )
    told = PersonTold.objects.filter(conversation=OuterRef("pk"), was_told=True)
    return Area(
        since=moment - SPAN,
        called=rows.count(),
        from_reason=ConversationReason.objects.filter(conversation__in=rows)
        .values("conversation")
        .distinct()
        .count(),
        waiting=_waiting(viewer),
        due=rows.filter(Q(meets_at__lt=moment) | Q(held_at__isnull=False)).exclude(state="cancelled").count(),
        held=held.count(),
        cancelled=rows.filter(state="cancelled").count(),
        closed=rows.filter(state="closed").count(),
        person_took_part=held.filter(Exists(took_part)).count(),
        person_told=held.filter(Exists(told)).count(),
        useful=Counter(LookBack.objects.filter(conversation__in=rows).values_list("useful", flat=True)),
        choices=how_choices_went(
            RiskReview.objects.filter(conversation__in=rows).values_list("went", flat=True)
        ),
        kinds=_kinds(rows),
        outcomes=_outcomes(rows),
        comes=_comes(rows),
    )


def _waiting(viewer: Viewer) -> int:
    ids = [one.id for one in open_reasons(viewer=viewer, most=500)]
    called = speaking_of(viewer, ids)
    return sum(one not in called for one in ids)


def _kinds(rows: QuerySet[Conversation]) -> tuple[tuple[str, int, int], ...]:
    counted = rows.values("kind").annotate(
        called=Count("pk"), held=Count("pk", filter=Q(held_at__isnull=False))
    )
    return tuple(
        (kind_name(one["kind"]), one["called"], one["held"]) for one in counted.order_by("-called", "kind")
    )


def _outcomes(rows: QuerySet[Conversation]) -> tuple[tuple[str, int], ...]:
    counted = rows.filter(state="closed").values_list("outcome").annotate(found=Count("pk"))
    return tuple((outcome_name(key), found) for key, found in counted.order_by("-found", "outcome"))


def _comes(rows: QuerySet[Conversation]) -> tuple[Comes, ...]:
    invited = Invitation.objects.filter(conversation__in=rows)
    counted = invited.values(name=F("agency__name")).annotate(
        invited=Count("pk"),
        answered=Count("pk", filter=~Q(response="waiting")),
        held=Count("pk", filter=Q(came__isnull=False)),
        came=Count("pk", filter=Q(came=True)),
    )
    return tuple(
        Comes(one["name"], one["invited"], one["answered"], one["held"], one["came"])
        for one in counted.order_by("name")
    )
