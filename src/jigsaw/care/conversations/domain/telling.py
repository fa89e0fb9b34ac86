"""Telling the person what was decided, in plain English; and never where somebody else would read it.

Somebody in the household may be the danger: what goes to a device or an address that others can open goes only when
somebody has said why it is safe.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jigsaw.foundation.core.time import day_words


class TakesPart(StrEnum):
    """How the person takes part, as they said."""

    COMES = "comes"
    RINGS_IN = "by telephone or online"
    THROUGH = "through somebody they chose"
    IN_WRITING = "in their own writing"
    BEFORE = "talks with one of us before"
    DOES_NOT_WANT = "does not want to"
    NOT_ASKED = "not asked yet"


class Channel(StrEnum):
    """How the letter reaches the person."""

    BY_HAND = "by hand, to them alone"
    SPOKEN = "spoken, to them alone"
    THROUGH = "through somebody they chose"
    POST = "by post"
    EMAIL = "by e-mail"
    TEXT = "by text message"


ALONE = frozenset({Channel.BY_HAND, Channel.SPOKEN})
"""Ways by which nobody but the person reads or hears it."""


LONGEST_UNTOLD = timedelta(weeks=4)
"""For how long a reason not to tell the person may stand before somebody else looks at it: our own choice."""


def faults_of_telling(channel: Channel, safe_because: str) -> dict[str, str]:
    """What telling in this way lacks, by field; nothing for ways by which the person alone is reached."""
    if channel in ALONE or safe_because.strip():
        return {}
    return {
        "safe_because": "Enter why this is safe: who else opens their post, reads that device or speaks for them. "
        "If that is not known, tell them alone"
    }


@dataclass(frozen=True)
class Promise:
    """What somebody does, in the words of the meeting, by when."""

    what: str
    who: str
    by: date


def draft_letter(
    *,
    met_on: date,
    said: str,
    promises: Iterable[Promise],
    ring: str,
    disagreements: int,
    review_on: date | None,
) -> str:
    """A letter in plain English from what was decided, to be read over before it goes. No name stands in it."""
    parts = [
        f"On {day_words(met_on)} some of the people who work with you met to talk about what would help."
    ]
    if said.strip():
        parts.append(f"We heard what you wanted said: “{said.strip()}”")
    else:
        parts.append("We did not know what you wanted said. We are sorry. Please tell us.")
    promised = [f"- {one.who} will do this by {day_words(one.by)}: {one.what}" for one in promises]
    if promised:
        parts.append("\n".join(["This is what we said we would do:", *promised]))
    else:
        parts.append("Nobody promised to do anything new.")
    if disagreements:
        parts.append("We did not all agree. You can ask us who saw what differently, and why.")
    if review_on:
        parts.append(
            f"We meet again on {day_words(review_on)}. You can come, or say how you want to be heard."
        )
    parts.append(f"If things get worse, ring {ring.strip() or 'us'}. In an emergency ring 999.")
    parts.append("If any of this is wrong, or you do not want it, tell us: we write down what you say.")
    return "\n\n".join(parts)
