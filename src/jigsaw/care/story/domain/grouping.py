"""Hundreds of pieces made readable: by month, with routine ones folded together and everything else left
standing.

Folded are planned contacts of one kind with one agency in one month, when there are three or more. A call, a
crisis, a missed appointment, a concern, an involvement or a state is never folded: one of those may be the
piece that matters. What several agencies tell of one incident stands together as one, each agency's piece within.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from jigsaw.care.intake.domain.entries import Entry, Holder
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.story.domain.quiet import Quiet
from jigsaw.foundation.core.time import Accuracy, Moment

LEAST_FOLDED = 3
ROUTINE = "planned"
NEVER_FOLDED = frozenset(
    {"unscheduled", "emergency", "crisis", "missed", "cuckooing", "concern", "help-lost"}
)


@dataclass(frozen=True)
class Folded:
    """Routine pieces of one kind and agency in one month, told as one line that opens."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The earliest of them."""
        return min(self.entries, key=lambda entry: entry.when.at)

    @property
    def last(self) -> Entry:
        """The latest of them."""
        return max(self.entries, key=lambda entry: entry.when.at)

    @property
    def words(self) -> str:
        """The line: "14 times: Mental health appointment, attended"."""
        return f"{len(self.entries)} times: {self.first.label}"


@dataclass(frozen=True)
class Incident:
    """One incident as several agencies tell it, earliest first: a call to police that the ambulance came to as well."""

    entries: tuple[Entry, ...]

    @property
    def holders(self) -> tuple[Holder, ...]:
        """The agencies that tell of it, each once, in the order in which they do."""
        return tuple({entry.holder.key: entry.holder for entry in self.entries}.values())


Item = Entry | Folded | Incident | Quiet


@dataclass(frozen=True)
class Month:
    """A month of the story, or a year of which no month is known. `anchor` is where a link can lead."""

    title: str
    anchor: str
    items: tuple[Item, ...]
    count: int


def is_routine(entry: Entry) -> bool:
    """Whether an entry may be folded with its like."""
    plain = entry.shape is Shape.EVENT and not entry.is_withheld and not entry.note
    return plain and ROUTINE in entry.tags and not entry.tags & NEVER_FOLDED


def by_month(
    entries: Sequence[Entry], quiet: Iterable[Quiet] = (), *, newest_first: bool = True
) -> tuple[Month, ...]:
    """The story by month. `entries` come earliest first; quiet periods stand where they ended.

    An incident stands where its first piece would.
    """
    items: list[tuple[Moment, Item]] = [(_first(item).when, item) for item in _together(entries)]
    items += [(Moment(period.until, Accuracy.DAY), period) for period in quiet]
    items.sort(key=lambda item: (_month(item[0])[1], item[0].at, not isinstance(item[1], Quiet)))
    if newest_first:
        items.reverse()
    grouped = groupby(items, key=lambda item: _month(item[0]))
    return tuple(_one_month(title, anchor, [item for _, item in items]) for (title, anchor), items in grouped)


def _together(entries: Sequence[Entry]) -> list[Entry | Incident]:
    """Entries that tell of one incident as one, where more than one agency does."""
    telling: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.incident:
            telling[entry.incident].append(entry)
    found: list[Entry | Incident] = []
    for entry in entries:
        one = Incident(tuple(telling[entry.incident])) if entry.incident else None
        if one is None or len(one.holders) < 2:
            found.append(entry)
        elif entry is one.entries[0]:
            found.append(one)
    return found


def _first(item: Entry | Incident) -> Entry:
    return item.entries[0] if isinstance(item, Incident) else item


def _month(when: Moment) -> tuple[str, str]:
    local = when.local
    if when.accuracy is Accuracy.YEAR:
        return f"{local.year}, month not known", f"{local.year:04}"
    return f"{local:%B %Y}", f"{local.year:04}-{local.month:02}"


def _one_month(title: str, anchor: str, items: Sequence[Item]) -> Month:
    count = sum(
        len(item.entries) if isinstance(item, Incident) else isinstance(item, Entry) for item in items
    )
    return Month(title, f"month-{anchor}", tuple(_folded(items)), count)


def _folded(items: Sequence[Item]) -> list[Item]:
    alike: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for item in items:
        if isinstance(item, Entry) and is_routine(item):
            alike[item.kind, item.holder.key].append(item)
    large = {key: tuple(found) for key, found in alike.items() if len(found) >= LEAST_FOLDED}
    kept: list[Item] = []
    for item in items:
        key = (item.kind, item.holder.key) if isinstance(item, Entry) and is_routine(item) else None
        if key is None or key not in large:
            kept.append(item)
        elif item is large[key][0]:
            kept.append(Folded(large[key]))
    return kept
