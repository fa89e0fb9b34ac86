"""`jigsaw people`: search, as the workspace's search does."""

import typer

from jigsaw.interfaces.commands.answers import tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for


@command
def people(
    words: list[str] = typer.Argument(
        None, help="A name, a birth date, an NHS number, an address: any of them"
    ),
    username: str = AS,
    why: str = WHY,
    most: int = typer.Option(20, help="How many at most."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Find people by name, birth date, NHS number or address; spelling may be off."""
    from jigsaw.care.people.queries import search
    from jigsaw.foundation.audit.actions import record_look

    viewer = viewer_for(username)
    found = search(viewer, " ".join(words or []), most)
    ids = [str(one.id) for one in found.people]
    record_look(by=viewer, subject_kind="search", subject_id="", why=why or "Search", people=ids)
    rows = [
        {
            "person": one.id,
            "name": one.name,
            "born": one.birth_date,
            "nhs_number": one.nhs_number,
            "home": one.home,
            "agencies": one.agencies,
            "agreed": one.agreed,
        }
        for one in found.people
    ]
    nothing = "Nobody was found by those words. Somebody may still be known: try another spelling, or the birth date."
    tell(rows, as_json=as_json, as_csv=as_csv, nothing=nothing)
