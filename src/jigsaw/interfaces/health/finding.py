"""One thing that was looked at."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is sound, what was found, and the mend when it is not."""

    what: str
    sound: bool
    found: str
    mend: str = ""


def guarded(what: str, look: Callable[[], Finding]) -> Finding:
    """What was found; whatever goes wrong in looking is the finding, since whoever looks must not fall ill.

    Only the kind of error is told: an error of a database can quote what it was given.
    """
    try:
        return look()
    except Exception as error:
        return Finding(
            what, False, f"it could not be looked at ({type(error).__name__})", "Run: jigsaw migrate"
        )
