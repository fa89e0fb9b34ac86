"""`jigsaw looks`: the review of odd looks, and what its rules stand on."""

from datetime import datetime

import typer

from jigsaw.foundation.core.errors import NotFound
from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS, AS_JSON, command, viewer_for

app = typer.Typer(
    help="Who looked at whom: odd looks, and what the rules about them stand on.", no_args_is_help=True
)
RECORD = typer.Argument(help="A source record: AGENCY/ITS-OWN-ID, or its id.")


@app.command("review")
@command
def review(as_json: bool = AS_JSON) -> None:
    """Look for odd looks among those of the last days. `jigsaw timer` does so each hour."""
    from jigsaw.care.looks.actions import review_looks
    from jigsaw.foundation.core.viewer import JIGSAW

    counts = review_looks(by=JIGSAW)
    if as_json:
        print_json(counts)
    else:
        say(f"{counts['looks_reviewed']:,} looks reviewed, {counts['odd_looks_found']:,} new findings.")


@app.command("tell")
@command
def tell(
    kind: str = typer.Argument(help="own, for your own record; relative, for a relative’s."),
    record: str = RECORD,
    username: str = AS,
) -> None:
    """Tell which record is your own or a relative’s, so that a look at it is asked about."""
    from jigsaw.care.linkage.queries import record_named
    from jigsaw.care.looks.actions import tell_tie

    viewer = viewer_for(username)
    if kind not in ("own", "relative"):
        raise NotFound("Telling of yourself", "there is no such kind", "Give own or relative")
    tell_tie(by=viewer, kind=kind, record=record_named(viewer=viewer, named=record))
    say("Kept. Only the review of looks reads it.")


@app.command("famous")
@command
def famous(
    name: str = typer.Argument(help="Given and family name."),
    born: str = typer.Option("", help="The birth year, so that namesakes are left alone."),
    username: str = AS,
) -> None:
    """Put a name on the area’s list of names that many people know. For privacy officers."""
    from jigsaw.care.looks.actions import list_famous_name

    list_famous_name(by=viewer_for(username), name=name, birth_year=born)
    say("Listed.")


@app.command("withhold-name")
@command
def withhold_name(
    worker: str = typer.Argument(help="The worker’s sign-in name."),
    why: str = typer.Option(..., help="Why people are not told their name."),
    until: datetime = typer.Option(..., formats=["%Y-%m-%d"], help="Until which day."),
    username: str = AS,
) -> None:
    """Tell people a worker’s role and agency and not their name, for the worker’s safety. For privacy officers."""
    from jigsaw.care.looks import actions
    from jigsaw.foundation.organisations.queries import viewer_named

    whose = viewer_named(worker).key
    actions.withhold_name(by=viewer_for(username), practitioner=whose or 0, why=why, until=until.date())
    say("People are told their role and agency, and no name, until then.")
