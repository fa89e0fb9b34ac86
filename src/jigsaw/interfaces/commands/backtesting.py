"""`jigsaw backtest`: what a changed pack of patterns would have found, before anybody puts it in force."""

from datetime import date, datetime, timedelta
from pathlib import Path

import typer

from jigsaw.engine.patterns.backtest import Change, over_all_months
from jigsaw.foundation.core.errors import Refused
from jigsaw.interfaces.commands.answers import Row, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for
from jigsaw.interfaces.commands.progress import shown

FEWEST = 5
"""Counts of people below this are not told: somebody might be known by them (ICO, anonymisation guidance)."""

PACK = typer.Option(None, help="A folder of patterns to try. Without it: the pack in force.")
CHANGES = typer.Option(
    None, "--set", metavar="R01.name=value", help="Another value of a parameter. Repeat for more."
)
SINCE = typer.Option(None, formats=["%Y-%m-%d"], help="The first day. Without it: a year before the last.")
UNTIL = typer.Option(None, formats=["%Y-%m-%d"], help="The last day. Without it: today.")
BY_MONTH = typer.Option(False, "--by-month", help="A line for each month.")


@command
def backtest(
    pack: Path = PACK,
    changes: list[str] = CHANGES,
    since: datetime = SINCE,
    until: datetime = UNTIL,
    by_month: bool = BY_MONTH,
    username: str = AS,
    why: str = WHY,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Compare a changed pack with the one in force, over all that is held: how many people, homes and pairs each
    pattern found, would find, and of them are new or lost. Nothing is stored and nobody is told.

    By month, somebody lost in one month may have been found in an earlier one.
    """
    from jigsaw.care.reasons.backtesting import try_pack
    from jigsaw.care.reasons.pack import changed_pack
    from jigsaw.foundation.audit.actions import record_look

    viewer = viewer_for(username)
    last = until.date() if until else date.today()
    first = since.date() if since else last - timedelta(days=365)
    if first > last:
        raise Refused("Trying a pack", "the first day is after the last", "Give --since a day before --until")
    tried = changed_pack(pack, _parameters(changes or []))
    with shown() as progress:
        found = try_pack(viewer=viewer, pack=tried, since=first, until=last, progress=progress)
    record_look(
        by=viewer, subject_kind="patterns", subject_id=tried.content_hash[:36], why=why or "Back-test"
    )
    rows = found.changes if by_month else over_all_months(found.changes)
    nothing = f"Neither pack finds anybody by {', '.join(found.changed)} in this time."
    if not found.changed:
        nothing = "The two packs are the same, word for word: there is nothing to compare."
    tell([_row(one, by_month) for one in rows], as_json=as_json, as_csv=as_csv, nothing=nothing)


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
    number = len(subjects)
    return f"fewer than {FEWEST}" if 0 < number < FEWEST else number


def _parameters(changes: list[str]) -> dict[str, dict[str, int | str]]:
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
