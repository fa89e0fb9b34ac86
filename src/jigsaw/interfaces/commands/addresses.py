"""`jigsaw address add` and `jigsaw address list`: where agencies are told that something waits."""

import typer

from jigsaw.foundation.core.errors import Refused
from jigsaw.interfaces.commands.answers import say, tell
from jigsaw.interfaces.commands.ground import AS_CSV, AS_JSON, command

app = typer.Typer(help="Where agencies are told that something waits for them.", no_args_is_help=True)


@app.command("add")
@command
def add(
    agency: str = typer.Option(..., help="The agency's key."),
    email: str = typer.Option("", help="Its address for e-mail."),
    notify: str = typer.Option("", help="Its address for e-mail by GOV.UK Notify."),
    shared: bool = typer.Option(False, "--shared", help="Others can read it: a proxy, a shared device."),
    safe_because: str = typer.Option("", help="Why a shared one is safe. Without it nothing goes there."),
) -> None:
    """Note where an agency is told. Nothing personal ever goes there."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations.queries import agencies_by_key
    from jigsaw.foundation.outbox.actions import note_address
    from jigsaw.foundation.outbox.domain import Way

    asked = "Noting an address"
    if bool(email) == bool(notify):
        raise Refused(asked, "one address is wanted", "Give --email or --notify")
    if agency not in agencies_by_key(viewer=JIGSAW):
        raise Refused(asked, "there is no such agency", "Look at its key: jigsaw feeds --json")
    way = Way.EMAIL if email else Way.NOTIFY
    note_address(
        by=JIGSAW,
        agency=agency,
        way=way,
        address=email or notify,
        is_shared=shared,
        safe_because=safe_because,
    )
    say(
        "Noted."
        if safe_because or not shared
        else "Noted. Nothing goes there until somebody says why it is safe."
    )


@app.command("list")
@command
def list_addresses(as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """List where agencies are told."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.outbox.queries import addresses

    rows = [
        {
            "agency": one.agency_id,
            "way": one.way,
            "address": one.address,
            "shared": one.is_shared,
            "safe_because": one.safe_because,
        }
        for one in addresses(JIGSAW)
    ]
    tell(rows, as_json=as_json, as_csv=as_csv, nothing="No agency has an address: each must be rung.")
