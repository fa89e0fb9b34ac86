"""The invitation behind an outside agency's link, and the links of one conversation."""

from jigsaw.care.conversations.domain.links import hash_of
from jigsaw.care.conversations.models import Conversation, OutsideInvitation
from jigsaw.care.conversations.policies import about_whom_may_be_known, check_may_see, opens
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


def outside_link(viewer: Viewer, token: str) -> OutsideInvitation:
    """What a link opens, for whoever has it. Raises NotFound alike for what never was, is over or was taken back."""
    seen = Conversation.objects.filter(about_whom_may_be_known(viewer))
    rows = OutsideInvitation.objects.select_related("conversation").filter(conversation__in=seen)
    found = rows.filter(token_hash=hash_of(token)).first()
    if viewer is None or found is None or not opens(found):
        raise NotFound("Opening this link", "it opens nothing, or no longer", "Ask those who sent it to you")
    return found


def outside_of(viewer: Viewer, conversation: Conversation) -> list[OutsideInvitation]:
    """The links of a conversation that the viewer sees, with what came by them."""
    check_may_see(viewer, conversation.pk)
    return list(conversation.outside.prefetch_related("words").order_by("made_at"))
