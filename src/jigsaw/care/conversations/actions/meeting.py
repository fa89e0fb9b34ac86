"""In the meeting: writing together, taking turns, and taking a risk on purpose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.risks import Stance, Went
from jigsaw.care.conversations.domain.turns import DISCUSSION, PERSON, may_discuss, order_of
from jigsaw.care.conversations.domain.writing import standing
from jigsaw.care.conversations.models import Note, RiskReview, RiskStance, RiskTaken, Turn
from jigsaw.care.conversations.pack import kind_of
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer

_ASKED = "Writing in a conversation"


@dataclass(frozen=True)
class Kept:
    """What became of a text: its version, and whether another one stands beside it."""

    version: int
    is_beside: bool


@transaction.atomic
def write_note(*, by: Viewer, conversation: UUID, part: str, words: str, seen: int, sent: UUID) -> Kept:
    """Keep a text under a part of the agenda. `seen`: the last version that stood on the page; 0 for none.

    Whatever was kept before stays kept. `sent` is made by the page: the same text sent twice is kept once.
    """
    found = to_change(by, conversation)
    policies.check(_ASKED, policies.can_take_part(by, found))
    if part not in {one.key for one in kind_of(found.kind).agenda}:
        raise Refused(_ASKED, "there is no such part of the agenda", "Choose one of those on the page")
    rows = found.notes.filter(part=part)
    # With its words in the mark: a text that was typed on while the first was on its way is another text.
    sent = uuid5(sent, f"{found.pk}/{part}/{by.key}/{words}")
    if (again := Note.objects.filter(sent=sent).first()) is None:
        latest = rows.aggregate(version=Max("version"))["version"] or 0
        told = {"part": part, "version": latest + 1, "seen": max(0, min(seen, latest)), "sent": sent}
        again = Note.objects.create(
            conversation=found, agency_id=by.agency, by_id=acting(by), words=words, **told
        )
        tell_audit(by, "wrote in a conversation", found.pk, {"part": part, "version": again.version})
    stand = standing(rows)
    return Kept(again.version, len(stand) > 1)


@transaction.atomic
def give_turn(*, by: Viewer, conversation: UUID, whose: str) -> Turn:
    """Say whose turn it is: the person, an agency by its key, or all of us. All talk once everybody was heard."""
    found = to_change(by, conversation)
    asked = "Giving the turn"
    policies.check(asked, policies.can_lead_meeting(by, found))
    agencies = {found.agency_id, *found.invitations.values_list("agency_id", flat=True)}
    if whose not in {PERSON, DISCUSSION, *agencies}:
        raise Refused(asked, "they take no part in it", "Invite them first")
    had = list(found.turns.values_list("whose", flat=True))
    if whose == DISCUSSION and not may_discuss(order_of(found.pk, policies.taking_part(found)), had):
        raise Refused(asked, "somebody was not heard yet", "Hear the person and each agency first")
    made = Turn.objects.create(conversation=found, agency_id=by.agency, by_id=acting(by), whose=whose)
    tell_audit(by, "turn given", found.pk, {"whose": whose})
    return made


@transaction.atomic
def take_risk(
    *,
    by: Viewer,
    conversation: UUID,
    choice: str,
    matters: str,
    benefits: str,
    harms: str,
    safer: str,
    capacity: str,
    if_then: str,
    told: str,
    review_on: date,
) -> RiskTaken:
    """Record a choice of the person's with a risk in it, whole: a part that is missing would be missed later."""
    found = to_change(by, conversation)
    policies.check("Recording a risk taken on purpose", policies.can_take_part(by, found))
    words = {
        "the choice in the person’s words": choice,
        "why it matters to them": matters,
        "the good that may come of it": benefits,
        "the harm that may come of it": harms,
        "what makes it safer": safer,
        "capacity": capacity,
        "what happens if": if_then,
        "who is told": told,
    }
    check_said("Recording a risk taken on purpose", words)
    made = RiskTaken.objects.create(
        conversation=found,
        agency_id=by.agency,
        by_id=acting(by),
        choice=choice,
        matters=matters,
        benefits=benefits,
        harms=harms,
        safer=safer,
        capacity=capacity,
        if_then=if_then,
        told=told,
        review_on=review_on,
    )
    tell_audit(by, "risk taken on purpose recorded", found.pk, {"risk": str(made.pk)})
    return made


@transaction.atomic
def say_stance(*, by: Viewer, risk: UUID, name: str, stance: Stance, words: str = "") -> RiskStance:
    """Record that somebody, by name, agrees with a risk taken, or does not. Nobody votes."""
    found = _risk(by, risk)
    check_said("Saying where one stands", {"the name": name})
    if stance is not Stance.AGREES:
        check_said("Saying where one stands", {"what they say": words})
    row = found.conversation
    policies.check("Saying where one stands", policies.can_take_part(by, row))
    told = {"name": name, "stance": stance, "words": words}
    made = RiskStance.objects.create(
        conversation=row, agency_id=by.agency, by_id=acting(by), risk=found, **told
    )
    tell_audit(by, "stance on a risk recorded", row.pk, {"stance": str(stance)})
    return made


@transaction.atomic
def review_risk(*, by: Viewer, risk: UUID, happened: str, learned: str, went: Went) -> RiskReview:
    """Record what came of a risk taken and what was learned, good outcomes too. Also after closing."""
    found = _risk(by, risk)
    check_said("Looking at a risk again", {"what happened": happened, "what was learned": learned})
    told = {"happened": happened, "learned": learned, "went": went}
    row = found.conversation
    made = RiskReview.objects.create(
        conversation=row, agency_id=by.agency, by_id=acting(by), risk=found, **told
    )
    tell_audit(by, "risk looked at again", row.pk, {"went": str(went)})
    return made


def _risk(by: Viewer, key: UUID) -> RiskTaken:
    found = RiskTaken.objects.filter(pk=key).first()
    if found is None:
        raise NotFound(
            "Finding a risk taken", "there is none here that you can see", "Go back to the conversation"
        )
    found.conversation = to_change(by, found.conversation_id)
    return found
