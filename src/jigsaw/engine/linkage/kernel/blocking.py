"""Splink's blocking rules as keys of a store: a pair is met where all of a rule's values are equal and present.

Rules stand in a sequence. A pair belongs to the first rule that gives it, as in Splink; its place there is the pair's
`match_key`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jigsaw.engine.linkage.conditions import parse
from jigsaw.engine.linkage.evaluation import columns_of
from jigsaw.engine.linkage.expressions import Column, Comparison, Condition, Every, Value
from jigsaw.engine.linkage.kernel.layout import MOST_RULE_COLUMNS
from jigsaw.engine.linkage.kernel.operands import Operands, on_the_left
from jigsaw.foundation.core.errors import FaultyModel

_SIDE = re.compile(r"""\b([lr])\.(?:"([^"]+)"|(\w+))|('(?:[^']|'')*')""")


@dataclass(frozen=True, slots=True)
class BlockingRule:
    """Equal in every value; and one item in common of the lists in the column `exploded`, where one is named."""

    name: str
    values: tuple[Value, ...]
    exploded: str | None = None


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A rule as places in a row of the store; `list_column` is -1 where nothing is exploded."""

    columns: tuple[int, ...]
    list_column: int


def block_on(*columns: str, exploded: str | None = None) -> BlockingRule:
    """The rule that these columns are equal."""
    name = " and ".join([*columns, *([exploded] if exploded else [])])
    return BlockingRule(name, tuple(Column(each, "l") for each in columns), exploded)


def read_rule(rule: str | Mapping[str, Any]) -> BlockingRule:
    """A rule as Splink's settings hold it. Raises FaultyModel naming what is no equality of one value of both sides."""
    written = rule if isinstance(rule, str) else str(rule["blocking_rule"])
    exploded = [] if isinstance(rule, str) else list(rule.get("arrays_to_explode") or [])
    if not isinstance(rule, str) and rule.get("salting_partitions", 1) not in (None, 0, 1):
        raise _refused(written, "salting")
    if len(exploded) > 1:
        raise _refused(written, "more than one exploded list")
    values = [_equal_value(each, written) for each in _parts(parse(_SIDE.sub(_sided, written)))]
    kept = tuple(each for each in values if not (isinstance(each, Column) and each.name in exploded))
    if len(kept) != len(values) - len(exploded) or len(kept) > MOST_RULE_COLUMNS:
        raise _refused(written, "its exploded list, which it does not compare, or the number of its values")
    return BlockingRule(written, kept, exploded[0] if exploded else None)


def stored(rule: BlockingRule, operands: Operands) -> StoredRule:
    """Where a rule's values stand in a row of the store."""
    places = [operands.stored(value) for value in rule.values]
    if None in places:
        raise _refused(rule.name, "a value made of several columns")
    listed = -1 if rule.exploded is None else operands.place_of_list(rule.exploded)
    return StoredRule(tuple(place[0] for place in places if place), listed)


def _sided(found: re.Match[str]) -> str:
    if found[4]:
        return found[4]
    return f'"{found[2] or found[3]}_{found[1]}"'


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Every):
        return tuple(part for each in condition.of for part in _parts(each))
    return (condition,)


def _equal_value(condition: Condition, written: str) -> Value:
    if isinstance(condition, Comparison) and condition.sign == "=":
        sides = [{column.side for column in columns_of(value)} for value in (condition.left, condition.right)]
        turned = on_the_left(condition.left)
        if turned == on_the_left(condition.right) and sorted(map(sorted, sides)) == [["l"], ["r"]]:
            return turned
    raise _refused(written, "a condition that is no equality of one value of both records")


def _refused(written: str, what: str) -> FaultyModel:
    return FaultyModel(
        f"Reading the blocking rule {written!r}",
        f"this engine cannot block by {what}",
        "Write the rule with equalities joined by AND",
    )


def read_rules(rules: Sequence[str | Mapping[str, Any]]) -> list[BlockingRule]:
    """All of a settings' `blocking_rules_to_generate_predictions`, in their order."""
    return [read_rule(each) for each in rules]
