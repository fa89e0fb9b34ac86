"""A model compiled: which columns a store holds, and the tests that are made of two of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jigsaw.engine.linkage.evaluation import columns_of
from jigsaw.engine.linkage.expressions import Condition
from jigsaw.engine.linkage.kernel import encoding
from jigsaw.engine.linkage.kernel.blocking import BlockingRule, StoredRule, stored
from jigsaw.engine.linkage.kernel.layout import MOST_COMPARISONS, MOST_ROWS, MOST_RULES
from jigsaw.engine.linkage.kernel.leaves import Leaf
from jigsaw.engine.linkage.kernel.numbering import Frequencies, Numbering
from jigsaw.engine.linkage.kernel.operands import Operands, StoredColumn
from jigsaw.engine.linkage.kernel.steps import Step, steps_of
from jigsaw.engine.linkage.kernel.store import Store
from jigsaw.engine.linkage.model import Model
from jigsaw.foundation.core.errors import FaultyModel


@dataclass(frozen=True, slots=True)
class Plan:
    """What a model asks of a store. `steps`: a graph of tests for each comparison, in the model's order."""

    model: Model
    rules: tuple[BlockingRule, ...]
    stored_rules: tuple[StoredRule, ...]
    columns: tuple[StoredColumn, ...]
    numbering: tuple[int, ...]
    measured: frozenset[int]
    frequency_columns: Mapping[int, int]
    steps: tuple[tuple[Step, ...], ...]
    frequencies: Mapping[int, Frequencies]

    def encode(
        self, columns: encoding.Columns, ids: Sequence[Any], sources: Sequence[Any] | None = None
    ) -> Store:
        """A store of a batch of records, one value per record in each column (lists, or Arrow's arrays).

        `ids` decide which record of a pair is the left one: the lesser, as in Splink. With `sources`, only records of
        two sources are paired when the store is asked for pairs between sources.
        """
        missing = sorted({each.base for each in self.columns} - set(columns))
        if missing:
            raise FaultyModel(
                "Storing records for the linkage model",
                f"the columns {', '.join(missing)} are not there",
                "Give a column for each that the model and the blocking rules read",
            )
        if len(ids) >= MOST_ROWS:
            raise FaultyModel(
                "Storing records for the linkage model",
                f"there are {len(ids):,} records, and one store holds fewer than {MOST_ROWS:,}",
                "Link them in parts, or with Splink on Spark",
            )
        return Store.of(self, columns, ids, sources)

    def asked_columns(self, leaf: Leaf) -> dict[str, int]:
        """Where the values stand that a test which no kernel knows reads, by their column's name."""
        places = {column: at for at, column in enumerate(self.columns)}
        return {each.name: places[StoredColumn(each.name, "value")] for each in columns_of(leaf.question())}

    def groups(self) -> list[list[int]]:
        """The columns that share a numbering, together."""
        found: dict[int, list[int]] = {}
        for at, first in enumerate(self.numbering):
            found.setdefault(first, []).append(at)
        return list(found.values())

    def numberings(self) -> list[Numbering]:
        """An empty numbering for each column; one and the same for columns whose values are compared."""
        made = {
            first: Numbering(measured=any(self.numbering[each] == first for each in self.measured))
            for first in set(self.numbering)
        }
        return [made[first] for first in self.numbering]


def compile_plan(model: Model, rules: Sequence[BlockingRule] = ()) -> Plan:
    """The plan of a model and of the rules by which pairs are met.

    Raises FaultyModel naming a rule that cannot be met, or a model that is too large.
    """
    if len(model.comparisons) > MOST_COMPARISONS or len(rules) > MOST_RULES:
        raise FaultyModel(
            "Compiling a linkage model",
            f"it has more than {MOST_COMPARISONS} comparisons or {MOST_RULES} blocking rules",
            "Take some out",
        )
    operands = Operands(_conditions(model))
    steps = steps_of(model, operands)
    places = {
        level.frequency_column: operands.place(StoredColumn(model.columns[level.frequency_column], "value"))
        for comparison in model.comparisons
        for level in comparison.levels
        if level.frequency_column >= 0
    }
    stored_rules = tuple(stored(rule, operands) for rule in rules)
    return Plan(
        model=model,
        rules=tuple(rules),
        stored_rules=stored_rules,
        columns=tuple(operands.columns),
        numbering=tuple(operands.numbering(at) for at in range(len(operands.columns))),
        measured=frozenset(operands.measured),
        frequency_columns=places,
        steps=tuple(map(tuple, steps)),
        frequencies=_frequencies(model),
    )


def _frequencies(model: Model) -> dict[int, Frequencies]:
    """How common values are, by the place of each adjusted level in the model."""
    levels = [level for comparison in model.comparisons for level in comparison.levels]
    made = {
        id(level.frequencies): Frequencies(level.frequencies)
        for level in levels
        if level.frequency_column >= 0
    }
    return {at: made[id(level.frequencies)] for at, level in enumerate(levels) if level.frequency_column >= 0}


def _conditions(model: Model) -> list[Condition]:
    levels = (level for comparison in model.comparisons for level in comparison.levels)
    return [level.condition for level in levels if level.condition is not None]
