"""Which subjects need to be looked at, as a question that a table of pieces can answer: "at least 3 of these kinds
since that day". A back-test asks it first, and then reads the few timelines of which the pattern could be true.

Sound, not exact, as in `screening`: whoever does not meet every ask is certainly never raised.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    AllOf,
    Comparison,
    Condition,
    Flag,
    Followed,
    Lacks,
    Number,
    People,
    Points,
    Rate,
    Run,
    Term,
)

# Marks that no single piece makes: birthdays, ties, a home that many share, answers that differ. No table of pieces can
# be asked for them.
_OF_NO_PIECE = ("age:", "tie:", "communal:", "differ:")

_MOST_ASKS = 8


@dataclass(frozen=True)
class Ask:
    """At least so many pieces that give marks of these kinds, which happened less than `within` minutes before the
    first moment looked at, or since. within: None when they may lie any time back.
    """

    kinds: frozenset[str]
    at_least: int
    within: int | None


def asks(condition: Condition) -> tuple[Ask, ...]:
    """What a timeline must have for the condition ever to hold from some moment on; nothing where any may do."""
    if isinstance(condition, Comparison):
        return tuple(one for one in _of(condition.term, condition.at_least) if _can_be_asked(one))
    parts = [asks(part) for part in condition.parts]
    if isinstance(condition, AllOf):
        return tuple(dict.fromkeys(one for part in parts for one in part))[:_MOST_ASKS]
    if not parts or not all(parts):
        return ()
    # One of the parts must hold: so what is asked is what covers the strictest ask of each.
    return (_loosest([max(part, key=_strictness) for part in parts]),)


def _strictness(one: Ask) -> tuple[int, bool, int]:
    return one.at_least, one.within is not None, -(one.within or 0)


def _loosest(each: Sequence[Ask]) -> Ask:
    windows = [one.within for one in each]
    within = None if None in windows else max(window for window in windows if window is not None)
    return Ask(frozenset().union(*(one.kinds for one in each)), min(one.at_least for one in each), within)


def _can_be_asked(one: Ask) -> bool:
    return bool(one.kinds) and not any(kind.startswith(_OF_NO_PIECE) for kind in one.kinds)


def _of(term: Term, wanted: int) -> tuple[Ask, ...]:
    match term:
        case Lacks():
            return ()
        case Flag():
            return (Ask(frozenset({term.started}), 1, None),)
        case Number() | Agencies() | Run() | Absent():
            return (Ask(term.of.kinds, wanted, term.within),)
        case People():
            # One piece may be about several people.
            return (Ask(term.of.kinds, 1, term.within),)
        case Followed():
            return (Ask(term.by.kinds, wanted, term.within), Ask(term.of.kinds, 1, term.within))
        case Rate():
            return (Ask(term.of.kinds, min(needed for _, needed in term.table), term.recent),)
        case Points():
            return (Ask(term.reads, 1, term.within),)
