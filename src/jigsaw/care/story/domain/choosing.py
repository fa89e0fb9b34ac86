"""What a reader asked to see of a story: which agencies, which groups of kinds, between which days, in which
order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jigsaw.care.intake.domain.entries import Entry


@dataclass(frozen=True)
class Choice:
    """What to show. Empty fields mean everything; `as_known_on` None means as known now. `unread` names
    the days that were typed and cannot be read: a page must say that they narrowed nothing."""

    agencies: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    as_known_on: date | None = None
    newest_first: bool = True
    only_new: bool = False
    unread: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether some pieces may be left out by what was chosen."""
        return bool(self.agencies or self.groups or self.since or self.until or self.only_new)

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is among what was chosen."""
        day = entry.when.local.date()
        last = (entry.until or entry.when).local.date()
        return (
            (not self.agencies or entry.holder.key in self.agencies)
            and (not self.groups or entry.group in self.groups)
            and (self.since is None or last >= self.since)
            and (self.until is None or day <= self.until)
        )


def chosen(entries: Iterable[Entry], choice: Choice) -> tuple[Entry, ...]:
    """The entries that were asked for, in the order given."""
    return tuple(entry for entry in entries if choice.takes(entry))
