"""What is kept of sharing: policies as signed, what was asked and answered, and who decided what no policy does.

All of it is only ever added.
"""

from jigsaw.care.sharing.models.asked import ReviewStep, SharingRequest, SharingReview
from jigsaw.care.sharing.models.policies import (
    PolicySignature,
    PolicyWithdrawal,
    SharingLead,
    SharingPolicy,
)

__all__ = [
    "PolicySignature",
    "PolicyWithdrawal",
    "ReviewStep",
    "SharingLead",
    "SharingPolicy",
    "SharingRequest",
    "SharingReview",
]
