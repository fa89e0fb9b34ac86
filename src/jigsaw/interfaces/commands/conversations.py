"""`jigsaw conversations`: those that my agency has a part in, and what it said it would do."""

import typer

from jigsaw.interfaces.commands.answers import Row, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for


@command
def conversations(
    actions: bool = typer.Option(
        False, "--actions", help="What my agency said it would do, and has not done."
    ),
    username: str = AS,
    why: str = WHY,
    most: int = typer.Option(200, help="How many at most."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List conversations: whom they are about, their state, when they meet, what is still to be done."""
    from jigsaw.care.conversations import queries
    from jigsaw.foundation.audit.actions import record_look

    viewer = viewer_for(username)
    found = queries.my_actions(viewer) if actions else queries.conversations(viewer, most=most)
    rows = [_action(one) if actions else _conversation(one) for one in found]
    named = {key for one in found for key in one.subject.people}
    record_look(
        by=viewer, subject_kind="conversations", subject_id="", why=why or "Command line", people=named
    )
    nothing = "Nothing is left to do." if actions else "Your agency has no part in a conversation yet."
    tell(rows, as_json=as_json, as_csv=as_csv, nothing=nothing)


def _conversation(one) -> Row:
    return {
        "meets": one.meets_at,
        "kind": one.kind,
        "about": one.label,
        "state": one.state,
        "called_by": one.agency,
        "open_actions": one.open_actions,
        "outcome": one.outcome,
        "conversation": one.id,
    }


def _action(one) -> Row:
    return {
        "due": one.due_on,
        "what": one.what,
        "owner": one.owner,
        "about": one.label,
        "conversation": one.conversation,
    }
