"""`jigsaw audit-pack`: the report that is published with the patterns in force."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import typer

from jigsaw.foundation.core.errors import Refused
from jigsaw.interfaces.commands.ground import AS, WHY, command, viewer_for
from jigsaw.interfaces.commands.progress import shown

OUT = typer.Option(..., "--out", help="The folder to write audit-pack.html and audit-pack.docx into.")
SINCE = typer.Option(None, formats=["%Y-%m-%d"], help="The first day. Without it: a year before the last.")
UNTIL = typer.Option(None, formats=["%Y-%m-%d"], help="The last day. Without it: today.")
REPLAYS = typer.Option(
    10, min=1, max=200, help="How many times dates are dealt out anew to see what chance finds."
)
HARMS = typer.Option(
    None, "--harm", metavar="KIND", help="A kind of piece that counts as harm. Repeat for more."
)


@command
def audit_pack(
    out: Path = OUT,
    since: datetime = SINCE,
    until: datetime = UNTIL,
    replays: int = REPLAYS,
    harms: list[str] = HARMS,
    username: str = AS,
    why: str = WHY,
) -> None:
    """Write the report that is published with the patterns in force, as a page and as a Word document: false alarms by
    chance, shares and recall by group, what each kind of piece brings, the transparency record and the data-protection
    annex. It names nobody, and hides small numbers.
    """
    from jigsaw.care.intake.domain.kinds import all_kinds
    from jigsaw.care.reasons import auditing
    from jigsaw.foundation.audit.actions import record_look
    from jigsaw.interfaces.audit_pack.contents import report_of
    from jigsaw.interfaces.audit_pack.page import page_of
    from jigsaw.interfaces.audit_pack.word import write_word

    viewer = viewer_for(username)
    last = until.date() if until else date.today()
    first = since.date() if since else last - timedelta(days=365)
    if first > last:
        raise Refused(
            "Auditing the pack", "the first day is after the last", "Give --since a day before --until"
        )
    if strange := sorted(set(harms or ()) - all_kinds().keys()):
        hindered = f"there is no kind of piece called {', '.join(strange)}"
        raise Refused("Auditing the pack", hindered, "Choose from docs/reference/kinds-of-piece.md")
    _make_ready(out)
    with shown() as progress:
        found = auditing.measure_pack(
            viewer=viewer,
            since=first,
            until=last,
            replays=replays,
            harms=harms or auditing.HARMS,
            progress=progress,
        )
    record_look(
        by=viewer,
        subject_kind="patterns",
        subject_id=found.pack.content_hash[:36],
        why=why or "Audit of the pack",
    )
    report = report_of(found)
    (out / "audit-pack.html").write_text(page_of(report), "utf-8")
    write_word(report, out / "audit-pack.docx")
    typer.echo(f"Written: {out / 'audit-pack.html'} and {out / 'audit-pack.docx'}")


def _make_ready(out: Path) -> None:
    """Before anything is measured: a folder that cannot be written into is told at once, not after minutes."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        may_write = os.access(out, os.W_OK)
    except OSError:
        may_write = False
    if not may_write:
        raise Refused(
            "Auditing the pack", "the folder cannot be written into", "Give another folder with --out"
        )
