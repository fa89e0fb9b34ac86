"""Tables of conversations: the conversation itself, who is invited, what is said, what is agreed."""

from jigsaw.care.conversations.models.agreed import ActionStep, ConversationAction
from jigsaw.care.conversations.models.called import (
    Conversation,
    ConversationReason,
    Invitation,
    KindAnswer,
    Precheck,
)
from jigsaw.care.conversations.models.said import Contribution, ContributionFact, Disagreement, PersonsView

__all__ = [
    "ActionStep",
    "Contribution",
    "ContributionFact",
    "Conversation",
    "ConversationAction",
    "ConversationReason",
    "Disagreement",
    "Invitation",
    "KindAnswer",
    "PersonsView",
    "Precheck",
]
