"""The difference list of what was tried: by month, by group of what agencies recorded, and against a week's room."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from jigsaw.care.patterns.domain.differences import AWeek, Difference, Row
from jigsaw.care.reasons.backtesting import Tried
from jigsaw.care.reasons.groups import NOT_RECORDED, Groups, groups_of
from jigsaw.care.reasons.models import Reason
from jigsaw.engine.patterns.backtest import Change, over_all_months
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import SubjectKind
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.time import end_of_day

_POSTCODES = Question("SELECT id, postcode FROM people_home WHERE id = ANY(%s)", UUID, str)
_NOBODY: frozenset[str] = frozenset()


def difference(tried: Tried, before: Pattern, after: Pattern) -> Difference:
    """The difference list of a trial of one pattern's numbers."""
    whole = next(iter(over_all_months(tried.changes)), Change(before.id, "", _NOBODY, _NOBODY))
    return Difference(
        before_hash=before.content_hash,
        after_hash=after.content_hash,
        since=tried.since,
        until=tried.until,
        months=tuple(_row(one.month, one.before, one.after) for one in tried.changes),
        groups=tuple(by_group(whole, before.subject, tried.until)),
        a_week=a_week(tried, before),
        added=tuple(sorted(whole.added)),
        dropped=tuple(sorted(whole.dropped)),
    )


def by_group(change: Change, subject: SubjectKind, on: date) -> Iterator[Row]:
    """The people of a change by what agencies recorded of them, of a pair the one exposed; homes by where they are."""
    whose = {name: UUID(name.partition("/")[0]) for name in change.before | change.after}
    subjects = set(whose.values())
    for family, group_of in (_of_homes(subjects) if subject == "home" else groups_of(subjects, on)).items():
        names = {name: group_of[one] for name, one in whose.items() if one in group_of}
        for group in sorted(set(names.values())):
            mine = frozenset(name for name, its in names.items() if its == group)
            yield _row(group, change.before & mine, change.after & mine, family)


def a_week(tried: Tried, *changed: Pattern) -> AWeek:
    """New reasons a week of these patterns, before and after, and of all others that have no time limit."""
    days = (tried.until - tried.since).days + 1
    first, last = end_of_day(tried.since - timedelta(days=1)), end_of_day(tried.until)
    others = Reason.objects.filter(statutory=False, withdrawn_at__isnull=True)
    others = others.exclude(pattern__in=[one.id for one in changed])
    raised = others.filter(raised_at__gte=first, raised_at__lt=last).count()
    before, after = (_onsets(tried, changed, name) for name in ("before", "after"))
    told = [round(10 * 7 * number / days) for number in (before, after, raised)]
    return AWeek(told[0], told[1], told[2], 10 * settings.JIGSAW_REASONS_A_WEEK)


def _onsets(tried: Tried, changed: Iterable[Pattern], name: str) -> int:
    return sum(tried.onsets.get((one.id, name), 0) for one in changed)


def _of_homes(homes: set[UUID]) -> Groups:
    """Homes have no characteristics but where they are."""
    codes = {key: code for ids in batches(homes) for key, code in _POSTCODES.ask(ids)}
    return {
        "Part of the borough": {key: code.partition(" ")[0] or NOT_RECORDED for key, code in codes.items()}
    }


def _row(name: str, before: frozenset[str], after: frozenset[str], family: str = "") -> Row:
    return Row(name, len(before), len(after), len(after - before), len(before - after), family)
