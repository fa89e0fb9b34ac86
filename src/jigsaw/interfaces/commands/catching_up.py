"""`jigsaw catch-up`, `jigsaw relink`, `jigsaw rebuild` and `jigsaw migrate`: keeping an installation up to date."""

import typer

from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.commands.progress import shown

CLOCK = typer.Option(False, "--clock", help="Fire what is due too: patterns become true because days passed.")
EVERYBODY = typer.Option(
    False, "--everybody", help="Read everybody’s patterns, whether they have news or not."
)


@command
def catch_up(clock: bool = CLOCK, everybody: bool = EVERYBODY, as_json: bool = AS_JSON) -> None:
    """Finish what waits: join records, read patterns. Safe to run at any time, also after a crash."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.feeds import steps
    from jigsaw.interfaces.stewarding import bring_up_to_date

    with shown() as progress:
        counts = steps.catch_up(by=JIGSAW, progress=progress)
        if clock:
            counts |= steps.let_time_pass(by=JIGSAW, progress=progress)
        if everybody:
            counts |= steps.read_everybody(by=JIGSAW, progress=progress)
    counts["pairs_placed"] = bring_up_to_date()
    _tell(counts, as_json)


@command
def relink(as_json: bool = AS_JSON) -> None:
    """Join all records anew, as a new version reads them. Decisions stay; whoever looked at a wrong join is told."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.commands.installation import give_room
    from jigsaw.interfaces.feeds import steps
    from jigsaw.interfaces.stewarding import bring_up_to_date

    give_room()
    with shown() as progress:
        counts = steps.relink(by=JIGSAW, progress=progress)
    counts["pairs_placed"] = bring_up_to_date()
    _tell(counts, as_json)


@command
def rebuild(as_json: bool = AS_JSON) -> None:
    """Throw away everything that is worked out, and work it out again from pieces and human decisions."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.commands.installation import give_room
    from jigsaw.interfaces.feeds import steps

    give_room()
    with shown() as progress:
        counts = steps.rebuild(by=JIGSAW, progress=progress)
    _tell(counts, as_json)


@command
def migrate() -> None:
    """Make or bring up to date the database's tables."""
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    say("The database's tables are up to date.")


def _tell(counts: dict[str, int], as_json: bool) -> None:
    if as_json:
        print_json(counts)
    else:
        for name, number in counts.items():
            say(f"{name.replace('_', ' ').capitalize()}: {number:,}")
