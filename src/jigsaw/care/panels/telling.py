"""What readers and authors are told through the outbox: that something waits, and where. Never what, or about whom."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from jigsaw.care.panels.domain.states import DAYS, State, due_on
from jigsaw.care.panels.models import PanelMember, Referral, ReferralStep
from jigsaw.care.panels.policies import is_told, seen_by
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.outbox import actions as outbox

CHASED_FOR = timedelta(days=7)
"""For so long after its day a reminder is put: once, however often the timer runs."""


def tell_author(by: Viewer, row: Referral, step: ReferralStep) -> int:
    """Tell the author that the panel has answered. Returns how many addresses there are."""
    words = "A quality panel has answered you about something that you wrote. It speaks to you by name."
    return _put(
        by, row, f"answered/{step.pk}", row.agency_id, row.author_id, "A panel has answered you", words
    )


def tell_readers(by: Viewer, row: Referral, key: str, words: str) -> int:
    """Tell whoever reads for the panel, and did not write it, that something waits."""
    readers = PanelMember.objects.filter(panel=row.panel_id, left_at=None).select_related("practitioner")
    people = [one.practitioner for one in readers if one.practitioner_id not in {row.author_id, by.key}]
    subject = "Something waits for your panel"
    return sum(_put(by, row, key, one.agency_id, one.pk, subject, words) for one in people)


def chase_panels(*, by: Viewer) -> dict[str, int]:
    """Put the reminders of referrals that are late, each once. Returns how many are late since less than a week."""
    today, late = timezone.localdate(), 0
    lately = now() - CHASED_FOR - timedelta(days=max(DAYS.values()) + 1)
    for row in Referral.objects.filter(seen_by(by), since__gte=lately).prefetch_related("letters"):
        due = due_on(State(row.state), timezone.localdate(row.since), urgent=row.urgent, is_told=is_told(row))
        if due and due < today <= due + CHASED_FOR:
            late += 1
            _remind(by, row, f"late/{row.state}/{due}")
    return {"referrals_late": late}


_WITH_AUTHOR = {State.RETURNED, State.DEFERRED}


def _remind(by: Viewer, row: Referral, key: str) -> None:
    """Whoever is to act next: the author of what goes back, else the readers."""
    words = "Something that was referred to a quality panel is later than it should be."
    if row.state in _WITH_AUTHOR:
        _put(by, row, key, row.agency_id, row.author_id, "Something waits for you: a quality panel", words)
    else:
        tell_readers(by, row, key, words)


def _put(
    by: Viewer, row: Referral, key: str, agency: str, practitioner: int, subject: str, words: str
) -> int:
    path = reverse("referral", args=[row.pk])
    place = (
        f"{settings.JIGSAW_ADDRESS}{path}" if settings.JIGSAW_ADDRESS else "your agency’s address of Jigsaw"
    )
    body = f"{words}\n\nSign in to Jigsaw to read it: {place}\n\nThis message says nothing about anybody on purpose.\n"
    return outbox.put(
        by=by,
        key=f"referral/{row.pk}/{key}",
        agencies=[agency],
        practitioner=practitioner,
        subject=subject,
        body=body,
    )
