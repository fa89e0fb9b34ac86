"""A model that compares the columns of the files as they are: one that an analyst trained with Splink on their own.

Nothing is standardised, guessed or learnt then: the rows are what Splink would have read, met by the model's own
blocking rules and weighed by its own levels. Columns whose values it does sums with are read as numbers, columns in
which it looks for items in common as lists.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jigsaw.engine.linkage.adapt.comparable import IDENTIFIER, WORDS, Comparable, comparable
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.evaluation import columns_of
from jigsaw.engine.linkage.expressions import (
    Arithmetic,
    Call,
    Choice,
    Column,
    Comparison,
    Condition,
    Either,
    Every,
    IsNull,
    Literal,
    Value,
)
from jigsaw.engine.linkage.kernel import BlockingRule, read_rules
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.standardise import Standard
from jigsaw.foundation.core.errors import FaultyModel
from jigsaw.interfaces.analysts.entries import several

_OF_LISTS = ("list_intersect", "array_intersect", "array_length")
_LINK_ONLY = "link_only"


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """How a model reads the files as they are. `columns`: its name of each column -> the files' name."""

    columns: Mapping[str, str]
    lists: frozenset[str]
    numbers: frozenset[str]
    rules: tuple[BlockingRule, ...]
    across_only: bool

    def people(self, entries: Sequence[Entry], rows: Sequence[Mapping[str, str]]) -> list[Comparable]:
        """The rows as the model compares them."""
        return [
            Comparable(comparable(Entry(entry.id, entry.source)).standard, dict(self._values(row)))
            for entry, row in zip(entries, rows, strict=True)
        ]

    def _values(self, row: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        for ours, theirs in self.columns.items():
            value = row.get(theirs, "")
            yield (
                ours,
                several(value) if ours in self.lists else _number(value) if ours in self.numbers else value,
            )


def is_of_own_columns(model: Model) -> bool:
    """Whether a model compares a column that this engine never makes."""
    made = {*Standard.__dataclass_fields__, *comparable(Entry("", "")).columns}
    return any(column not in made and not column.startswith((IDENTIFIER, WORDS)) for column in model.columns)


def own_columns(name: str, model: Model, settings: Mapping[str, Any], headers: Sequence[str]) -> OwnColumns:
    """How to read files with these headers for a model. Raises FaultyModel naming what they do not hold."""
    written = settings.get("blocking_rules_to_generate_predictions") or []
    rules = tuple(read_rules(written))
    read = (column.name for rule in rules for value in rule.values for column in columns_of(value))
    exploded = {rule.exploded for rule in rules if rule.exploded}
    wanted = dict.fromkeys((*model.columns, *read, *exploded))
    there = {header.lower(): header for header in reversed(headers)}
    missing = [column for column in wanted if column.lower() not in there]
    if missing:
        raise FaultyModel(
            f"Linking with the model {name}",
            f"it compares {', '.join(map(repr, missing))}, which these files, as they are mapped, do not give",
            "Name the columns as the model does, map them, or use a model that was learnt from files mapped like these",
        )
    if not written:
        raise FaultyModel(
            f"Linking with the model {name}", "it compares columns of its own and has no blocking rules",
            "Save it from Splink with blocking_rules_to_generate_predictions",
        )  # fmt: skip
    levels = [level.condition for each in model.comparisons for level in each.levels if level.condition]
    lists = frozenset(exploded).union(*(_columns_in(level, _is_of_lists) for level in levels))
    numbers = frozenset[str]().union(*(_columns_in(level, _is_a_sum) for level in levels))
    columns = {column: there[column.lower()] for column in wanted}
    return OwnColumns(columns, lists, numbers - lists, rules, settings.get("link_type") == _LINK_ONLY)


def _columns_in(tree: Condition | Value, is_one: Any) -> set[str]:
    """The columns that stand directly in such a part of a condition."""
    found = {part.name for part in _parts(tree) if isinstance(part, Column)} if is_one(tree) else set[str]()
    return found.union(*(_columns_in(part, is_one) for part in _parts(tree)))


def _parts(tree: Condition | Value) -> tuple[Condition | Value, ...]:
    match tree:
        case Comparison(_, left, right) | Arithmetic(_, left, right):
            return left, right
        case Every(parts) | Either(parts) | Call(_, parts):
            return parts
        case IsNull(of):
            return (of,)
        case Choice(cases, otherwise):
            return (*(part for case in cases for part in case), otherwise)
    return ()


def _is_of_lists(tree: Condition | Value) -> bool:
    return isinstance(tree, Call) and tree.function in _OF_LISTS


def _is_a_sum(tree: Condition | Value) -> bool:
    compared = isinstance(tree, Comparison) and any(
        isinstance(side, Literal) and isinstance(side.value, float) for side in (tree.left, tree.right)
    )
    return compared or isinstance(tree, Arithmetic)


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
