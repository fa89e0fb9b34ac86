"""A comparison level's SQL condition, as Splink writes it for DuckDB, compiled to a test on two rows.

What can be read: AND, OR, brackets, IS [NOT] NULL, =, <>, <, <=, >, >=, minus, columns ("given_l"), numbers,
'text' and the functions in `similarity.FUNCTIONS`. Anything else is refused by name: a level that cannot be
matched to the last digit must not be scored approximately. NULL is None; a comparison with it is not true, as
in SQL.
"""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from jigsaw.engine.linkage.similarity import FUNCTIONS
from jigsaw.foundation.core.errors import FaultyModel

Row = tuple[Any, ...]
Test = Callable[[Row, Row], bool]
Operand = Callable[[Row, Row], Any]

_TOKEN = re.compile(r"""\s*("[^"]+"|'[^']*'|[A-Za-z_]\w*|\d+\.?\d*(?:[eE][-+]?\d+)?|<=|>=|<>|!=|[=<>(),-])""")
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<>": operator.ne, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def columns_of(condition: str) -> list[str]:
    """The columns that a condition reads, without their side, in order of appearance."""
    tokens = _split(condition)
    following = [*tokens[1:], ""]
    named = [
        t.strip('"') for t, after in zip(tokens, following, strict=True) if after != "(" and t[0] not in "'"
    ]
    return list(dict.fromkeys(name[:-2] for name in named if name[-2:] in ("_l", "_r")))


def compile_condition(condition: str, positions: Mapping[str, int]) -> Test:
    """A test of two rows that is true where the SQL is. `positions` says where each column stands in a row.

    Raises FaultyModel when the condition holds anything that this engine does not know.
    """
    reader = _Reader(condition, positions)
    test = reader.any_of()
    if reader.next_token():
        raise reader.refused(reader.next_token())
    return test


def _split(condition: str) -> list[str]:
    tokens, at = [], 0
    while condition[at:].strip():
        found = _TOKEN.match(condition, at)
        if not found:
            raise _refusal(condition, condition[at:].split()[0])
        tokens.append(found.group(1))
        at = found.end()
    return tokens


def _refusal(condition: str, token: str) -> FaultyModel:
    return FaultyModel(
        f"Reading the comparison level {condition!r}",
        f"{token!r} is not something this engine can score",
        "Write the level with the conditions listed in jigsaw/engine/linkage/conditions.py",
    )


class _Reader:
    """Reads one condition from left to right, by recursive descent."""

    def __init__(self, condition: str, positions: Mapping[str, int]) -> None:
        self.condition = condition
        self.positions = positions
        self.tokens = _split(condition)
        self.at = 0

    def next_token(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.next_token()
        self.at += 1
        return token

    def take_if(self, word: str) -> bool:
        if self.next_token().upper() == word:
            self.at += 1
            return True
        return False

    def expect(self, word: str) -> None:
        if not self.take_if(word):
            raise self.refused(self.next_token() or "the end")

    def refused(self, token: str) -> FaultyModel:
        return _refusal(self.condition, token)

    def any_of(self) -> Test:
        tests = [self.all_of()]
        while self.take_if("OR"):
            tests.append(self.all_of())
        return tests[0] if len(tests) == 1 else _either(tests)

    def all_of(self) -> Test:
        tests = [self.atom()]
        while self.take_if("AND"):
            tests.append(self.atom())
        return tests[0] if len(tests) == 1 else _both(tests)

    def atom(self) -> Test:
        if self.take_if("("):
            test = self.any_of()
            self.expect(")")
            return test
        left = self.difference()
        if self.take_if("IS"):
            wanted = not self.take_if("NOT")
            self.expect("NULL")
            return _null(left, wanted)
        sign = self.take()
        if sign not in _COMPARISONS:
            raise self.refused(sign or "the end")
        return _comparison(left, _COMPARISONS[sign], self.difference())

    def difference(self) -> Operand:
        left = self.operand()
        while self.take_if("-"):
            left = _minus(left, self.operand())
        return left

    def operand(self) -> Operand:
        token = self.take()
        if token[:1] == "'":
            return _literal(token[1:-1])
        if token[:1].isdigit():
            return _literal(float(token))
        if self.take_if("("):
            return self.call(token)
        name, side = token.strip('"')[:-2], token.strip('"')[-2:]
        if name not in self.positions or side not in ("_l", "_r"):
            raise self.refused(token)
        return _column(self.positions[name], side)

    def call(self, name: str) -> Operand:
        function = FUNCTIONS.get(name.lower())
        if function is None:
            raise self.refused(name)
        arguments = [self.difference()]
        while self.take_if(","):
            arguments.append(self.difference())
        self.expect(")")
        return _called(function, arguments)


def _literal(value: Any) -> Operand:
    return lambda left, right: value


def _column(at: int, side: str) -> Operand:
    return (lambda left, right: left[at]) if side == "_l" else (lambda left, right: right[at])


def _called(function: Callable[..., Any], arguments: list[Operand]) -> Operand:
    if len(arguments) == 2:
        first, second = arguments
        return lambda left, right: function(first(left, right), second(left, right))
    return lambda left, right: function(*(argument(left, right) for argument in arguments))


def _minus(first: Operand, second: Operand) -> Operand:
    def difference(left: Row, right: Row) -> Any:
        a, b = first(left, right), second(left, right)
        return None if a is None or b is None else a - b

    return difference


def _comparison(first: Operand, compare: Callable[[Any, Any], bool], second: Operand) -> Test:
    def test(left: Row, right: Row) -> bool:
        a = first(left, right)
        if a is None:
            return False
        b = second(left, right)
        return b is not None and compare(a, b)

    return test


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
