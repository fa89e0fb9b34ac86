"""One conversation, whole, and the questions asked before it was called."""

from uuid import UUID

from jigsaw.care.conversations.models import Conversation, ConversationAction, Precheck, RiskTaken
from jigsaw.care.conversations.policies import not_there, seen_by
from jigsaw.foundation.core.viewer import Viewer


def conversation(viewer: Viewer, key: UUID) -> Conversation:
    """The conversation with everything said and agreed in it. Raises NotFound."""
    rows = Conversation.objects.filter(seen_by(viewer), pk=key)
    found = (
        rows.select_related("agency", "lead_agency", "called_by", "precheck")
        .prefetch_related(
            "reasons",
            "answers__by",
            "invitations__agency",
            "invitations__practitioner",
            "invitations__responded_by",
            "personsviews__by__agency",
            "contributions__agency",
            "contributions__by",
            "contributions__facts",
            "disagreements__agency",
            "notes__by",
            "notes__agency",
            "risktakens__stances",
            "risktakens__reviews",
            "turns",
            "actions__agency",
            "actions__steps__by",
            "actions__steps__to_agency",
        )
        .first()
    )
    if found is None:
        raise not_there()
    return found


def precheck(viewer: Viewer, key: UUID) -> Precheck:
    """What was answered before calling, for whoever answered it. Raises NotFound for anybody else."""
    found = Precheck.objects.filter(pk=key, by_id=viewer.key).first()
    if found is None:
        raise not_there()
    return found


def conversation_of_risk(viewer: Viewer, key: UUID) -> Conversation:
    """The conversation in which a risk was taken on purpose. Raises NotFound."""
    found = RiskTaken.objects.filter(pk=key).values_list("conversation_id", flat=True).first()
    if found is None:
        raise not_there()
    return conversation(viewer, found)


def action_of(viewer: Viewer, key: UUID) -> ConversationAction:
    """One action of a conversation that the viewer sees. Raises NotFound."""
    seen = Conversation.objects.filter(seen_by(viewer)).values("pk")
    rows = ConversationAction.objects.filter(conversation__in=seen, pk=key)
    found = rows.select_related("agency", "conversation").first()
    if found is None:
        raise not_there()
    return found
