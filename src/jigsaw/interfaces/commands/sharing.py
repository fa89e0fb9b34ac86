"""`jigsaw policy`: sharing policies from files, and who signs for an agency. Signing is done in the workspace."""

from datetime import datetime
from pathlib import Path

import typer

from jigsaw.foundation.core.errors import NotFound
from jigsaw.interfaces.commands.answers import say, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, command

app = typer.Typer(help="Sharing policies: what agencies may tell one another.", no_args_is_help=True)

FILE = typer.Argument(exists=True, dir_okay=False, help="The policy’s TOML file.")
DAY = ["%Y-%m-%d"]


@app.command("check")
@command
def check_file(file: Path = FILE) -> None:
    """Read a policy’s file and name every fault in it. Nothing is kept."""
    from jigsaw.care.sharing.domain.reading import read_policy

    policy = read_policy(_text(file))
    say(f"Sound: {policy.name}, {sum(1 for _ in policy.paragraphs())} paragraphs.")


@app.command("load")
@command
def load_file(
    file: Path = FILE,
    party: list[str] = typer.Option(
        [], help="An agency’s key, instead of the file’s parties; as often as needed."
    ),
    starts_on: datetime = typer.Option(None, formats=DAY, help="The first day, instead of the file’s."),
    ends_on: datetime = typer.Option(None, formats=DAY, help="The last day, instead of the file’s."),
    changed: str = typer.Option("", help="What is new in this version."),
    username: str = AS,
) -> None:
    """Put a policy forward for signing, as its next version. It binds nobody until each party has signed."""
    from jigsaw.care.sharing.actions import write_policy
    from jigsaw.care.sharing.domain.reading import read_policy, text_of
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations.queries import viewer_named

    days = {"starts_on": starts_on, "ends_on": ends_on}
    instead = {name: value.date() for name, value in days.items() if value}
    text = _text(file)
    if party or instead:
        text = text_of(read_policy(text, **instead, **({"parties": party} if party else {})))
    made = write_policy(by=viewer_named(username) if username else JIGSAW, text=text, changed=changed)
    say(f"Put forward: {made.key}, version {made.version}. Each party signs it in the workspace.")


@app.command("list")
@command
def list_policies(as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """Every policy: where it stands, how long it holds, who has not signed."""
    from jigsaw.care.sharing.queries import policies_seen
    from jigsaw.foundation.core.viewer import JIGSAW

    rows = [
        {
            "policy": one.version.policy.key,
            "version": one.version.number,
            "stands": one.standing.value,
            "ends_on": one.version.policy.ends_on,
            "days_left": one.days_left,
            "not_signed_by": one.version.missing,
            "next_version": one.newer.number if one.newer else None,
        }
        for one in policies_seen(viewer=JIGSAW)
    ]
    tell(rows, as_json=as_json, as_csv=as_csv, nothing="There is no policy yet.")


@app.command("lead")
@command
def name_the_lead(
    username: str = typer.Argument(help="The sign-in name of who signs for their agency and decides for it."),
    title: str = typer.Option(..., help="What they are: Caldicott Guardian, for example."),
    telephone: str = typer.Option("", help="Where they are rung; the agency’s number when left out."),
) -> None:
    """Name who signs for an agency and decides what no policy does."""
    from jigsaw.care.sharing.actions import name_lead
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations.queries import viewer_named

    lead = viewer_named(username)
    name_lead(by=JIGSAW, agency=lead.agency, practitioner=lead.key or 0, title=title, telephone=telephone)
    say(f"Named for {lead.agency_name}.")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise NotFound("Reading a sharing policy", "it is not text in UTF-8", "Save it as UTF-8") from None
