"""A comparison level's SQL condition, as Splink writes it for DuckDB, read into a tree (`expressions`).

What can be read: AND, OR, NOT, brackets, IS [NOT] NULL, comparisons, + - * /, CASE, CAST, columns ("given_l"),
numbers, 'text', the functions in `functions.ARGUMENTS` and the list functions of Splink's pairwise levels. Anything
else is refused by name: a level that cannot be matched to the last digit must not be scored approximately.
"""

from collections.abc import Callable
from typing import Any, NoReturn

from jigsaw.engine.linkage import functions
from jigsaw.engine.linkage.expressions import (
    Arithmetic,
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
from jigsaw.engine.linkage.tokens import END, Token, refusal, split

Row = tuple[Any, ...]
"""One record's values, in the order of a model's columns. NULL is None."""

_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_RESERVED = frozenset({"AND", "OR", "NOT", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "CAST", "AS"})
_PAIRWISE = ("LIST_TRANSFORM", "(", "FLATTEN", "(", "LIST_TRANSFORM", "(")
_SIDES = ("_l", "_r")


def parse(condition: str) -> Condition:
    """The tree of a level's SQL. Raises FaultyModel naming the first thing that this engine cannot score."""
    reader = _Reader(condition)
    tree = reader.condition()
    if reader.next_token() is not END:
        reader.refuse(reader.next_token().written)
    return tree


def opposite(condition: Condition) -> Condition:
    """What holds exactly when the condition is false: NOT, written inward."""
    match condition:
        case Comparison(sign, left, right):
            return Comparison(_OPPOSITE[sign], left, right)
        case IsNull(of, wanted):
            return IsNull(of, not wanted)
        case Every(of):
            return Either(tuple(opposite(each) for each in of))
        case Either(of):
            return Every(tuple(opposite(each) for each in of))


class _Reader:
    """Reads one condition from left to right, by recursive descent: OR, AND, NOT, comparison, sum, product."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.tokens = split(written)
        self.at = 0

    def next_token(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def take(self) -> Token:
        token = self.next_token()
        self.at += 1
        return token

    def take_if(self, *words: str) -> bool:
        following = [token.word for token in self.tokens[self.at : self.at + len(words)]]
        if following == list(words):
            self.at += len(words)
            return True
        return False

    def expect(self, *words: str) -> None:
        for word in words:
            if not self.take_if(word):
                self.refuse(self.next_token().written)

    def refuse(self, what: str) -> NoReturn:
        raise refusal(self.written, what)

    def condition(self) -> Condition:
        return self._a_condition(self._any_of)

    def value(self) -> Value:
        return self._a_value(self._sum)

    def _a_condition(self, read: Callable[[], Value | Condition]) -> Condition:
        start, found = self.next_token(), read()
        if isinstance(found, Comparison | IsNull | Every | Either):
            return found
        return self.refuse(self.next_token().written if self.next_token() is not END else start.written)

    def _a_value(self, read: Callable[[], Value | Condition]) -> Value:
        start, found = self.next_token(), read()
        if isinstance(found, Comparison | IsNull | Every | Either):
            return self.refuse(start.written)
        return found

    def _any_of(self) -> Value | Condition:
        first = self._all_of()
        if self.next_token().word != "OR":
            return first
        found = [self._checked(first)]
        while self.take_if("OR"):
            found.append(self._a_condition(self._all_of))
        return Either(tuple(found))

    def _all_of(self) -> Value | Condition:
        first = self._negation()
        if self.next_token().word != "AND":
            return first
        found = [self._checked(first)]
        while self.take_if("AND"):
            found.append(self._a_condition(self._negation))
        return Every(tuple(found))

    def _checked(self, found: Value | Condition) -> Condition:
        return self._a_condition(lambda: found)

    def _negation(self) -> Value | Condition:
        if self.take_if("NOT"):
            return opposite(self._a_condition(self._negation))
        return self._comparison()

    def _comparison(self) -> Value | Condition:
        left = self._sum()
        if isinstance(left, Comparison | IsNull | Every | Either):
            return left
        if self.take_if("IS"):
            wanted = not self.take_if("NOT")
            self.expect("NULL")
            return IsNull(left, wanted)
        sign = self.next_token().word.replace("!=", "<>")
        if sign not in _OPPOSITE:
            return left
        self.take()
        right = self.value()
        return Comparison(sign, functions.beside(left, right), functions.beside(right, left))

    def _sum(self) -> Value | Condition:
        left = self._product()
        while self.next_token().word in ("+", "-"):
            left = self._arithmetic(left, self._product)
        return left

    def _product(self) -> Value | Condition:
        left = self._part()
        while self.next_token().word in ("*", "/"):
            left = self._arithmetic(left, self._part)
        return left

    def _arithmetic(self, left: Value | Condition, read: Callable[[], Value | Condition]) -> Value:
        first = self._a_value(lambda: left)
        sign = self.take().written
        return Arithmetic(sign, first, self._a_value(read))

    def _part(self) -> Value | Condition:
        found = self._whole()
        while self.take_if("["):
            of = self._a_value(lambda whole=found: whole)  # type: ignore[misc]  # a default binds it now
            found = self._known("element", [of, self._number()])
            self.expect("]")
        return found

    def _whole(self) -> Value | Condition:
        if self.take_if("("):
            found = self._any_of()
            self.expect(")")
            return found
        if self.next_token().word == "-":
            return self._number()
        if self.take_if("CASE"):
            return self._choice()
        if self.take_if("CAST", "("):
            return self._cast()
        if self.take_if("NULL"):
            return Literal(None)
        return self._named(self.take())

    def _number(self) -> Literal:
        sign = -1.0 if self.take_if("-") else 1.0
        token = self.take()
        return Literal(sign * float(token.written)) if token.kind == "number" else self.refuse(token.written)

    def _named(self, token: Token) -> Value:
        if token.kind == "number":
            return Literal(float(token.written))
        if token.kind == "text":
            return Literal(token.written[1:-1].replace("''", "'"))
        if token.kind == "word" and self.take_if("("):
            return self._call(token.written.lower())
        name = token.written[1:-1].replace('""', '"') if token.kind == "quoted" else token.written
        if token.kind in ("sign", "end") or token.word in _RESERVED or name[-2:] not in _SIDES:
            self.refuse(token.written)
        return Column(name[:-2], name[-1])

    def _call(self, name: str) -> Value:
        if name in ("list_max", "list_min"):
            return self._pairwise(name)
        arguments = [self.value()]
        while self.take_if(","):
            arguments.append(self.value())
        self.expect(")")
        return self._known(name, arguments)

    def _known(self, name: str, arguments: list[Value]) -> Value:
        found = functions.call(name, arguments)
        return self.refuse(functions.described(name, arguments)) if found is None else found

    def _choice(self) -> Choice:
        cases = []
        while self.take_if("WHEN"):
            condition = self.condition()
            self.expect("THEN")
            cases.append((condition, self.value()))
        otherwise: Value = self.value() if self.take_if("ELSE") else Literal(None)
        self.expect("END")
        return Choice(tuple(cases), otherwise)

    def _cast(self) -> Value:
        of = self.value()
        self.expect("AS")
        kind = self.take().word
        self.expect(")")
        return self._known(f"cast as {kind.lower()}", [of])

    def _pairwise(self, name: str) -> Value:
        """The best of a measure over all pairs of two lists' values, in the one form in which Splink writes it."""
        if not self.take_if(*_PAIRWISE):
            self.refuse(name)
        first = self.value()
        self.expect(",", "X", "->", "LIST_TRANSFORM", "(")
        second = self.value()
        self.expect(",", "Y", "->", "[", "X", ",", "Y", "]", ")", ")", ")", ",", "PAIR", "->")
        measure = self.take().written.lower()
        self.expect("(")
        for place in ("1", "2"):
            self.expect("PAIR", "[")
            if self.take().written != place:
                self.refuse(name)
            self.expect("]", "," if place == "1" else ")")
        self.expect(")", ")")
        return self._known(name, [Literal(measure), first, second])
