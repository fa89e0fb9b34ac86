"""One tie between two people, and the marks that say when it held and from when that was known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.people.domain.residences import LivesAt
from jigsaw.engine.patterns.timeline import Mark
from jigsaw.foundation.core.time import minutes_since_epoch

# How long a tie that one piece shows is taken to last: a local default, stated with every reason that uses
# it.
LASTS = timedelta(days=365)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Tie:
    """Two people, since when they are tied, since when that is known, and when it was taken back (NEVER: it was not).

    ends: when it ended, each with when that was known; the earliest that is known holds.
    """

    left: UUID
    right: UUID
    start: datetime
    known: datetime
    gone: datetime
    ends: tuple[tuple[datetime, datetime], ...]
    agency: str
    name: str


def living_together(here: LivesAt, there: LivesAt, communal: datetime) -> Iterator[Tie]:
    """The tie of two who lived at one home at the same time, as far as was known of either at any moment.

    communal: from when the home was known as one that many share; from then on it ties nobody. An end that was heard
    of later than the tie ends it, or takes it back, only from then on.
    """
    start, known = max(here.since, there.since), max(here.known_at, there.known_at)
    ends = [(one.until, max(one.end_known_at or known, known)) for one in (here, there) if one.until]
    parted = [heard for until, heard in ends if until <= start]
    gone = min([communal, *parted])
    if known < gone:
        # No piece says it, so the tie's start and end are paired by a name of their own; it is never
        # evidence.
        name = f"tie:{here.home}:{here.agency}:{there.agency}:{start.isoformat()}"
        after = tuple((until, heard) for until, heard in ends if until > start)
        yield Tie(here.person, there.person, start, known, gone, after, here.agency, name)


def by_piece(
    left: UUID | None,
    right: UUID | None,
    said: intake.Said,
    *,
    known: datetime | None = None,
    gone: datetime = NEVER,
) -> Iterator[Tie]:
    """The tie that a piece shows, for a year; from when it was known, and until the piece or what it rests on was
    taken back.
    """
    if left is not None and right is not None and left != right:
        told, end = max(said.received_at, known or said.received_at), said.at + LASTS
        taken_back = min(said.gone_at or gone, gone)
        if told < taken_back:
            yield Tie(left, right, said.at, told, taken_back, ((end, told),), said.agency, str(said.piece))


def marks_of(tie: Tie, other: str) -> Iterator[Mark]:
    """The marks of a tie in one direction; `other`: to whom."""
    moments = (("tie:started", tie.start, tie.known), *(("tie:ended", at, known) for at, known in tie.ends))
    gone = minutes_since_epoch(tie.gone) if tie.gone < NEVER else None
    for kind, at, known in moments:
        yield Mark(
            minutes_since_epoch(at), minutes_since_epoch(known), gone, kind, tie.agency, tie.name, other
        )
