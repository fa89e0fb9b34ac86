"""A trained model's card: what it was trained on, how right it is where the truth is known, what to be careful of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jigsaw.engine.linkage.measure import Accuracy
from jigsaw.engine.linkage.standardise import VERSION


@dataclass(frozen=True, slots=True)
class Card:
    """What a card tells. `filled`: the share of records that fill each column; `accuracy`: None without a truth."""

    name: str
    trained_on: date
    sources: tuple[tuple[str, int], ...]
    numbered_pairs: int
    from_numbers: bool
    never_seen: tuple[str, ...]
    tool: str
    charts: tuple[str, ...] = ()
    filled: dict[str, float] = field(default_factory=dict)
    accuracy: Accuracy | None = None


def as_markdown(card: Card) -> str:
    """The card as a page."""
    parts = [
        f"# {card.name}",
        "A linkage model, trained by `jigsaw train`. `model.json` opens in Splink; `frequencies.json` belongs to it.",
        "## Trained on",
        _table(("source", "records"), ((name, f"{count:,}") for name, count in card.sources)),
        f"On {card.trained_on:%-d %B %Y}, with {card.tool}, standardisation version {VERSION}.",
        "## How",
        _how(card),
        "## How complete the records are",
        _table(("column", "filled"), ((name, f"{share:.0%}") for name, share in card.filled.items())),
        "## Accuracy",
        _accuracy(card),
        "## Levels that training never saw",
        _listed(card.never_seen) or "None.",
        "## Limits",
        _LIMITS,
    ]
    if card.charts:
        parts += ["## Charts", _listed(f"[{name}](charts/{name}.html)" for name in card.charts)]
    return "\n\n".join(parts) + "\n"


_LIMITS = """\
- It knows the records above. Where names, gaps or habits of writing differ, train again.
- A name that `frequencies.json` does not know gets no credit for being rare. Values of fewer than three records are
  left out of it (birth dates: ten), since they would point to a person; names of many people remain, so keep the folder
  as you keep the records.
- How often one person's telephone number, e-mail address and gender agree is set by judgement, not learnt.
- Twins with one first name and one home cannot be told apart by these fields; only a number or a person can.
- Before anything is joined by it, have pairs near the thresholds judged by people, by origin of names too."""


def _how(card: Card) -> str:
    how = (
        f"How often fields agree in one person: from {card.numbered_pairs:,} pairs of records with one NHS number."
        if card.from_numbers
        else f"Only {card.numbered_pairs:,} pairs of records have one NHS number, so how often fields agree in one "
        "person was estimated by expectation maximisation. Look at the charts with more than usual care."
    )
    return f"How often fields agree by chance: from random pairs of records. {how}"


def _accuracy(card: Card) -> str:
    if card.accuracy is None:
        return "Not measured: no truth was given. Judge a sample of pairs before you rely on it."
    found = card.accuracy
    figures = (
        ("precision of pairs", f"{found.precision:.4f}"),
        ("recall of pairs", f"{found.recall:.4f}"),
        ("cluster F1", f"{found.cluster_f1:.4f}"),
        ("pairs joined wrongly", f"{found.false_pairs:,}"),
        ("pairs missed", f"{found.missed_pairs:,}"),
    )
    return f"{_table(('', ''), figures)}\n\nOn the records that it was trained on; on others it will be less right."


def _table(headers: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        [f"| {headers[0]} | {headers[1]} |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)]
    )


def _listed(of: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in of)
