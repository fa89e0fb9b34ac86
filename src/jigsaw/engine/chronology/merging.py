"""What people decided about proposals: told twice, or two events. Every decision can be undone; no entry is lost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What somebody decided about two entries."""

    SAME = "same"
    APART = "apart"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about two entries, in the order in which decisions were made."""

    left: str
    right: str
    verdict: Verdict

    @property
    def pair(self) -> tuple[str, str]:
        """The two keys, the smaller first."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


def standing(decisions: Iterable[Decided]) -> dict[tuple[str, str], Verdict]:
    """What holds of each pair now: the latest decision, and nothing where that was undone."""
    latest = {one.pair: one.verdict for one in decisions}
    return {pair: verdict for pair, verdict in latest.items() if verdict is not Verdict.UNDONE}


def groups(keys: Iterable[str], decisions: Iterable[Decided]) -> list[tuple[str, ...]]:
    """The entries by event: each key in exactly one group, those told twice together, each group sorted."""
    every = sorted(set(keys))
    parents = {key: key for key in every}
    for (left, right), verdict in standing(decisions).items():
        if verdict is Verdict.SAME and left in parents and right in parents:
            _join(parents, left, right)
    together: dict[str, list[str]] = defaultdict(list)
    for key in every:
        together[_root(parents, key)].append(key)
    return [tuple(group) for group in together.values()]


def kept_apart_by(
    left: str, right: str, keys: Iterable[str], decisions: Iterable[Decided]
) -> tuple[str, str] | None:
    """Two entries that somebody kept apart and that would be one event if these two were; None when there are none."""
    decided = list(decisions)
    whole = [*decided, Decided(left, right, Verdict.SAME)]
    event_of = by_key(groups(keys, whole))
    apart = (pair for pair, verdict in standing(decided).items() if verdict is Verdict.APART)
    return next((pair for pair in apart if event_of.get(pair[0], 0) == event_of.get(pair[1], 1)), None)


def by_key(together: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """For each key the group that it is in."""
    return {key: group for group in together for key in group}


def _root(parents: dict[str, str], key: str) -> str:
    while parents[key] != key:
        parents[key] = parents[parents[key]]
        key = parents[key]
    return key


def _join(parents: dict[str, str], left: str, right: str) -> None:
    one, other = sorted((_root(parents, left), _root(parents, right)))
    parents[other] = one
