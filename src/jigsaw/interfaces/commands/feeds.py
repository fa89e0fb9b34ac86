"""`jigsaw feeds`: how fresh each feed is. `jigsaw feed new`: a first mapping for an unknown file."""

from datetime import datetime, timedelta
from pathlib import Path

import typer

from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces.commands.answers import Row, say, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, command, viewer_for
from jigsaw.interfaces.commands.story import ON

feed = typer.Typer(help="One agency's feed: begin a mapping, or check one.", no_args_is_help=True)


@command
def feeds(
    as_known_on: datetime = ON, username: str = AS, as_json: bool = AS_JSON, as_csv: bool = AS_CSV
) -> None:
    """List feeds: when each last came, which are late, how many of their rows wait to be mended."""
    from jigsaw.care.intake.deliveries import feed_reports
    from jigsaw.foundation.core.time import end_of_day

    end = end_of_day(as_known_on.date()) if as_known_on else None
    rows = [_row(one) for one in feed_reports(viewer_for(username), as_known_on=end)]
    tell(rows, as_json=as_json, as_csv=as_csv, nothing="No feed is known yet: run jigsaw load FOLDER.")


@feed.command("new")
@command
def new(folder: Path = typer.Argument(help="A folder that holds an agency's CSV files.")) -> None:
    """Look at unknown files and write a first feed.toml, with its guesses marked."""
    from jigsaw.care.intake.domain.guess import guess_feed
    from jigsaw.care.intake.domain.mapping import FEED_FILE

    path = folder / FEED_FILE
    if not folder.is_dir():
        raise NotFound(
            f"Beginning a mapping for {folder.name}", "there is no such folder", "Give the folder's path"
        )
    if path.exists():
        raise Refused(
            "Beginning a mapping", f"{FEED_FILE} is there already", "Check it: jigsaw feed check FOLDER"
        )
    path.write_text(guess_feed(folder), encoding="utf-8")
    say(f"Written: {path}. Look at each line marked as a guess, then run: jigsaw feed check {folder}")


@feed.command("check")
@command
def check(folder: Path = typer.Argument(help="A folder with a feed.toml.")) -> None:
    """Check a folder's mapping as a whole, and load nothing."""
    from jigsaw.care.intake.domain.mapping_check import check_folder

    checked = check_folder(folder)
    say(f"The mapping is sound: {len(checked.files)} files can be loaded.")
    for name in checked.unmapped:
        say(f"Not mapped, so not loaded: {name}")
    for name in checked.absent:
        say(f"Mapped, and not there: {name}")


def _row(one) -> Row:
    return {
        "agency": one.holder.name,
        "feed": one.name,
        "last_received": one.last_received,
        "late_by": _words(one.overdue),
        "deliveries": one.deliveries,
        "rows_to_mend": one.refused,
    }


def _words(late: timedelta | None) -> str:
    if late is None:
        return ""
    return f"{late.days} days" if late.days else f"{late.seconds // 3600} hours"
