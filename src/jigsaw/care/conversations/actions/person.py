"""The person's own part: asked whether and how they take part, and told what was decided."""

from datetime import date
from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.telling import Channel, TakesPart, faults_of_telling
from jigsaw.care.conversations.models import PersonAsked, PersonTold
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer


@transaction.atomic
def ask_person(
    *,
    by: Viewer,
    conversation: UUID,
    takes_part: TakesPart,
    supporter: str = "",
    needs: str = "",
    safe_way: str = "",
    not_asked_because: str = "",
) -> PersonAsked:
    """Record what the person said about taking part; or that they were not asked yet, and why. The latest holds."""
    found = to_change(by, conversation)
    asked = "Recording how the person takes part"
    policies.check(asked, policies.can_take_part(by, found))
    if takes_part is TakesPart.NOT_ASKED:
        check_said(asked, {"why they were not asked yet": not_asked_because})
    if takes_part is TakesPart.THROUGH:
        check_said(asked, {"who speaks for them": supporter})
    made = PersonAsked.objects.create(
        conversation=found,
        agency_id=by.agency,
        by_id=acting(by),
        takes_part=takes_part,
        supporter=supporter,
        needs=needs,
        safe_way=safe_way,
        not_asked_because=not_asked_because if takes_part is TakesPart.NOT_ASKED else "",
    )
    tell_audit(by, "person asked to take part", found.pk, {"takes_part": str(takes_part)})
    return made


@transaction.atomic
def tell_person(
    *, by: Viewer, conversation: UUID, channel: Channel, letter: str, safe_because: str = ""
) -> PersonTold:
    """Record what the person was told and how. What others might open needs a reason why it is safe."""
    found = to_change(by, conversation)
    asked = "Telling the person"
    policies.check(asked, policies.can_look_back(by, found))
    check_said(asked, {"the letter": letter})
    if faults := faults_of_telling(channel, safe_because):
        raise Refused(asked, "; ".join(faults.values()), "Say why it is safe, or tell them alone")
    told = {"was_told": True, "channel": channel, "letter": letter, "safe_because": safe_because}
    made = PersonTold.objects.create(conversation=found, agency_id=by.agency, by_id=acting(by), **told)
    tell_audit(by, "person told", found.pk, {"channel": str(channel)})
    return made


@transaction.atomic
def leave_untold(*, by: Viewer, conversation: UUID, why_not: str, review_on: date) -> PersonTold:
    """Record that the person is not told for now: why, and when that is looked at again."""
    found = to_change(by, conversation)
    policies.check("Not telling the person", policies.can_look_back(by, found))
    check_said("Not telling the person", {"why not": why_not})
    told = {"was_told": False, "why_not": why_not, "review_on": review_on}
    made = PersonTold.objects.create(conversation=found, agency_id=by.agency, by_id=acting(by), **told)
    tell_audit(by, "person not told", found.pk, {"review_on": review_on.isoformat()})
    return made
