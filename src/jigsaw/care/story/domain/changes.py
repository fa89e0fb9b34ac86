"""What is new to somebody who looked before: pieces that came since, pieces corrected, pieces taken back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jigsaw.care.intake.domain.entries import Entry, Withdrawn


@dataclass(frozen=True)
class Changes:
    """What changed since a look. `since` is None when this viewer never looked before."""

    since: datetime | None
    came: tuple[Entry, ...] = ()
    corrected: tuple[Entry, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def count(self) -> int:
        """How many changes there are."""
        return len(self.came) + len(self.corrected) + len(self.withdrawn)

    @property
    def by_agency(self) -> tuple[tuple[str, int], ...]:
        """How many from which agency, the most first."""
        names = Counter(entry.holder.name for entry in self.came + self.corrected)
        names.update(each.holder.name for each in self.withdrawn)
        return tuple(sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))


def changes(entries: Iterable[Entry], withdrawn: Iterable[Withdrawn], since: datetime | None) -> Changes:
    """What came, was corrected or was taken back after `since`; nothing when there was no look before."""
    if since is None:
        return Changes(None)
    later = [entry for entry in entries if entry.received > since]
    return Changes(
        since,
        tuple(entry for entry in later if entry.version == 1),
        tuple(entry for entry in later if entry.version > 1),
        tuple(each for each in withdrawn if each.at > since),
    )
