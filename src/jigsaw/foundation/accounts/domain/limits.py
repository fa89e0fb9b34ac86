"""How many tries a place has: a bucket that fills by one a try and drains evenly.

A place is where tries come from: an address, an account at an address, an account at a browser that is known to be its
owner's. There is none for an account alone: whoever knows a name could then shut its owner out.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """`most` tries at once; an empty bucket again after `seconds`."""

    most: int
    seconds: int

    @property
    def drain(self) -> float:
        """Tries that are forgotten each second."""
        return self.most / self.seconds


QUARTER_HOUR = 15 * 60
ADDRESS = Limit(50, QUARTER_HOUR)
"""All accounts together from one address: one ward's, one practice's, or one attacker's. Browsers known to the account
that is tried do not count."""

ACCOUNT_AT_ADDRESS = Limit(5, QUARTER_HOUR)
KNOWN_BROWSER = Limit(10, QUARTER_HOUR)
CODES_ELSEWHERE = Limit(10, QUARTER_HOUR)
"""Wrong codes after the right password, from all browsers that the account's owner is not known by. Codes are short:
from a thousand addresses at once a million of them would not last. Only who has the password fills it, and it closes
neither known browsers nor passkeys nor recovery codes."""


def level_now(level: float, seconds_since: float, limit: Limit) -> float:
    """What is left of a level after some seconds."""
    return max(0.0, level - max(0.0, seconds_since) * limit.drain)


def wait_for(level: float, limit: Limit) -> int:
    """Whole seconds until one more try fits; 0 when it fits now."""
    over = level + 1 - limit.most
    # A hair over is not over: the drain is a fraction of a binary number.
    return 0 if over <= 1e-9 else math.ceil(over / limit.drain)
