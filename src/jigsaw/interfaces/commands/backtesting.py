"""`jigsaw backtest`: what a changed pack of patterns would have found, before anybody puts it in force."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from jigsaw.engine.patterns.backtest import Change, over_all_months
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.small_numbers import as_told
from jigsaw.interfaces.commands.answers import Row, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for
from jigsaw.interfaces.commands.progress import shown

if TYPE_CHECKING:
    from jigsaw.care.reasons.backtesting import Tried

PACK = typer.Option(None, help="A folder of patterns to try. Without it: the pack in force.")
CHANGES = typer.Option(
    None, "--set", metavar="R01.name=value", help="Another value of a parameter. Repeat for more."
)
SINCE = typer.Option(None, formats=["%Y-%m-%d"], help="The first day. Without it: a year before the last.")
UNTIL = typer.Option(None, formats=["%Y-%m-%d"], help="The last day. Without it: today.")
BY_MONTH = typer.Option(False, "--by-month", help="A line for each month.")
BY_GROUP = typer.Option(
    False, "--by-group", help="A line for each group, by what agencies recorded; counts rounded to ten."
)
A_WEEK = typer.Option(False, "--a-week", help="New reasons a week, against what the area can talk about.")
PARQUET = typer.Option(
    None, help="Marks in a Parquet file, instead of what is held (see `engine.patterns.parquet`)."
)
ABOUT = typer.Option("person", help="With --parquet: whose timelines the file holds: person, home or pair.")


@command
def backtest(
    pack: Path = PACK,
    changes: list[str] = CHANGES,
    since: datetime = SINCE,
    until: datetime = UNTIL,
    by_month: bool = BY_MONTH,
    by_group: bool = BY_GROUP,
    a_week: bool = A_WEEK,
    parquet: Path = PARQUET,
    about: str = ABOUT,
    username: str = AS,
    why: str = WHY,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Compare a changed pack with the one in force, over all that is held or a Parquet file: how many people, homes and
    pairs each pattern found, would find, and of them are new or lost. Nothing is stored and nobody is told.

    By month, somebody lost in one month may have been found in an earlier one.
    """
    from jigsaw.care.reasons import backtesting
    from jigsaw.care.reasons import pack as packs
    from jigsaw.foundation.audit.actions import record_look

    viewer = viewer_for(username)
    last = until.date() if until else date.today()
    first = since.date() if since else last - timedelta(days=365)
    if first > last:
        raise Refused("Trying a pack", "the first day is after the last", "Give --since a day before --until")
    if parquet and (by_group or a_week):
        raise Refused(
            "Trying a pack", "a file of marks says nothing of groups or of other reasons", "Leave these out"
        )
    packs.look_again()
    tried = packs.changed_pack(pack, parameters(changes or []))
    asked: dict[str, Any] = {"viewer": viewer, "pack": tried, "since": first, "until": last}
    with shown() as progress:
        if parquet:
            found = backtesting.try_over_parquet(**asked, path=parquet, about=about, progress=progress)
        else:
            found = backtesting.try_pack(**asked, progress=progress)
    record_look(
        by=viewer, subject_kind="patterns", subject_id=tried.content_hash[:36], why=why or "Back-test"
    )
    nothing = f"Neither pack finds anybody by {', '.join(found.changed)} in this time."
    if not found.changed:
        nothing = "The two packs are the same, word for word: there is nothing to compare."
    rows = list(_rows(found, by_month=by_month, by_group=by_group, a_week=a_week))
    tell(rows, as_json=as_json, as_csv=as_csv, nothing=nothing)


def _rows(found: "Tried", *, by_month: bool, by_group: bool, a_week: bool) -> Iterator[Row]:
    if a_week:
        yield from _week(found)
    elif by_group:
        for one in over_all_months(found.changes):
            yield from _groups(found, one)
    else:
        for one in found.changes if by_month else over_all_months(found.changes):
            yield _row(one, by_month)


def _groups(found: "Tried", change: Change) -> Iterator[Row]:
    from jigsaw.care.patterns.domain.differences import rounded
    from jigsaw.care.reasons.differences import by_group

    one = found.pack.pattern(change.pattern) or found.before.pattern(change.pattern)
    if one is None:
        return
    for row in by_group(change, one.subject, found.until):
        yield {
            "pattern": change.pattern,
            "by": row.family,
            "group": row.name,
            "found_now": rounded(row.before),
            "found_after_the_change": rounded(row.after),
            "added": rounded(row.added),
            "dropped": rounded(row.dropped),
        }


def _week(found: "Tried") -> Iterator[Row]:
    from jigsaw.care.reasons.differences import a_week

    changed = [one for key in found.changed if (one := found.pack.pattern(key) or found.before.pattern(key))]
    without_limit = [one for one in changed if not one.statutory]
    told = a_week(found, *without_limit)
    for name, number in (("before", told.before + told.others), ("after", told.after + told.others)):
        yield {
            "pack": "in force" if name == "before" else "changed",
            "new_reasons_a_week": number / 10,
            "of_the_changed_patterns": (told.before if name == "before" else told.after) / 10,
            "room_a_week": told.budget / 10,
        }


def _row(one: Change, by_month: bool) -> Row:
    month = {"month": one.month} if by_month else {}
    return {
        "pattern": one.pattern,
        **month,
        "found_now": _count(one.before),
        "found_after_the_change": _count(one.after),
        "added": _count(one.added),
        "dropped": _count(one.dropped),
    }


def _count(subjects: frozenset[str]) -> int | str:
    return as_told(len(subjects))


def parameters(changes: list[str]) -> dict[str, dict[str, int | str]]:
    """What --set says, by pattern and parameter. Raises Refused."""
    found: dict[str, dict[str, int | str]] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        pattern, dot, parameter = name.strip().partition(".")
        if not (equals and dot and pattern and parameter and value.strip()):
            hindered = "a change is not written as a pattern, a dot, its parameter, and a value"
            raise Refused("Changing a parameter", hindered, "Write it like --set R01.calls_in_a_month=6")
        plain = value.strip()
        found.setdefault(pattern, {})[parameter] = int(plain) if plain.isdecimal() else plain
    return found
