"""`jigsaw research-list`: for research and planning, people without names, none of whom opted out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import typer

from jigsaw.interfaces.commands.answers import Row, tell
from jigsaw.interfaces.commands.ground import AS, AS_JSON, command, errors, viewer_for

DAY = ["%Y-%m-%d"]


@command
def research_list(
    since: datetime = typer.Option(..., "--from", formats=DAY, help="From this day."),
    until: datetime = typer.Option(..., "--until", formats=DAY, help="To this day."),
    study: str = typer.Option(..., help="Which study, and by whose approval: recorded with the list."),
    username: str = AS,
    as_json: bool = AS_JSON,
) -> None:
    """Write the list for research and planning as CSV: nobody by name, and nobody who opted out."""
    from jigsaw.care.story.queries.research import research_list as made
    from jigsaw.foundation.audit.actions import record_act

    viewer = viewer_for(username)
    found = made(viewer, since=since.date(), until=until.date())
    detail = {"rows": len(found.rows), "from": str(since.date()), "until": str(until.date())}
    record_act(by=viewer, act="took a list for research", subject_kind="list", subject_id="research", why=study,
               detail=detail)  # fmt: skip
    nothing = "Nobody of whom anything was told on those days may be on the list."
    tell(list(_rows(found.rows)), as_json=as_json, as_csv=not as_json, nothing=nothing)
    if found.too_few:
        errors.print(f"{found.too_few} left out: too few are like them", markup=False)


def _rows(found: Iterable[Any]) -> Iterable[Row]:
    groups = sorted({group for one in found for group, _ in one.told})
    for one in found:
        told = dict(one.told)
        yield {"age": one.age, "gender": one.gender, "agencies": one.agencies,
               **{group: told.get(group, 0) for group in groups}}  # fmt: skip
