"""`jigsaw quarantine`: refused rows with what is wrong and what to do; mend one, or set it aside."""

import typer

from jigsaw.foundation.core.errors import Refused
from jigsaw.interfaces.commands.answers import Row, say, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, command, viewer_for

app = typer.Typer(help="Refused rows: list them, mend one, or set one aside.", invoke_without_command=True)


@app.callback()
def quarantine(
    context: typer.Context,
    state: str = typer.Option("waiting", help="waiting, accepted or set-aside."),
    most: int = typer.Option(500, help="How many at most."),
    username: str = AS,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List refused rows of your agency: file, line, field, why, and what to do."""
    if context.invoked_subcommand is None:
        _list(state, most, username, as_json, as_csv)


@command
def _list(state: str, most: int, username: str, as_json: bool, as_csv: bool) -> None:
    from jigsaw.care.intake.refused import refused_rows

    found = refused_rows(viewer_for(username), state=state, most=most)
    rows = [_row(one, fault) for one in found for fault in one.faults]
    tell(rows, as_json=as_json, as_csv=as_csv, nothing="No row of your agency is there in that state.")


@app.command("mend")
@command
def mend(
    row: int = typer.Argument(help="The number of the row."),
    values: list[str] = typer.Option(..., "--set", help="COLUMN=VALUE, as often as needed."),
    why: str = typer.Option("", help="What showed the right value."),
    username: str = AS,
) -> None:
    """Offer a refused row again with mended values."""
    from jigsaw.care.intake.domain.refusals import Refusal
    from jigsaw.interfaces.feeds.mending import mend as mend_row

    answer = mend_row(by=viewer_for(username), row=row, values=dict(_pair(one) for one in values), why=why)
    if isinstance(answer, Refusal):
        faults = "; ".join(f"{fault.field}: {fault.why}" for fault in answer.faults)
        raise Refused("Mending the row", faults, "Mend these too, and offer it again")
    say("Accepted: joined and read.")


@app.command("set-aside")
@command
def set_aside(
    row: int = typer.Argument(help="The number of the row."),
    why: str = typer.Option(..., help="Why it need not be mended."),
    username: str = AS,
) -> None:
    """Settle a refused row without accepting it, and say why."""
    from jigsaw.care.intake import actions

    actions.set_aside(by=viewer_for(username), quarantined=row, why=why)
    say("Set aside, with your name and your why.")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Refused("Mending the row", "--set needs COLUMN=VALUE", 'For example: --set "DOB=22/05/1966"')
    return name, value


def _row(one, fault) -> Row:
    return {
        "row": one.id,
        "file": one.file,
        "line": one.line,
        "field": fault.field,
        "why": fault.why,
        "what_to_do": fault.what_to_do,
        "state": one.state,
    }
