"""`jigsaw audit`: the audit trail shown to be as it was written."""

from pathlib import Path
from typing import Any

import typer

from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.commands.progress import shown

app = typer.Typer(name="audit", help="Show that the audit trail is as it was written.", no_args_is_help=True)

KEY = typer.Option(
    None, "--key", help="The copy of the public key that was kept. Without it: the one beside them."
)
CHECKPOINTS = typer.Option(
    None, help="The file of the checkpoints that was kept. Without it: this machine’s own."
)

_MOST_TOLD = 20


@app.command("verify")
@command
def verify(checkpoints: Path = CHECKPOINTS, key: Path = KEY, as_json: bool = AS_JSON) -> None:
    """Go over every row of the trail and every checkpoint. Leaves with 1 when anything is not as it was written."""
    from jigsaw.foundation.audit import keeping
    from jigsaw.foundation.audit.verifying import verify as go_over

    made = keeping.lines(checkpoints)
    public = keeping.verifying_key(key) if made or key else None
    with shown() as progress:
        found = go_over(made, public, lambda done: progress("Verifying rows", done, 0))
    wrong = [str(one) for one in found.faults] + found.against
    told = {"sound": found.is_sound, "rows": found.rows, "checkpoints": found.checkpoints, "wrong": wrong}
    _tell_verified(told, as_json=as_json)
    if wrong:
        raise typer.Exit(1)


@app.command("checkpoint")
@command
def checkpoint(as_json: bool = AS_JSON) -> None:
    """Note, signed, what the trail is now. `jigsaw timer` does this every hour."""
    from jigsaw.foundation.audit import keeping

    made = keeping.add()
    standing = made or keeping.last()
    if standing is None:
        say("Nothing is written in the audit trail yet, so there is no checkpoint to add.")
    elif as_json:
        told = {
            "added": made is not None,
            "checkpoint": standing.number,
            "rows": standing.rows,
            "root": standing.root,
        }
        print_json(told)
    else:
        added = "Added" if made else "Nothing was written since"
        say(f"{added}: checkpoint {standing.number}, {standing.rows:,} rows, root {standing.root}")


def _tell_verified(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(told)
        return
    say(f"{told['rows']:,} rows and {told['checkpoints']:,} checkpoints were verified.")
    if not told["checkpoints"]:
        say("Without a checkpoint nobody can tell whether the end was cut off. Run: jigsaw audit checkpoint")
    for one in told["wrong"][:_MOST_TOLD]:
        say(f"WRONG  {one}")
    if len(told["wrong"]) > _MOST_TOLD:
        say(f"       and {len(told['wrong']) - _MOST_TOLD:,} more: see them with --json")
    if told["sound"]:
        say("All is as it was written.")
