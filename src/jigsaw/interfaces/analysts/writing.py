"""The files of a job: pairs, clusters, waterfalls, summary, and the model when it was learnt here."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jigsaw.engine.linkage.adapt.words import in_words
from jigsaw.engine.linkage.model import save_model
from jigsaw.interfaces.analysts.job import Job

PAIRS, CLUSTERS = ("left", "right", "weight", "kind", "why"), ("record", "cluster")


def write(job: Job, figures: dict[str, Any], out: Path) -> list[str]:
    """Write the outputs into the folder `out`, and name them. Parquet files only where pyarrow is installed."""
    out.mkdir(parents=True, exist_ok=True)
    pairs, clusters = list(_pairs(job)), list(_clusters(job))
    names = [*_table(out, "pairs", PAIRS, pairs), *_table(out, "clusters", CLUSTERS, clusters)]
    with (out / "waterfalls.jsonl").open("w", encoding="utf-8") as opened:
        opened.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in _waterfalls(job))
    _json(out / "summary.json", figures)
    names += ["waterfalls.jsonl", "summary.json"]
    if job.outcome.learnt:
        save_model(out / "model", job.outcome.settings, job.outcome.frequencies)
        names.append("model/")
    return names


def _pairs(job: Job) -> Iterator[tuple[str, str, float, str, str]]:
    for pair in job.outcome.pairs:
        why = in_words(pair.steps)
        yield job.ids[pair.left], job.ids[pair.right], round(pair.weight, 6), pair.kind, why


def _clusters(job: Job) -> Iterator[tuple[str, str]]:
    for members in job.outcome.groups:
        for at in members:
            yield job.ids[at], job.ids[members[0]]


def _waterfalls(job: Job) -> Iterator[dict[str, Any]]:
    for pair in job.outcome.pairs:
        yield {
            "left": job.ids[pair.left],
            "right": job.ids[pair.right],
            "weight": pair.weight,
            "steps": [
                {"comparison": s.comparison, "level": s.label, "bits": s.bits, "rarity_bits": s.rarity_bits}
                for s in pair.steps
            ],
        }


def _table(out: Path, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[str]:
    with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return [f"{name}.csv"]
    types = {"weight": pyarrow.float64()}
    arrays = [
        pyarrow.array([row[at] for row in rows], types.get(column, pyarrow.string()))
        for at, column in enumerate(columns)
    ]
    pyarrow.parquet.write_table(
        pyarrow.table(dict(zip(columns, arrays, strict=True))), out / f"{name}.parquet"
    )
    return [f"{name}.csv", f"{name}.parquet"]


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
