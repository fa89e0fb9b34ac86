"""What a test reads of each row: a column of the store, made once per distinct value.

A value that reads one column of one side ("substring(postcode_l, 1, 4)") is worked out when a record is stored, and so
is a whole condition on one column ("given_l = 'x'"): both become whole numbers. What cannot be lowered at all is
asked of the slow definition, once for each pair of values.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from jigsaw.engine.linkage.kernel.leaves import METRICS, Kind, Leaf, Operation

_BINARY = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"}
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column of the store. `value` or `condition` reads `base` on the left side only.

    `form`: "value" (interned), "list" (of interned items), "number" or "flag" (there where the condition holds).
    """

    base: str
    form: str
    value: Value | None = None
    condition: Condition | None = None


class Operands:
    """The store's columns, found while tests are lowered, and which of them share one numbering of values."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self._lists = {name for condition in conditions for name in _lists_in(condition)}
        self.columns: list[StoredColumn] = []
        self._places: dict[StoredColumn, int] = {}
        self._leaves: dict[Condition, Leaf] = {}
        self._alike: list[int] = []
        self.measured: set[int] = set()

    def place(self, column: StoredColumn) -> int:
        """Where a column stands in a row of the store."""
        if column not in self._places:
            self._places[column] = len(self.columns)
            self._alike.append(len(self.columns))
            self.columns.append(column)
        return self._places[column]

    def place_of_list(self, name: str) -> int:
        """Where the column of a record's lists stands."""
        return self.place(StoredColumn(name, "list"))

    def numbering(self, column: int) -> int:
        """The first of the columns whose equal values have equal numbers with this one's."""
        while self._alike[column] != column:
            column = self._alike[column]
        return column

    def leaf(self, condition: Condition) -> Leaf:
        """The test that a condition without AND and OR is."""
        if condition not in self._leaves:
            self._leaves[condition] = self._lowered(condition)
        return self._leaves[condition]

    def stored(self, value: Value, form: str = "value") -> tuple[int, int] | None:
        """The column that holds a value of one side, and the side; None where it reads several columns."""
        read = set(columns_of(value))
        if len(read) != 1:
            return None
        (column,) = read
        kept = None if value == column else on_the_left(value)
        return self.place(StoredColumn(column.name, form, value=kept)), int(column.side == "r")

    def _lowered(self, condition: Condition) -> Leaf:
        read = set(columns_of(condition))
        match condition:
            case IsNull(Column(name, side), wanted):
                return Leaf(Kind.PRESENT, a=(self._present(name), int(side == "r")), opposite=wanted)
            case _ if len(read) == 1:
                (column,) = read
                flag = StoredColumn(column.name, "flag", condition=_condition_on_the_left(condition))
                return Leaf(Kind.PRESENT, a=(self.place(flag), int(column.side == "r")))
            case Comparison(sign, Call(name, (first, second)), Literal(float(bound))) if name in METRICS:
                return self._measured(condition, name, (first, second), sign, bound)
            case Comparison(
                sign, Call("array_length", (Call("list_intersect", lists),)), Literal(float(bound))
            ):
                return self._overlap(condition, lists, sign, bound)
            case Comparison("=" | "<>" as sign, left, right):
                return self._equal(condition, left, right, Kind.EQUAL if sign == "=" else Kind.UNEQUAL)
            case Comparison():
                return self._numeric(condition)
        return self._asked(condition)

    def _asked(self, condition: Condition) -> Leaf:
        for column in columns_of(condition):
            self.place(StoredColumn(column.name, "value"))
        return Leaf(Kind.ASKED, asked=condition)

    def _present(self, name: str) -> int:
        return self.place(StoredColumn(name, "list" if name in self._lists else "value"))

    def _two(self, pair: tuple[Value, ...], form: str) -> list[tuple[int, int]] | None:
        places = [self.stored(each, form) for each in pair]
        found = [place for place in places if place is not None]
        return found if len(found) == len(pair) else None

    def _share(self, a: int, b: int) -> None:
        first, second = sorted((self.numbering(a), self.numbering(b)))
        self._alike[second] = first

    def _measured(
        self, whole: Condition, name: str, pair: tuple[Value, Value], sign: str, bound: float
    ) -> Leaf:
        places = self._two(pair, "value")
        if places is None:
            return self._asked(whole)
        self._share(places[0][0], places[1][0])
        self.measured |= {places[0][0], places[1][0]}
        return Leaf(Kind.ALIKE, places[0], places[1], metric=name, sign=sign, bound=bound)

    def _overlap(self, whole: Condition, lists: tuple[Value, ...], sign: str, bound: float) -> Leaf:
        if not all(isinstance(each, Column) for each in lists):
            return self._asked(whole)
        places = self._two(lists, "list") or []
        self._share(places[0][0], places[1][0])
        return Leaf(Kind.OVERLAP, places[0], places[1], sign=sign, bound=bound)

    def _equal(self, whole: Condition, left: Value, right: Value, kind: int) -> Leaf:
        places = None if _is_literal(left) or _is_literal(right) else self._two((left, right), "value")
        if places is None:
            return self._numeric(whole)
        self._share(places[0][0], places[1][0])
        return Leaf(Kind(kind), places[0], places[1])

    def _numeric(self, whole: Condition) -> Leaf:
        before = len(self.columns)
        leaf = self._calculated(whole)
        if leaf.kind is Kind.ASKED:
            for needless in self.columns[before:]:
                del self._places[needless]
            del self.columns[before:], self._alike[before:]
            return self._asked(whole)
        return leaf

    def _calculated(self, whole: Condition) -> Leaf:
        match whole:
            case Comparison(sign, left, Literal(float(bound))):
                program = self._program(left)
            case Comparison(sign, Literal(float(bound)), right):
                sign, program = _TURNED[sign], self._program(right)
            case _:
                program = None
        if program is None or len(program) > _DEEPEST:
            return Leaf(Kind.ASKED, asked=whole)
        return Leaf(Kind.NUMERIC, sign=sign, bound=bound, program=tuple(program))

    def _program(self, value: Value) -> list[Operation] | None:
        """A calculation in the order in which a stack works it out, or None where a part is not of numbers."""
        if len({column.side for column in columns_of(value)}) == 1:
            found = self.stored(value, "number")
            return None if found is None else [("right" if found[1] else "left", found[0], 0.0)]
        match value:
            case Literal(float(number)):
                return [("push", 0, number)]
            case Arithmetic(sign, first, second):
                return self._joined((first, second), _BINARY[sign])
            case Call("greatest" | "least" as name, (first, second)):
                return self._joined((first, second), name)
            case Call("abs", (only,)):
                return self._joined((only,), "absolute")
            case Choice(((Comparison(">", first, second), chosen),), otherwise):
                is_greater = chosen == first and otherwise == second
                return self._joined((first, second), "greater") if is_greater else None
        return None

    def _joined(self, parts: tuple[Value, ...], name: str) -> list[Operation] | None:
        found: list[Operation] = []
        for part in parts:
            program = self._program(part)
            if program is None:
                return None
            found += program
        return [*found, (name, 0, 0.0)]


def _lists_in(tree: Condition | Value) -> Iterator[str]:
    match tree:
        case Call("list_intersect", (Column(first, _), Column(second, _))):
            yield from (first, second)
        case Call(_, parts) | Every(parts) | Either(parts):
            for part in parts:
                yield from _lists_in(part)
        case Comparison(_, left, right):
            yield from _lists_in(left)
            yield from _lists_in(right)


def _is_literal(value: Value) -> bool:
    return not any(True for _ in columns_of(value))


def on_the_left(value: Value) -> Value:
    """The same value, read of the left row."""
    match value:
        case Column(name, _):
            return Column(name, "l")
        case Call(function, arguments):
            return Call(function, tuple(map(on_the_left, arguments)))
        case Arithmetic(sign, first, second):
            return Arithmetic(sign, on_the_left(first), on_the_left(second))
        case Choice(cases, otherwise):
            turned = tuple((_condition_on_the_left(when), on_the_left(then)) for when, then in cases)
            return Choice(turned, on_the_left(otherwise))
        case literal:
            return literal


def _condition_on_the_left(condition: Condition) -> Condition:
    match condition:
        case Comparison(sign, left, right):
            return Comparison(sign, on_the_left(left), on_the_left(right))
        case IsNull(of, wanted):
            return IsNull(on_the_left(of), wanted)
        case Every(parts):
            return Every(tuple(map(_condition_on_the_left, parts)))
        case Either(parts):
            return Either(tuple(map(_condition_on_the_left, parts)))
