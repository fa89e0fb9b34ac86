"""Tables of conversations: the conversation itself, who is invited, what is said, what is agreed, what came of it."""

from jigsaw.care.conversations.models.after import LookBack
from jigsaw.care.conversations.models.agreed import ActionStep, ConversationAction
from jigsaw.care.conversations.models.called import (
    Conversation,
    ConversationReason,
    Invitation,
    KindAnswer,
    Precheck,
)
from jigsaw.care.conversations.models.meeting import Note, RiskReview, RiskStance, RiskTaken, Turn
from jigsaw.care.conversations.models.outside import OutsideInvitation, OutsideWords
from jigsaw.care.conversations.models.person import PersonAsked, PersonTold, UntoldReview
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
    "LookBack",
    "Note",
    "OutsideInvitation",
    "OutsideWords",
    "PersonAsked",
    "PersonTold",
    "PersonsView",
    "Precheck",
    "RiskReview",
    "RiskStance",
    "RiskTaken",
    "Turn",
    "UntoldReview",
]
