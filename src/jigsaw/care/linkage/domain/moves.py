"""Who was whom before and is whom now: between which people source records moved."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

Records = Mapping[UUID, frozenset[UUID]]


@dataclass(frozen=True)
class Move:
    """Some people and what became of them: the records of each before and after, by the person's id."""

    before: Records
    after: Records

    @property
    def parts(self) -> bool:
        """Whether records that were one person's are now several people's."""
        return any(len(self.became(one)) > 1 for one in self.before)

    @property
    def what(self) -> str:
        """What changed, in words."""
        were, are = len(self.before), len(self.after)
        if were == 1:
            return f"One person became {_number(are)}"
        if are == 1:
            return f"{_number(were).capitalize()} people became one"
        return f"Records moved between people: {_number(were)} were, {_number(are)} are"

    def became(self, person: UUID) -> set[UUID]:
        """Whose a person's records are now."""
        return {new for new, records in self.after.items() if records & self.before[person]}

    def wrong_since(self, came: Mapping[UUID, datetime]) -> dict[UUID, datetime]:
        """From when on each former person can have been the wrong one, by when each record came.

        A person who was two cannot have been so before the second of the two came. Somebody who was half of one was
        whole until the other half came.
        """
        if not self.parts:
            second = _second([_first(records, came) for records in self.before.values()])
            return dict.fromkeys(self.before, second)
        return {
            one: _second([_first(records & self.after[new], came) for new in self.became(one)])
            for one, records in self.before.items()
            if len(self.became(one)) > 1
        }


def moves(before: Mapping[UUID, UUID], after: Mapping[UUID, UUID]) -> Iterator[Move]:
    """Each set of people between whom records moved, from each record's person before and after.

    A record that is new or gone moves from nobody to nobody; a person who only has another id has not changed.
    """
    became, came_from = defaultdict[UUID, set[UUID]](set), defaultdict[UUID, set[UUID]](set)
    for record, old in before.items():
        if record in after:
            became[old].add(after[record])
            came_from[after[record]].add(old)
    held, holds = _by_person(before), _by_person(after)
    seen = set[UUID]()
    for old in became:
        if old not in seen and (len(became[old]) > 1 or any(len(came_from[new]) > 1 for new in became[old])):
            olds, news = _tied(old, became, came_from)
            seen |= olds
            yield Move({one: held[one] for one in olds}, {one: holds[one] for one in news})


def _tied(
    start: UUID, became: Mapping[UUID, set[UUID]], came_from: Mapping[UUID, set[UUID]]
) -> tuple[set[UUID], set[UUID]]:
    olds, news, frontier = {start}, set[UUID](), {start}
    while frontier:
        reached = {new for old in frontier for new in became[old]}
        news |= reached
        frontier = {old for new in reached for old in came_from[new]} - olds
        olds |= frontier
    return olds, news


def _by_person(person_of: Mapping[UUID, UUID]) -> dict[UUID, frozenset[UUID]]:
    found = defaultdict[UUID, set[UUID]](set)
    for record, person in person_of.items():
        found[person].add(record)
    return {person: frozenset(records) for person, records in found.items()}


def _first(records: frozenset[UUID], came: Mapping[UUID, datetime]) -> datetime:
    return min(came[one] for one in records)


def _second(moments: list[datetime]) -> datetime:
    return sorted(moments)[1]


def _number(count: int) -> str:
    return ("no", "one", "two", "three", "four", "five", "six")[count] if count < 7 else str(count)
