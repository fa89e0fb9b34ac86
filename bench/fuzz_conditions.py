"""Conditions drawn at random: every term of the language, alone and joined, with windows of a few minutes."""

import datetime
from collections.abc import Callable, Sequence
from random import Random

from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Flag,
    Followed,
    KindSet,
    Lacks,
    Number,
    People,
    Points,
    Rate,
    Run,
    Term,
    Weighted,
)
from jigsaw.engine.patterns.naive import holds
from jigsaw.engine.patterns.pattern import Pattern

EVENTS = ("a", "b", "c")
KINDS = (*EVENTS, "x:started", "x:ended")
_MOST = 15


def drawn_patterns(random: Random, how_many: int) -> list[Pattern]:
    """So many patterns with conditions drawn at random, none of them true of nothing."""
    found: list[Pattern] = []
    while len(found) < how_many:
        condition = _condition(random, depth=2)
        if not holds(condition, [], 0):
            found.append(_pattern(f"Z{len(found):02}", condition))
    return found


def _condition(random: Random, depth: int) -> Condition:
    if depth == 0 or random.random() < 0.45:
        term = random.choice(_TERMS)(random)
        return Comparison(term, 1 if isinstance(term, Flag | Rate) else random.choice((1, 1, 2, 2, 3)))
    parts = tuple(_condition(random, depth - 1) for _ in range(random.randint(1, 3)))
    return AllOf(parts) if random.random() < 0.6 else AnyOf(parts)


def _pattern(name: str, condition: Condition) -> Pattern:
    return Pattern(
        name, "Drawn", 1, "person", "Worth a conversation.", condition, "Ring.", ("gp",), 30, "Because.",
        "local default", "Us", datetime.date(2030, 1, 1), False, {}, (), "",
    )  # fmt: skip


def _kinds(random: Random, names: Sequence[str] = EVENTS) -> KindSet:
    chosen = tuple(sorted(random.sample(names, random.randint(1, len(names)))))
    return KindSet(chosen, frozenset(chosen))


def _minutes(random: Random) -> int:
    return random.randint(1, _MOST)


def _absent(random: Random) -> Absent:
    after = _minutes(random)
    any_kinds = _kinds(random, KINDS)
    return Absent(
        _kinds(random, KINDS),
        any_kinds,
        after,
        after + _minutes(random),
        random.randint(0, 5),
        random.random() < 0.5,
    )


def _followed(random: Random) -> Followed:
    of, by, apart = _kinds(random), _kinds(random), random.choice((0, 0, 2, 4))
    return Followed(of, by, _minutes(random), apart, "agencies" if random.random() < 0.3 else "pieces")


def _rate(random: Random) -> Rate:
    recent = _minutes(random)
    first = random.randint(1, 3)
    rows = ((first, 1), (first + 2, 2), (first + 4, random.randint(2, 4)))
    return Rate(
        _kinds(random),
        recent,
        recent + _minutes(random),
        rows[: random.randint(1, 3)],
        random.choice((0, 0, 3)),
    )


def _points(random: Random) -> Points:
    lines = [
        Weighted(_kinds(random), random.randint(1, 3), random.randint(1, 4))
        for _ in range(random.randint(1, 3))
    ]
    return Points(tuple(lines), _minutes(random))


_TERMS: tuple[Callable[[Random], Term], ...] = (
    lambda random: Number(_kinds(random), _minutes(random), random.choice((0, 0, 1, 3, 5))),
    lambda random: Agencies(_kinds(random), _minutes(random)),
    lambda random: People(_kinds(random), _minutes(random)),
    lambda random: Run(_kinds(random), _kinds(random), _minutes(random), random.random() < 0.5),
    lambda random: Flag("x"),
    lambda random: Lacks("x"),
    _absent,
    _followed,
    _rate,
    _points,
)
