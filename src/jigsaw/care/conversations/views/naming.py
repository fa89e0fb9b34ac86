"""Naming whom a conversation is about, on any page: the look is recorded with each of them."""

from jigsaw.care.conversations.domain.calling import Subject
from jigsaw.care.conversations.queries import label_of
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.viewer import Viewer

IN_CONVERSATION = "A conversation that my agency takes part in"
CALLING = "To call a conversation"


def named_on_page(viewer: Viewer, about: Subject, why: str = IN_CONVERSATION, conversation: str = "") -> str:
    """Whom or what it is about, in full words, to be shown now. Raises NotFound for those who may not know."""
    words = label_of(viewer, about)
    record_named(viewer, about, why, conversation)
    return words


def record_named(viewer: Viewer, about: Subject, why: str, conversation: str = "") -> None:
    """Record that a page named whom a conversation is about: a look at each of them."""
    detail = {"id": conversation} if conversation else {}
    for one in about.people or (about.id,):
        kind = "person" if about.people else "home"
        act = "looked at a conversation"
        record_look(by=viewer, subject_kind=kind, subject_id=one, why=why, act=act, detail=detail)
