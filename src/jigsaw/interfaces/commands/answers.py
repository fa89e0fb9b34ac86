"""Rows as a table, as JSON or as CSV."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from jigsaw.interfaces.commands.ground import plain

Row = Mapping[str, Any]

# What spreadsheets take for the start of a formula (OWASP, CSV injection): a quote before it keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tell(rows: Sequence[Row], *, as_json: bool, as_csv: bool, nothing: str, title: str = "") -> None:
    """Print rows. `nothing` is what to say when there are none: never that nothing happened."""
    if as_json:
        print_json(list(rows))
    elif as_csv:
        _csv(rows)
    elif rows:
        _table(rows, title)
    else:
        _out().print(nothing)


def print_json(value: Any) -> None:
    """Print one JSON value on standard output."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def say(text: str) -> None:
    """Print one line."""
    _out().print(text, markup=False, soft_wrap=True)


def _csv(rows: Sequence[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if rows:
        writer.writerow(rows[0].keys())
        writer.writerows([_safe(_words(value)) for value in row.values()] for row in rows)


def _table(rows: Sequence[Row], title: str) -> None:
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for name in rows[0]:
        table.add_column(name.replace("_", " ").capitalize(), overflow="fold")
    for row in rows:
        table.add_row(*(_words(value).replace("[", r"\[") for value in row.values()))
    _out().print(table)


def _words(value: Any) -> str:
    made = plain(value)
    if isinstance(made, list):
        return "; ".join(_words(one) for one in made)
    if isinstance(made, dict):
        return json.dumps(made, ensure_ascii=False)
    return "" if made is None else str(made)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _out() -> Console:
    return Console(highlight=False)
