"""`jigsaw train FILES`: learn a linkage model from analysts' files, without a database and without a truth."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.commands.progress import shown


@command
def train(
    files: list[Path] = typer.Argument(help="CSV (any delimiter), Excel, JSON lines or Parquet; each file a source."),
    out: Path = typer.Option(..., help="The folder for the model."),
    mapping: Path = typer.Option(None, help="A TOML file that says which column is what; guessed when left out."),
    truth: Path = typer.Option(None, help="A table of record ids and who they are: the card says how right it is."),
    truth_column: str = typer.Option("", help="The same from a column of the files, which is used for nothing else."),
    replace: bool = typer.Option(False, "--replace", help="Replace a model that is in the folder already."),
    as_json: bool = AS_JSON,
) -> None:  # fmt: skip
    """Learn a linkage model from records: weights, how common names are, Splink's charts, a card."""
    from jigsaw.interfaces.analysts import job, training

    asked = training.Asked(out, replace, truth, truth_column)
    training.refuse_early(asked)
    tables, mappings = job.look(files, mapping)
    with shown() as progress:
        trained = training.run(tables, mappings, asked, datetime.now(UTC).date(), progress)
    if as_json:
        print_json(
            {
                "model": str(out),
                "records": trained.records,
                "pairs_with_one_nhs_number": trained.numbered_pairs,
                "learnt_from_numbers": trained.from_numbers,
                "levels_never_seen": list(trained.never_seen),
                "charts": list(trained.charts),
            }
        )
        return
    say(
        f"Learnt from {trained.records:,} records, {trained.numbered_pairs:,} pairs of them with one NHS number."
    )
    if not trained.from_numbers:
        say(
            "Too few to count on: how often fields agree in one person was estimated. Look at the charts with care."
        )
    for level in trained.never_seen:
        say(f"Never seen, so set cautiously: {level}")
    say(
        f"Written into {out}: model.json, frequencies.json, versions.json, card.md, charts/. Read card.md first."
    )
    say(f"Link with it: jigsaw link FILES --model {out}")
