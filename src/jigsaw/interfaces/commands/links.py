"""`jigsaw links`: which source records are one person, why, and which pairs wait for a person to decide."""

from uuid import UUID

import typer

from jigsaw.interfaces.commands.answers import Row, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for


@command
def links(
    person: UUID = typer.Option(None, help="Only this person's source records."),
    waiting: bool = typer.Option(False, "--waiting", help="The pairs that wait for a person to decide."),
    username: str = AS,
    why: str = WHY,
    most: int = typer.Option(1_000, help="How many at most."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List who is who, with the reason for each join."""
    from jigsaw.foundation.audit.actions import record_look

    viewer = viewer_for(username)
    rows = _waiting(viewer, most) if waiting else _links(viewer, person, most)
    record_look(
        by=viewer,
        subject_kind="person" if person else "links",
        subject_id=person or "",
        why=why or "Joins",
        act="looked at joins",
    )
    nothing = (
        "No pair waits for a decision." if waiting else "No source record is joined yet: run jigsaw load."
    )
    tell(rows, as_json=as_json, as_csv=as_csv, nothing=nothing)


def _links(viewer, person, most) -> list[Row]:
    from jigsaw.care.linkage.queries import links as read_links

    found = read_links(viewer=viewer, persons=[person] if person else None, most=most)
    return [
        {"agency": one.agency, "local_id": one.local_id, "person": one.person, "why": one.why}
        for one in found
    ]


def _waiting(viewer, most) -> list[Row]:
    from jigsaw.care.linkage.queries import waiting as read_waiting

    return [
        {
            "left": f"{one.left.holder.key}/{one.left.local_id}",
            "right": f"{one.right.holder.key}/{one.right.local_id}",
            "why": one.why,
        }
        for one in read_waiting(viewer=viewer, most=most)
    ]
