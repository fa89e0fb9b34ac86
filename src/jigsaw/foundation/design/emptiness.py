"""The six ways in which there is nothing to show. They are different facts, and a blank would hide which.

None of them says that nothing happened: Jigsaw knows what agencies told it, and that is all it knows.
"""

from dataclasses import dataclass
from enum import StrEnum

from jigsaw.foundation.core.time import Moment


class Emptiness(StrEnum):
    """Why there is nothing to show."""

    NIL_KNOWN = "nil known"
    NOT_ASKED = "not asked"
    WITHHELD = "withheld"
    UNAVAILABLE = "unavailable"
    NOT_STARTED = "not started"
    CLOSED = "closed"


_WORDS = {
    Emptiness.NIL_KNOWN: (
        "None known",
        "{who} has told us of no {what}{time}. There may be some that it does not know of.",
    ),
    Emptiness.NOT_ASKED: (
        "Not asked",
        "{who} has not been asked about {what}{time}, so we do not know.",
    ),
    Emptiness.WITHHELD: (
        "Withheld",
        "{who} holds {what} that it does not share here{time}. Ring them if you need to know more.",
    ),
    Emptiness.UNAVAILABLE: (
        "Unavailable just now",
        "We cannot show {what} from {who}{time}: what it sends has not reached us. Ring them instead.",
    ),
    Emptiness.NOT_STARTED: (
        "Not started",
        "{who} has not started {what}{time}.",
    ),
    Emptiness.CLOSED: (
        "Closed",
        "{who} closed {what}{time}. Nothing new will be added here.",
    ),
}
_SINCE = {
    Emptiness.NIL_KNOWN: ", as known on",
    Emptiness.UNAVAILABLE: " since",
    Emptiness.CLOSED: " on",
}


@dataclass(frozen=True)
class Empty:
    """An empty state. who: who would know ("St Brannock Ambulance Service"); what: of what ("ambulance calls").

    time: as known on (nil known), since (unavailable), on (closed), as at (the others).
    """

    kind: Emptiness
    who: str
    what: str
    time: Moment | None = None

    @property
    def title(self) -> str:
        """The state in a word or two."""
        return _WORDS[self.kind][0]

    @property
    def sentence(self) -> str:
        """The whole sentence, with who, what and when."""
        words = _WORDS[self.kind][1]
        return words.format(who=self.who, what=self.what, time=self._time())

    def _time(self) -> str:
        if self.time is None:
            return ""
        return f"{_SINCE.get(self.kind, ' as at')} {self.time.text()}"
