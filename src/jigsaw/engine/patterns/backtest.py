"""What a changed pack would have found, beside the pack it would replace: month by month, pattern by pattern."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Raised:
    """One time a pattern became true. subject: any name of a person, a home or a pair; at: minutes since 1970."""

    pattern: str
    subject: str
    at: int


@dataclass(frozen=True)
class Change:
    """One pattern in one month: who was raised by the pack in force, and who would be by the changed one.

    A subject counts once a month, however often the pattern became true of it. month: such as "2026-03".
    """

    pattern: str
    month: str
    before: frozenset[str]
    after: frozenset[str]

    @property
    def added(self) -> frozenset[str]:
        """Whom only the changed pack would raise."""
        return self.after - self.before

    @property
    def dropped(self) -> frozenset[str]:
        """Whom only the pack in force raised."""
        return self.before - self.after


def compare(
    before: Iterable[Raised], after: Iterable[Raised], month_of: Callable[[int], str]
) -> tuple[Change, ...]:
    """The changes, by pattern and then month; months in which neither raised anybody are left out."""
    then, now = _by_month(before, month_of), _by_month(after, month_of)
    nobody: frozenset[str] = frozenset()
    return tuple(
        Change(
            pattern,
            month,
            frozenset(then.get((pattern, month), nobody)),
            frozenset(now.get((pattern, month), nobody)),
        )
        for pattern, month in sorted(then.keys() | now.keys())
    )


def over_all_months(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change a pattern, over the whole time: month is empty."""
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for one in changes:
        before[one.pattern] |= one.before
        after[one.pattern] |= one.after
    return tuple(Change(each, "", frozenset(before[each]), frozenset(after[each])) for each in sorted(before))


def _by_month(raised: Iterable[Raised], month_of: Callable[[int], str]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in raised:
        found[one.pattern, month_of(one.at)].add(one.subject)
    return found
