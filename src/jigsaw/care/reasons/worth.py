"""What conversations made of a pattern's reasons: that pattern's own record, version by version."""

from collections import Counter, defaultdict

from jigsaw.care.reasons.models import ReasonOutcome
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.small_numbers import as_told
from jigsaw.foundation.core.viewer import Viewer


def record_of(*, viewer: Viewer, pattern: str) -> list[tuple[str | int, ...]]:
    """What came of the conversations that a pattern led to, the latest version first: version, conversations, outcomes.

    Outcomes in the order in which they are asked. Numbers below five are not told, nor what would give them away.
    """
    check_may_know_of_people(viewer)
    by_version: dict[int, Counter[str]] = defaultdict(Counter)
    for version, outcome in ReasonOutcome.objects.filter(pattern=pattern).values_list("version", "outcome"):
        by_version[version][outcome] += 1
    return [_told_of(version, by_version[version]) for version in sorted(by_version, reverse=True)]


def _told_of(version: int, counts: Counter[str]) -> tuple[str | int, ...]:
    outcomes = [counts[kind] for kind in ReasonOutcome.Kind.values]
    told = [as_told(number) for number in outcomes]
    shown = sum(number for number in told if isinstance(number, int))
    total: str | int = shown
    if shown < sum(outcomes):
        total = f"more than {shown}" if shown else "a few"
    return version, total, *told
