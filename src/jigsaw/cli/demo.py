"""`jigsaw demo`: build the invented borough, run the whole arc on it, and replay a published review."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import typer

from jigsaw.interfaces.commands.answers import print_json, say, tell
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.commands.progress import Tell as Progress
from jigsaw.interfaces.commands.progress import shown

if TYPE_CHECKING:
    from jigsaw.demo.build import Summary

app = typer.Typer(help="The invented borough: plainly invented people, and a replay of a published review.")

PEOPLE = typer.Option(20_000, help="How many people live in the borough.")
SEED = typer.Option(1, help="The same seed gives the same borough.")
TODAY = typer.Option(None, formats=["%Y-%m-%d"], help="The borough's last day; today when left out.")
INVENTING = "Inventing a borough, making tables"
OUT = typer.Option(Path("var/borough"), help="Where to write the agencies' folders.")


@app.command()
@command
def build(people: int = PEOPLE, seed: int = SEED, today: datetime = TODAY, out: Path = OUT) -> None:
    """Write the agencies' extracts, and the truth apart from them."""
    with shown() as progress:
        summary = _build(people, seed, _day(today), out, progress)
    say(f"{summary.people:,} people, {summary.records:,} source records, {summary.pieces:,} pieces in {out}")


@app.command()
@command
def replay(seed: int = SEED, out: Path = typer.Option(Path("var/replay"), help="Where to write it.")) -> None:
    """Write the replay of a published review: what is public is fixed, the rest is drawn by the seed."""
    from jigsaw.demo import replay as published

    published.build(out, seed)
    say(
        f"Written to {out}. Load it into a database of its own: JIGSAW_HOME=var/replay-home jigsaw load {out}/agencies"
    )


@app.command()
@command
def score(
    truth: Path = typer.Option(
        None, help="The truth beside the borough; that of `jigsaw demo run` when left out."
    ),
    as_json: bool = AS_JSON,
) -> None:
    """Score what was worked out against the truth: pairs of records joined, and reasons that stories are made for."""
    from django.conf import settings

    from jigsaw.demo import scoring
    from jigsaw.foundation.core.viewer import JIGSAW

    truth = truth or settings.HOME / "borough" / "truth"
    joins, parts = scoring.joins(JIGSAW, truth), scoring.stories(JIGSAW, truth)
    if as_json:
        print_json({"joins": scoring.of_joins(joins), "stories": scoring.of_stories(parts)})
        return
    told = scoring.of_joins(joins)
    say(f"{told['joined']:,} pairs of records are joined; {told['true']:,} are truly one person.")
    say(f"Precision {told['precision']:.4f}, recall {told['recall']:.4f}")
    tell(scoring.of_stories(parts), as_json=False, as_csv=False, nothing="No story was planned.")


@app.command()
@command
def run(
    people: int = PEOPLE,
    seed: int = SEED,
    today: datetime = TODAY,
    port: int = typer.Option(8000, help="Where to serve the workspace."),
    no_serve: bool = typer.Option(False, "--no-serve", help="Build and load only."),
) -> None:
    """Build the borough, load it through the door that agencies use, and serve the workspace."""
    from django.conf import settings

    started = monotonic()
    stamp = settings.HOME / "demo.stamp"
    wanted = f"{people} people, seed {seed}\n"
    if stamp.is_file() and stamp.read_text() == wanted and today is None:
        say("The borough stands from an earlier run. To build it anew: rm -r var")
    else:
        _make(people, seed, _day(today), settings.HOME)
        stamp.write_text(wanted)
    say(f"Ready after {monotonic() - started:.0f} seconds.")
    _tell_sign_ins()
    if not no_serve:
        _serve(port)


def _make(people: int, seed: int, today: date, home: Path) -> None:
    from jigsaw.care.people.derivation import everybody
    from jigsaw.demo.aside import built_aside
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.commands.installation import begin_anew, give_room
    from jigsaw.interfaces.feeds.load import load
    from jigsaw.interfaces.feeds.steps import keep_up

    with shown() as progress:
        progress(INVENTING, 0, 1)
        with built_aside(people, seed, home / "borough", today=today) as built:
            begin_anew()
            give_room()
            built()
        progress(INVENTING, 1, 1)
        loaded = load(by=JIGSAW, folder=home / "borough" / "agencies", progress=progress)
        _add_sign_ins(today)
        keep_up(by=JIGSAW, progress=progress)
        _talk(people, progress)
    total = loaded.total
    say(f"{total.records_new:,} source records, {total.pieces_new:,} pieces; {total.refused:,} rows refused.")
    say(f"{len(everybody()):,} people; {loaded.followed['raised']:,} reasons found.")


def _talk(people: int, progress: Progress) -> None:
    from jigsaw.demo import talks

    if people >= talks.FEWEST_PEOPLE:
        progress("Calling conversations", 0, 1)
        talks.talk()
        progress("Calling conversations", 1, 1)


def _build(people: int, seed: int, today: date, out: Path, progress: Progress) -> "Summary":
    from jigsaw.demo.build import build as build_borough

    return build_borough(people, seed, out, progress, today=today)


def _add_sign_ins(today: date) -> None:
    from jigsaw.demo.sharing import agree
    from jigsaw.demo.signins import DEMO_PASSWORD, OUTSIDE_AGREEMENT, sign_ins
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations import actions as organisations

    people = sign_ins()
    for one in people:
        if one.agency_key in OUTSIDE_AGREEMENT:
            organisations.note_agency(
                by=JIGSAW, key=one.agency_key, name=one.team.agency_name, kind="council"
            )
        team = organisations.note_team(
            by=JIGSAW, agency=one.agency_key, name=one.team.name, telephone=one.team.telephone
        )
        organisations.add_practitioner(
            by=JIGSAW,
            username=one.username,
            password=DEMO_PASSWORD,
            name=one.name,
            agency=one.agency_key,
            team=team,
            role=one.role,
            job_title=one.work,
        )
    agree(by=JIGSAW, today=today)


def _tell_sign_ins() -> None:
    from jigsaw.demo.signins import DEMO_PASSWORD, sign_ins

    rows = [
        {"sign_in": one.username, "name": one.name, "work": one.work, "agency": one.team.agency_name}
        for one in sign_ins()
    ]
    tell(rows, as_json=False, as_csv=False, nothing="", title=f"Everybody's password: {DEMO_PASSWORD}")


def _serve(port: int) -> None:
    from jigsaw.interfaces.commands.serving import serve

    say(f"The workspace is at http://127.0.0.1:{port} – press Ctrl and C to stop.")
    with _timer():
        serve("127.0.0.1", port)


@contextmanager
def _timer() -> Iterator[None]:
    """The timer beside the workspace, as a service would run it: deadlines fire, and agencies are told what is new."""
    run = "from jigsaw.cli import main; main()"
    here = os.getpid()
    timer = subprocess.Popen(  # noqa: S603 (our own command, and no word of it from outside)
        [sys.executable, "-c", run, "timer", "--every", "60"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        # The server's own processes leave through here too, one by one.
        if os.getpid() == here:
            timer.terminate()
            timer.wait()


def _day(today: datetime | None) -> date:
    return today.date() if today else date.today()
