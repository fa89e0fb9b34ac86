"""`jigsaw audit`: the audit trail shown to be as it was written."""

from pathlib import Path
from typing import Any

import typer

from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces.commands.answers import print_json, say, tell
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.commands.progress import shown

app = typer.Typer(name="audit", help="Show that the audit trail is as it was written.", no_args_is_help=True)

KEY = typer.Option(
    None, "--key", help="The copy of the public key that was kept. Without it: the one beside them."
)
CHECKPOINTS = typer.Option(
    None, help="The file of the checkpoints that was kept. Without it: this machine’s own."
)

PROOF = typer.Argument(exists=True, dir_okay=False, help="The file that jigsaw audit prove wrote.")

_MOST_TOLD = 20


@app.command("verify")
@command
def verify(checkpoints: Path = CHECKPOINTS, key: Path = KEY, as_json: bool = AS_JSON) -> None:
    """Go over every row of the trail and every checkpoint. Leaves with 1 when anything is not as it was written."""
    from django.conf import settings

    from jigsaw.foundation.audit import keeping
    from jigsaw.foundation.audit.verifying import verify as go_over
    from jigsaw.foundation.running.lately import VERIFICATION
    from jigsaw.foundation.running.noting import note_ended

    made = keeping.lines(checkpoints)
    public = keeping.verifying_key(key) if made or key else None
    with shown() as progress:
        found = go_over(made, public, lambda done: progress("Verifying rows", done, 0))
    wrong = [str(one) for one in found.faults] + found.against
    told = {"sound": found.is_sound, "rows": found.rows, "checkpoints": found.checkpoints, "wrong": wrong}
    told_of = wrong[0] if wrong else f"{found.rows:,} rows and {found.checkpoints:,} checkpoints"
    if settings.JIGSAW_CHECKPOINTS:  # a drill verifies a copy that knows of none
        note_ended(work=VERIFICATION, sound=found.is_sound, told=told_of)
    _tell_verified(told, as_json=as_json)
    if wrong:
        raise typer.Exit(1)


@app.command("prove")
@command
def prove(
    entry: str = typer.Argument(help="The row: LANE/NUMBER, as jigsaw audit find names it."),
    out: Path = typer.Option(..., help="The file to write the proof into."),
    checkpoints: Path = CHECKPOINTS,
) -> None:
    """Write the proof that a row stood in the trail at a checkpoint. It holds that row, and no other."""
    from jigsaw.foundation.audit import keeping
    from jigsaw.foundation.audit.proving import prove as proof_for

    lane, _, number = entry.partition("/")
    if not (lane.isdecimal() and number.isdecimal()):
        raise Refused("Proving a row", "that names no row", "Give LANE/NUMBER: see jigsaw audit find")
    proof = proof_for(int(lane), int(number), keeping.lines(checkpoints))
    out.write_text(proof.text(), "utf-8")
    say(
        f"The proof of row {entry} is in {out}. It shows that row, with who and about whom: mind who gets it."
    )
    say("Whoever has audit.pub checks it without the database: jigsaw audit check-proof")


@app.command("check-proof")
@command
def check_proof(file: Path = PROOF, key: Path = KEY) -> None:
    """Say whether a proof holds, and what it shows. Asks no database. Leaves with 1 when it shows nothing."""
    from jigsaw.foundation.audit import keeping
    from jigsaw.foundation.audit.domain import checkpoints, proofs

    try:
        proof = proofs.read_proof(file.read_text("utf-8"))
    except ValueError as error:
        raise NotFound(
            "Checking a proof", "the file holds none", "Give what jigsaw audit prove wrote"
        ) from error
    if wrong := proofs.faults_of(proof, keeping.verifying_key(key)):
        say(f"WRONG  {wrong[0]}")
        raise typer.Exit(1)
    row, seen = proof.row, checkpoints.read(proof.checkpoint)
    about = f"{row.subject_kind} {row.subject_id}".strip()
    say(f"It holds: row {row.lane}/{row.number} stood in the trail at checkpoint {seen.number} of {seen.at}.")
    say(
        f"At {row.at} (UTC) {row.by_name} {row.act}{f', {about}' if about else ''}{f': {row.why}' if row.why else ''}"
    )


@app.command("find")
@command
def find(
    subject: str = typer.Argument(help="The id of what the rows are about, as the trail holds it."),
    as_json: bool = AS_JSON,
) -> None:
    """Name the rows about one person, conversation or other thing, latest first: at most 200."""
    from jigsaw.foundation.audit.actions import record_look
    from jigsaw.foundation.audit.verifying import rows_about
    from jigsaw.foundation.core.viewer import JIGSAW

    rows = [
        {"row": f"{one.lane}/{one.number}", "at": one.at, "by": one.by_name, "did": one.act, "why": one.why}
        for one in rows_about(subject)
    ]
    record_look(
        by=JIGSAW,
        subject_kind="trail",
        subject_id=subject,
        why="To name rows of it",
        act="searched the trail",
    )
    tell(rows, as_json=as_json, as_csv=False, nothing="Nothing in the trail is about that id.")


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
