"""The difference list of a trial as a page."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from jigsaw.care.patterns.domain.differences import AWeek, Row, rounded
from jigsaw.care.patterns.queries import TrialSeen
from jigsaw.care.people import queries as people
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Fact
from jigsaw.foundation.design.pictures.bars import MonthBars
from jigsaw.interfaces.workspace.patterns.common import OF, counted
from jigsaw.interfaces.workspace.patterns.forms import words
from jigsaw.interfaces.workspace.patterns.pages import Rows, TrialPage

MOST_LISTED = 200
NOT_THERE = "Somebody whose records are no longer joined this way"


def trial_page(
    viewer: Viewer, shell: Shell, found: TrialSeen, one: Pattern, form: Any, stands: str
) -> TrialPage:
    """The page. stands: why the trial is not to be signed any more."""
    sees = bool(can(viewer, Act.SEE_PEOPLE))
    return TrialPage(
        shell=shell,
        told=_told(viewer, found, one),
        numbers=_numbers(found, one),
        budget=_budget(found.a_week, one),
        budget_told=_budget_told(found.a_week, one),
        picture=_picture(found, one) if sees and found.months else None,
        groups=tuple(
            (family, _rows(rows)) for family, rows in groupby(found.groups, key=lambda row: row.family)
        ),
        lists=tuple(
            _list(viewer, one, *each) for each in (("Added", found.added), ("Dropped", found.dropped))
        )
        if sees
        else (),
        facts=_facts(found),
        form=form,
        stands=stands,
        again_href=reverse("try_pattern", args=[found.pattern]) if one.parameters else "",
    )


def _told(viewer: Viewer, found: TrialSeen, one: Pattern) -> str:
    added, dropped = (counted(viewer, len(ids)) for ids in (found.added, found.dropped))
    what = OF[one.subject]
    span = f"From {day_words(found.since)} to {day_words(found.until)}"
    if not found.added and not found.dropped:
        return f"{span}, these numbers find the same {what} as those in force."
    return f"{span}, these numbers would have added {added} and dropped {dropped} {what}."


def _numbers(found: TrialSeen, one: Pattern) -> Rows:
    changed = [(name, value) for name, value in found.parameters.items() if one.parameters.get(name) != value]
    return tuple((words(name).capitalize(), one.parameters.get(name, "–"), value) for name, value in changed)


def _budget(a_week: AWeek, one: Pattern) -> tuple[Fact, ...]:
    if one.statutory:
        return (
            Fact("This pattern, with the numbers in force", _tenths(a_week.before)),
            Fact("This pattern, with these numbers", _tenths(a_week.after)),
        )
    return (
        Fact("All patterns, with the numbers in force", _tenths(a_week.before + a_week.others)),
        Fact("All patterns, with these numbers", _tenths(a_week.after + a_week.others)),
        Fact("What the area can talk about", _tenths(a_week.budget)),
    )


def _budget_told(a_week: AWeek, one: Pattern) -> str:
    if one.statutory:
        return "This pattern has a time limit. What it finds is a task at once, and takes no room from other reasons."
    left = a_week.budget - a_week.after - a_week.others
    if left < 0:
        return f"That is {_tenths(-left)} a week more than the area can talk about: others would wait behind these."
    return f"That leaves room for {_tenths(left)} a week."


def _tenths(number: int) -> str:
    return f"{number / 10:.0f}" if number % 10 == 0 or number >= 200 else f"{number / 10:.1f}"


def _picture(found: TrialSeen, one: Pattern) -> MonthBars:
    months = [(row.name, row.before, row.after) for row in found.months]
    return MonthBars(
        f"{OF[one.subject].capitalize()} found, by month", "Numbers in force", "These numbers", months
    )


def _rows(rows: Iterable[Row]) -> Rows:
    return tuple(
        (row.name, *(rounded(count) for count in (row.before, row.after, row.added, row.dropped)))
        for row in rows
    )


def _list(viewer: Viewer, one: Pattern, title: str, ids: tuple[str, ...]) -> tuple[str, str, Rows]:
    keys = [UUID(each.partition("/")[0]) for each in ids[:MOST_LISTED]]
    kept = list(dict.fromkeys(keys))
    if one.subject == "home":
        labels = people.home_labels(viewer, kept)
    else:
        labels = {key: people.label_of(named) for key, named in people.names_of(viewer, kept).items()}
    route = "home_story" if one.subject == "home" else "person"
    rows = tuple(
        (Link(labels[key], reverse(route, args=[key])) if key in labels else NOT_THERE,) for key in kept
    )
    more = f"{MOST_LISTED} of {len(ids)} are listed" if len(ids) > MOST_LISTED else ""
    return f"{title}: {len(ids)}", more, tuple(sorted(rows, key=lambda row: getattr(row[0], "text", "~")))


def _facts(found: TrialSeen) -> tuple[Fact, ...]:
    return (
        Fact("Tried", Moment(found.at)),
        Fact("Tried by", found.by),
        Fact("Looked at", f"{day_words(found.since)} to {day_words(found.until)}"),
        Fact("The list is known by", found.list_hash[:12]),
    )
