"""Why a part of the story has nothing to show: one of six states, decided by facts, and never a blank.

Nil known, not asked, withheld, unavailable, not started, closed (the UK Core proposal for empty lists). None
of them says that nothing happened: Jigsaw knows what agencies sent, and that is all that it knows.
"""

from dataclasses import dataclass
from datetime import datetime

from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.emptiness import Emptiness

CAUTION = "That does not mean that nothing happened."


@dataclass(frozen=True)
class EmptySection:
    """A state and its sentence, in the form that the page's component draws."""

    kind: Emptiness
    sentence: str

    @property
    def title(self) -> str:
        """The state's name as screens say it: "Nil known"."""
        return str(self.kind.value).capitalize()


@dataclass(frozen=True)
class Source:
    """What is known of the feeds that could fill a part of the story.

    what: "ambulance". feeds: how many there are. has_arrived: whether any ever came. silent_since: when the
    last came, if that is longer ago than expected. some_silent: whether only some of them are late. carries:
    whether a feed can bring this kind of piece at all.
    """

    what: str
    feeds: int = 0
    has_arrived: bool = False
    silent_since: datetime | None = None
    carries: bool = True
    some_silent: bool = False


def empty_section(source: Source, *, about: str = "this person", withheld: int = 0) -> EmptySection:
    """The state of a part that has no piece to show. `withheld` counts those whose existence the viewer may
    know.
    """
    what = source.what
    if withheld:
        held = "1 piece is" if withheld == 1 else f"{withheld} pieces are"
        return EmptySection(Emptiness.WITHHELD, f"{held} held and not shown to you. Ring the holder.")
    if not source.feeds:
        return EmptySection(Emptiness.UNAVAILABLE, f"No {what} feed reaches Jigsaw. {CAUTION}")
    if not source.carries:
        words = f"No feed brings {what}: nobody's system has been asked for it, so it is not known."
        return EmptySection(Emptiness.NOT_ASKED, words)
    if not source.has_arrived:
        words = f"The {what} feed is set up, and nothing has come by it yet. {CAUTION}"
        return EmptySection(Emptiness.NOT_STARTED, words)
    if source.silent_since:
        since = Moment(source.silent_since).text()
        words = f"The {what} feed has been silent since {since}, longer than expected. {CAUTION}"
        return EmptySection(Emptiness.UNAVAILABLE, words)
    if source.some_silent:
        words = f"Some of the {what} feeds are late. Those that came hold nothing about {about}. {CAUTION}"
        return EmptySection(Emptiness.UNAVAILABLE, words)
    words = f"The {what} feed is up to date and holds nothing about {about}. {CAUTION}"
    return EmptySection(Emptiness.NIL_KNOWN, words)


def closed(what: str, agency: str, on: Moment, why: str) -> EmptySection:
    """Nobody is involved, and somebody was: who ended what, when, and why as far as that was said."""
    reason = f"The reason given: {why}." if why else "No reason was given."
    words = f"{agency} ended {what} on {on.text()}. {reason} Nobody has said that they are involved since."
    return EmptySection(Emptiness.CLOSED, words)


def nobody_involved(feeds: int) -> EmptySection:
    """No agency said that it is or was involved."""
    if not feeds:
        return EmptySection(
            Emptiness.UNAVAILABLE, f"No feed that tells of involvements reaches Jigsaw. {CAUTION}"
        )
    words = (
        "No agency whose feed reaches Jigsaw has said that it is involved. That does not mean that nobody is."
    )
    return EmptySection(Emptiness.NIL_KNOWN, words)
