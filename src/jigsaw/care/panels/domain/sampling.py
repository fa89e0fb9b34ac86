"""Which referrals are read twice: one in five, by their id alone, so that nobody chooses and anybody can check."""

from hashlib import sha256
from uuid import UUID

ONE_IN = 5


def is_read_twice(referral: UUID) -> bool:
    """Whether a second reader scores it without seeing the first's scores."""
    return sha256(referral.bytes).digest()[0] % ONE_IN == 0
