"""The person's own part: asked whether and how they take part, and told what was decided."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.telling import Channel, TakesPart, faults_of_telling
from jigsaw.care.conversations.models import PersonAsked, PersonTold, UntoldReview
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
    *,
    by: Viewer,
    conversation: UUID,
    channel: Channel,
    letter: str,
    safe_because: str = "",
    given_by: str = "",
    given_on: date | None = None,
) -> PersonTold:
    """Record what the person was told, how, by whom and on which day: by the viewer and today, where nothing else is
    said. What others might open needs a reason why it is safe. Raises Refused for a day that is to come.
    """
    found = to_change(by, conversation)
    asked = "Telling the person"
    policies.check(asked, policies.can_look_back(by, found))
    check_said(asked, {"the letter": letter})
    if faults := faults_of_telling(channel, safe_because):
        raise Refused(asked, "; ".join(faults.values()), "Say why it is safe, or tell them alone")
    today = timezone.localdate()
    if given_on and given_on > today:
        raise Refused(asked, "that day is still to come", "Record it when they have it")
    who = {"given_by": given_by.strip() or by.name, "given_on": given_on or today}
    told = {"was_told": True, "channel": channel, "letter": letter, "safe_because": safe_because, **who}
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


@transaction.atomic
def review_untold(
    *, by: Viewer, conversation: UUID, still_holds: bool, words: str, review_on: date | None = None
) -> UntoldReview:
    """Look again at why the person is not told. Raises Refused for who decided it themselves, and where they were told;
    what still holds needs a day by which it is looked at again.
    """
    found = to_change(by, conversation)
    asked = "Looking again at why the person is not told"
    policies.check(asked, policies.can_look_back(by, found))
    check_said(asked, {"what you found": words})
    last = found.persontolds.order_by("at", "pk").last()
    if last is None or last.was_told:
        raise Refused(asked, "nobody decided not to tell them", "Go back to the conversation")
    if last.by_id == by.key:
        raise Refused(asked, "you decided it yourself", "Ask somebody else who takes part")
    if still_holds and review_on is None:
        raise Refused(asked, "it needs a day to look at it again", "Give a day")
    until = review_on if still_holds else None
    told = {"still_holds": still_holds, "words": words.strip(), "review_on": until}
    made = UntoldReview.objects.create(
        conversation=found, agency_id=by.agency, by_id=acting(by), told=last, **told
    )
    tell_audit(by, "reason for not telling reviewed", found.pk, {"still_holds": still_holds})
    return made
