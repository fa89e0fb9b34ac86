"""What was written in the meeting, and is not to be typed again afterwards."""

from jigsaw.care.conversations.domain.writing import put_together, standing
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.policies import COMING, check_may_see
from jigsaw.care.conversations.queries.person import what_person_was_told
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.core.viewer import Viewer


def written_under(viewer: Viewer, row: Conversation, part: str) -> str:
    """What stands under a part of the agenda, as one text; empty when nothing does."""
    check_may_see(viewer, row.pk)
    stand = standing(one for one in row.notes.all() if one.part == part)
    return put_together([(one.by.name, one.words) for one in stand])


def seen_to_come(viewer: Viewer, row: Conversation) -> list[str]:
    """The invited agencies that said that they come, or wrote in the meeting."""
    check_may_see(viewer, row.pk)
    wrote = {one.agency_id for one in row.notes.all()}
    return [
        one.agency_id for one in row.invitations.all() if one.response in COMING or one.agency_id in wrote
    ]


def telling_in_words(viewer: Viewer, row: Conversation) -> str:
    """What is recorded of telling the person, as the start of an answer; empty when nothing is."""
    told = what_person_was_told(viewer, row)
    if told is None:
        return ""
    day = day_words(Moment(told.at).local.date())
    if told.was_told:
        return f"Told {told.channel}, with the letter of {day}."
    return f"Not told, recorded on {day}: {told.why_not}"
