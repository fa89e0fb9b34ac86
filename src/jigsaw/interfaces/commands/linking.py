"""`jigsaw link FILES`: who is who in analysts' files, without a database."""

from functools import partial
from pathlib import Path
from typing import Any

import typer

from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command
from jigsaw.interfaces.commands.progress import shown


@command
def link(
    files: list[Path] = typer.Argument(help="CSV (any delimiter), Excel, JSON lines or Parquet; each file a source."),
    out: Path = typer.Option(Path("links"), help="The folder for the answers."),
    mapping: Path = typer.Option(None, help="A TOML file that says which column is what; guessed when left out."),
    write_mapping: Path = typer.Option(None, "--write-mapping", help="Write the mapping here, and stop."),
    model: Path = typer.Option(None, help="A model folder, or a JSON file that Splink saved; else the shipped one."),
    adapt: bool = typer.Option(None, "--adapt/--no-adapt", help="Learn the weights from these files, without a truth. "
        "By default with the shipped model, not with --model."),
    threshold: float = typer.Option(None, help="Join from this weight, in bits; else chosen from the weights."),
    across_only: bool = typer.Option(False, "--across-only", help="Nobody stands twice in one file."),
    truth: Path = typer.Option(None, help="A table of record ids and who they are: tells how right the answer is."),
    truth_column: str = typer.Option("", help="The same from a column of the files, which is used for nothing else."),
    spark: bool = typer.Option(False, "--spark", help="Weigh pairs on Spark, for what outgrows one machine: same "
        "model, same weights. Needs the extra `spark` and Java 17."),
    spark_master: str = typer.Option("local[*]", help="With --spark: where, as Spark names it."),
    as_json: bool = AS_JSON,
) -> None:  # fmt: skip
    """Link files of people: pairs, clusters, explanations and a page to look at, without a database."""
    from jigsaw.engine.linkage.adapt.linking import Asked
    from jigsaw.interfaces.analysts import job as jobs
    from jigsaw.interfaces.analysts import on_spark
    from jigsaw.interfaces.analysts.mapping import as_toml
    from jigsaw.interfaces.analysts.studio import write_studio
    from jigsaw.interfaces.analysts.summary import summary
    from jigsaw.interfaces.analysts.writing import write

    asked = Asked(
        across_only=across_only,
        adapt=model is None and not spark if adapt is None else adapt,
        threshold=threshold,
    )
    if spark:
        on_spark.refuse_early(asked)
    tables, mappings = jobs.look(files, mapping)
    if write_mapping:
        write_mapping.write_text(as_toml(mappings), "utf-8")
        say(
            f"Written: {write_mapping}. Look at every line that ends in a guess, then give it with --mapping."
        )
        return
    used = jobs.read_model(model)
    if spark:
        with on_spark.session_on(spark_master) as session, shown() as progress:
            there = partial(on_spark.finding, session, asked=asked)
            done = jobs.run(tables, mappings, used, asked, progress, there)
    else:
        with shown() as progress:
            done = jobs.run(tables, mappings, used, asked, progress)
    figures = summary(done, used.name)
    if truth or truth_column:
        figures["measured"] = _measured(done, truth, truth_column)
    names = [*write(done, figures, out), *write_studio(done, figures, out)]
    if as_json:
        print_json(figures | {"written": [str(out / name) for name in names]})
        return
    say(as_toml(mappings))
    _tell(figures)
    say(f"Written into {out}: {', '.join(names)}")


def _measured(done: Any, truth: Path | None, column: str) -> dict[str, float]:
    from dataclasses import asdict

    from jigsaw.interfaces.analysts.truth import measure, truth_from_column, truth_from_file

    known = truth_from_file(done, truth) if truth else truth_from_column(done, column)
    return {name: round(value, 6) for name, value in asdict(measure(done, known)).items()}


def _tell(figures: dict[str, Any]) -> None:
    for file in figures["files"]:
        noticed = "".join(f"; {count:,} {what}" for what, count in file["noticed"].items())
        say(f"{file['file']}: {file['rows']:,} rows{noticed}")
    say(
        f"{figures['records']:,} records are {figures['people']:,} people, joined from {figures['threshold_bits']} bits"
    )
    say("People by how many records they have: " + _listed(figures["people_by_records"]))
    say("Pairs: " + _listed(figures["pairs_reported"]) + f" (of {figures['pairs_compared']:,} compared)")
    if learnt := figures["learnt_from_these_files"]:
        say(
            f"Weights learnt from these files ({learnt['matches_expected']:,} matching pairs expected); kept in model/."
        )
    for one in figures["skipped"]:
        say(
            f"Not compared: {one['blocks']:,} blocks of the rule {one['rule']}, too large ({one['largest']:,} records)"
        )
    for name, value in figures.get("measured", {}).items():
        say(f"{name.replace('_', ' ')}: {value}")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name}: {count:,}" for name, count in counts.items()) or "none"
