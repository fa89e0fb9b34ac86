"""`jigsaw reasons`: the reasons for a conversation, with their pieces and holders."""

from datetime import datetime

import typer

from jigsaw.interfaces.commands.answers import Row, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for
from jigsaw.interfaces.commands.story import ON


@command
def reasons(
    pattern: str = typer.Option("", help="Only this pattern, such as R04."),
    mine: bool = typer.Option(False, "--mine", help="Only open ones that my agency is asked about."),
    as_known_on: datetime = ON,
    username: str = AS,
    why: str = WHY,
    most: int = typer.Option(1_000, help="How many at most."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List reasons: the sentence, who it is about, who holds the pieces. Never a number for a person."""
    from jigsaw.care.reasons import queries
    from jigsaw.foundation.audit.actions import record_look

    viewer = viewer_for(username)
    if mine:
        found = queries.open_reasons(viewer=viewer, pattern=pattern, most=most)
    else:
        day = as_known_on.date() if as_known_on else None
        found = queries.all_reasons(viewer=viewer, as_known_on=day, pattern=pattern, most=most)
    ids = [str(one.id) for one in found]
    named = {key for one in found for key in one.people}
    why = why or "Command line"
    record_look(by=viewer, subject_kind="reasons", subject_id="", why=why, people=named, detail={"ids": ids})
    nothing = "The patterns in force find no reason. That does not mean that nobody needs a conversation."
    tell([_row(one) for one in found], as_json=as_json, as_csv=as_csv, nothing=nothing)


def _row(one) -> Row:
    return {
        "raised": one.raised_at,
        "pattern": f"{one.pattern} v{one.version}",
        "about": f"{one.subject_kind} {one.subject}",
        "sentence": one.sentence,
        "holders": [holder.name for holder in one.holders],
        "state": one.state_words,
        "ended": one.ended_at,
        "reason": one.id,
    }
