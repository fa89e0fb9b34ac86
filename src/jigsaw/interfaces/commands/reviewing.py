"""`jigsaw review`: a sample of pairs that people look at, and what their answers say of precision and recall."""

import csv
from pathlib import Path
from typing import Any
from uuid import UUID

import typer

from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.commands.answers import print_json, say, tell
from jigsaw.interfaces.commands.ground import AS, AS_JSON, command, errors, viewer_for

app = typer.Typer(
    help="Clerical reviews: how many joins are right, and how many are missed.", no_args_is_help=True
)
KEY = typer.Argument(help="The review, by the key that `draw` gave.")
ANSWERS = {"same": True, "yes": True, "1": True, "not the same": False, "no": False, "0": False}
FIELDS = ("given_names", "family_name", "birth_date", "nhs_number", "gender", "address", "telephone")


@app.command("draw")
@command
def draw(
    pairs: int = typer.Option(400, help="How many pairs to look at, about."),
    seed: int = typer.Option(None, help="Draws the same pairs again; by chance when left out."),
    out: Path = typer.Option(None, help="Write the pairs to this CSV file, to be answered there."),
    username: str = AS,
) -> None:
    """Draw a sample of pairs by strata of how alike they are. Reads every pair: minutes for a borough."""
    from jigsaw.care.stewardship import actions, queries

    viewer = viewer_for(username)
    key = actions.draw(by=viewer, pairs=pairs, seed=seed)
    found = queries.review_report(viewer=viewer, key=key)
    if out:
        with out.open("w", encoding="utf-8", newline="") as file:
            _write(viewer, key, file)
    errors.print("Its pairs can be answered on the pages of joins, or in the file.", markup=False)
    say(f"Review {key}: {found.pairs} pairs")
    tell([_stratum(one) for one in found.strata], as_json=False, as_csv=False, nothing="There are no pairs.")


@app.command("take")
@command
def take(
    key: int = KEY,
    file: Path = typer.Argument(
        help="The CSV file of `draw`, its column `answer` filled: same, or not the same."
    ),
    username: str = AS,
) -> None:
    """Take answers from a file. A row without an answer is passed over; one that cannot be read stops all."""
    from django.db import transaction

    from jigsaw.care.stewardship.actions import answer

    viewer = viewer_for(username)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        given = list(_given(csv.DictReader(opened)))
    with transaction.atomic():
        for number, same in given:
            answer(by=viewer, review=key, number=number, same=same)
    say(f"{len(given)} answers taken")


@app.command("report")
@command
def report(key: int = KEY, username: str = AS, as_json: bool = AS_JSON) -> None:
    """Say what the answers so far say of precision and recall, each with its 95 percent interval."""
    from jigsaw.care.stewardship import queries

    found = queries.review_report(viewer=viewer_for(username), key=key)
    strata = [_stratum(one) for one in found.strata]
    if as_json:
        print_json(
            {
                "review": key,
                "pairs": found.pairs,
                "answered": found.answered,
                **_figures(found),
                "strata": strata,
            }
        )
        return
    say(f"Review {key}: {found.answered} of {found.pairs} pairs answered")
    for name, figure in _figures(found).items():
        say(f"{name.capitalize()}: {figure['estimate']:.2%} ({figure['low']:.2%} to {figure['high']:.2%})")
    tell(strata, as_json=False, as_csv=False, nothing="")


def _write(viewer: Viewer, key: int, file: Any) -> None:
    from jigsaw.care.intake.records import records_said
    from jigsaw.care.stewardship.queries import pairs_of_review
    from jigsaw.foundation.audit.actions import KEEPING, record_look

    pairs = pairs_of_review(viewer=viewer, key=key)
    said = {one.record: one for one in records_said(viewer, {each for _, *two in pairs for each in two})}
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(
        ["number", "answer", *(f"{side}_{name}" for side in ("one", "other") for name in _columns())]
    )
    for number, left, right in pairs:
        writer.writerow([number, "", *_cells(said, left), *_cells(said, right)])
    why = "A clerical review"
    record_look(by=viewer, subject_kind="links", subject_id="", why=why, purpose=KEEPING, records=list(said))


def _columns() -> tuple[str, ...]:
    return ("agency", "local_id", *FIELDS)


def _cells(said: Any, record: UUID) -> list[str]:
    one = said.get(record)
    if one is None:
        return [""] * len(_columns())
    told = [one.holder.name, one.local_id, *(one.particulars.get(name, "") for name in FIELDS)]
    # What a spreadsheet would take for a formula stays text.
    return [f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value for value in told]


def _given(rows: Any) -> Any:
    for line, row in enumerate(rows, 2):
        told = (row.get("answer") or "").strip().lower()
        if not told:
            continue
        if told not in ANSWERS or not (row.get("number") or "").strip().isdecimal():
            raise Refused(
                "Taking the answers of a review",
                f"line {line} has no number, or an answer that is neither",
                "Write same, or not the same; leave what nobody looked at empty",
            )
        yield int(row["number"]), ANSWERS[told]


def _stratum(one: Any) -> dict[str, Any]:
    return {
        "stratum": one.name,
        "pairs": one.pairs,
        "drawn": one.drawn,
        "answered": one.answered,
        "same": one.same,
    }


def _figures(found: Any) -> dict[str, Any]:
    if found.measured is None:
        return {}
    return {
        name: {"estimate": figure.estimate, "low": figure.low, "high": figure.high}
        for name, figure in (("precision", found.measured.precision), ("recall", found.measured.recall))
    }
