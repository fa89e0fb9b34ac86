"""What the person said about taking part, what they were told, and the letter to tell them with."""

from jigsaw.care.conversations.domain.looking_back import BeforeAndAfter, Happened, before_and_after
from jigsaw.care.conversations.domain.telling import Promise, draft_letter
from jigsaw.care.conversations.models import Conversation, PersonAsked, PersonTold
from jigsaw.care.conversations.policies import check_may_see
from jigsaw.care.conversations.queries.gathering import stories_of
from jigsaw.care.intake.domain.entries import Entry
from jigsaw.foundation.core.time import Moment, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Agency


def how_person_takes_part(viewer: Viewer, row: Conversation) -> PersonAsked | None:
    """What they said last; None when nobody recorded that they were asked."""
    check_may_see(viewer, row.pk)
    return row.personaskeds.order_by("at", "pk").select_related("by__agency").last()


def what_person_was_told(viewer: Viewer, row: Conversation) -> PersonTold | None:
    """What they were told last, or that they were not, and why; None when nothing is recorded."""
    check_may_see(viewer, row.pk)
    return row.persontolds.order_by("at", "pk").select_related("by__agency").last()


def letter_for_person(viewer: Viewer, row: Conversation) -> str:
    """A letter in plain English from what was decided, to be read over. Nobody is named in it but who does what."""
    check_may_see(viewer, row.pk)
    promises = [
        Promise(one.what, f"{one.owner} ({one.agency.name})", one.due_on)
        for one in row.actions.select_related("agency")
    ]
    said = row.personsviews.order_by("at", "pk").last()
    return draft_letter(
        met_on=Moment(row.held_at or row.meets_at).local.date(),
        said=said.words if said else "",
        promises=promises,
        ring=row.ring_if_worse.strip() or _whom_to_ring(row.lead_agency),
        disagreements=row.disagreements.count(),
        review_on=row.review_on,
    )


def _whom_to_ring(agency: Agency) -> str:
    return f"{agency.name} on {agency.telephone}" if agency.telephone else agency.name


def before_and_after_of(viewer: Viewer, row: Conversation) -> list[BeforeAndAfter]:
    """What happened in the 90 days before the meeting and after it, as far as the viewer may read of it."""
    check_may_see(viewer, row.pk)
    if row.held_at is None:
        return []
    entries: dict[object, Entry] = {
        one.piece: one
        for told in stories_of(viewer, row.about)
        for one in told.entries
        if not one.is_withheld
    }
    happened = [Happened(one.when.at, one.label, one.holder.name) for one in entries.values()]
    return before_and_after(happened, row.held_at, now())
