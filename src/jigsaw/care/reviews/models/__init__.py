"""Tables of reviews."""

from jigsaw.care.reviews.models.chronology import (
    ChronologyEntry,
    ChronologyFile,
    EntryRating,
    FileWithdrawal,
    HiddenName,
    RefusedEntry,
    SameEvent,
)
from jigsaw.care.reviews.models.learned import ChangeCheck, Finding, Recommendation, RecommendationStep
from jigsaw.care.reviews.models.led import (
    FamilyAnswer,
    FamilyQuestion,
    Review,
    ReviewMember,
    Terms,
    TermsAgreement,
)

__all__ = [
    "ChangeCheck",
    "ChronologyEntry",
    "ChronologyFile",
    "EntryRating",
    "FamilyAnswer",
    "FamilyQuestion",
    "FileWithdrawal",
    "Finding",
    "HiddenName",
    "Recommendation",
    "RecommendationStep",
    "RefusedEntry",
    "Review",
    "ReviewMember",
    "SameEvent",
    "Terms",
    "TermsAgreement",
]
