"""A condition's tree made into a test of two rows: slow, plain, and the definition of when a level holds.

NULL is None. A comparison with it is not true, as in SQL; since the tree has no "not", not true may stand for
both false and unknown.
"""

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jigsaw.engine.linkage.conditions import Row, parse
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
from jigsaw.engine.linkage.similarity import FUNCTIONS

Test = Callable[[Row, Row], bool]
Operand = Callable[[Row, Row], Any]

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<>": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def compile_condition(condition: str, positions: Mapping[str, int]) -> Test:
    """A test of two rows that is true where the SQL is. `positions` says where each column stands in a row."""
    return make_test(parse(condition), positions)


def make_test(condition: Condition, positions: Mapping[str, int]) -> Test:
    """A test of two rows that is true where the condition is."""
    match condition:
        case Comparison(sign, left, right):
            return _comparison(
                make_operand(left, positions), _COMPARISONS[sign], make_operand(right, positions)
            )
        case IsNull(of, wanted):
            return _null(make_operand(of, positions), wanted)
        case Every(of):
            return _both([make_test(each, positions) for each in of])
        case Either(of):
            return _either([make_test(each, positions) for each in of])


def columns_of(tree: Condition | Value) -> Iterator[Column]:
    """Every column that a condition or value reads, in order of appearance, as often as it appears."""
    match tree:
        case Column():
            yield tree
        case Comparison(_, left, right) | Arithmetic(_, left, right):
            yield from columns_of(left)
            yield from columns_of(right)
        case IsNull(of):
            yield from columns_of(of)
        case Every(parts) | Either(parts) | Call(_, parts):
            for part in parts:
                yield from columns_of(part)
        case Choice(cases, otherwise):
            for condition, value in cases:
                yield from columns_of(condition)
                yield from columns_of(value)
            yield from columns_of(otherwise)


def make_operand(value: Value, positions: Mapping[str, int]) -> Operand:
    """What a value is, of two rows."""
    match value:
        case Column(name, side):
            return _column(positions[name], side)
        case Literal(written):
            return lambda left, right: written
        case Call(function, arguments):
            return _called(FUNCTIONS[function], [make_operand(each, positions) for each in arguments])
        case Arithmetic(sign, first, second):
            return _arithmetic(
                _ARITHMETIC[sign], make_operand(first, positions), make_operand(second, positions)
            )
        case Choice(cases, otherwise):
            tests = [(make_test(when, positions), make_operand(then, positions)) for when, then in cases]
            return _choice(tests, make_operand(otherwise, positions))


def _column(at: int, side: str) -> Operand:
    return (lambda left, right: left[at]) if side == "l" else (lambda left, right: right[at])


def _called(function: Callable[..., Any], arguments: list[Operand]) -> Operand:
    if len(arguments) == 1:
        (only,) = arguments
        return lambda left, right: function(only(left, right))
    if len(arguments) == 2:
        first, second = arguments
        return lambda left, right: function(first(left, right), second(left, right))
    return lambda left, right: function(*(argument(left, right) for argument in arguments))


def _divided(first: float, second: float) -> float:
    # DuckDB divides by zero as IEEE 754 says.
    if second:
        return first / second
    return math.copysign(math.inf, first) * math.copysign(1.0, second) if first else math.nan


_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": _divided,
}  # fmt: skip


def _arithmetic(combine: Callable[[Any, Any], Any], first: Operand, second: Operand) -> Operand:
    def combined(left: Row, right: Row) -> Any:
        a, b = first(left, right), second(left, right)
        return None if a is None or b is None else combine(a, b)

    return combined


def _choice(cases: list[tuple[Test, Operand]], otherwise: Operand) -> Operand:
    def chosen(left: Row, right: Row) -> Any:
        for test, value in cases:
            if test(left, right):
                return value(left, right)
        return otherwise(left, right)

    return chosen


def _comparison(first: Operand, compare: Callable[[Any, Any], bool], second: Operand) -> Test:
    def test(left: Row, right: Row) -> bool:
        a = first(left, right)
        if a is None:
            return False
        b = second(left, right)
        if b is None:
            return False
        if a != a or b != b:
            return compare(*_in_order(a, b))
        return compare(a, b)

    return test


def _in_order(a: Any, b: Any) -> tuple[Any, Any]:
    # To DuckDB what is not a number equals itself and is greater than every number.
    return (a != a, 0.0 if a != a else a), (b != b, 0.0 if b != b else b)


def _null(operand: Operand, wanted: bool) -> Test:
    return lambda left, right: (operand(left, right) is None) is wanted


def _either(tests: list[Test]) -> Test:
    def either(left: Row, right: Row) -> bool:
        return any(test(left, right) for test in tests)

    return either if len(tests) != 2 else _either_of_two(*tests)


def _either_of_two(first: Test, second: Test) -> Test:
    return lambda left, right: first(left, right) or second(left, right)


def _both(tests: list[Test]) -> Test:
    def both(left: Row, right: Row) -> bool:
        return all(test(left, right) for test in tests)

    return both if len(tests) != 2 else _both_of_two(*tests)


def _both_of_two(first: Test, second: Test) -> Test:
    return lambda left, right: first(left, right) and second(left, right)
