"""`jigsaw why-reason` and `jigsaw replay`: why a pattern was or was not true, and reasons made again."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

import typer

from jigsaw.foundation.core.errors import Refused
from jigsaw.interfaces.commands.answers import Row, say, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for

DAY = typer.Option(None, formats=["%Y-%m-%d"], help="As known at the end of this day. Without it: today.")
SQL = typer.Option(False, "--sql", help="Print the generated SQL of one pattern, and what it answers.")


@command
def why_reason(
    about: UUID = typer.Argument(help="The id of a person or a home."),
    pattern: str = typer.Option("", help="Only this pattern, such as R04."),
    on: datetime = DAY,
    sql: bool = SQL,
    username: str = AS,
    why: str = WHY,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Say why each pattern was, or was not, true of a person or a home on a day: what each comparison counted, of how
    many, on which pieces, and what it lacked.
    """
    from jigsaw.care.people import queries as people
    from jigsaw.care.reasons.answering import answers_about
    from jigsaw.foundation.audit.actions import record_look
    from jigsaw.foundation.core.errors import NotFound

    viewer = viewer_for(username)
    if sql and not pattern:
        raise Refused("Showing the SQL", "no pattern was named", "Name one, such as --pattern R04")
    try:
        kind, key = "person", people.person(viewer, about).pk
    except NotFound:
        kind, key = "home", people.home(viewer, about).pk
    found = answers_about(
        viewer=viewer, kind=kind, key=key, day=on.date() if on else date.today(), pattern=pattern
    )
    record_look(by=viewer, subject_kind=kind, subject_id=key, why=why or "Command line", act="asked why")
    if sql:
        for one in found.answers:
            opinion = one.second_opinion()
            say(opinion.text)
            say(f"It answers: {'true' if opinion.holds else 'not true'}")
        return
    rows = [row for one in found.answers for row in _rows(one)]
    tell(rows, as_json=as_json, as_csv=as_csv, nothing="No pattern about this was in force on that day.")


def _rows(one) -> list[Row]:
    whole = {
        "pattern": f"{one.pattern.id} v{one.pattern.version}",
        "true": "yes" if one.holds else "no",
    }
    return [
        {**whole, "asks": line.asks, "count": line.text, "pieces": list(line.pieces)}
        for line in one.explanation.lines
    ]


@command
def replay(
    pattern: str = typer.Option("", help="Only this pattern, such as R04."),
    most: int = typer.Option(1_000, help="How many reasons at most, the latest first."),
    each: bool = typer.Option(False, "--each", help="A line for each reason."),
    username: str = AS,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Make stored reasons again from what each was kept with: its pattern's hash and its pieces. Ends with 1 when one
    comes out otherwise.
    """
    from jigsaw.care.reasons import replaying

    found = list(replaying.replay(viewer=viewer_for(username), most=most, pattern=pattern))
    counts = Counter((one.pattern, one.outcome) for one in found)
    rows: list[Row] = [
        {"pattern": key, "made_again": outcome, "reasons": number}
        for (key, outcome), number in sorted(counts.items())
    ]
    if each:
        rows = [
            {
                "reason": one.reason,
                "pattern": one.pattern,
                "hash": one.pattern_hash,
                "made_again": one.outcome,
            }
            for one in found
        ]
    tell(rows, as_json=as_json, as_csv=as_csv, nothing="No reason stands.")
    if any(one.outcome != replaying.AGAIN for one in found):
        raise typer.Exit(1)
