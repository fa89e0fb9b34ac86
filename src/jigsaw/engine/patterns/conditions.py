"""Reading a pattern's condition from its table.

A condition is { any = [...] } or { all = [...] } of conditions, or one comparison, such as
{ term = "n", ..., at_least = 3 }. `TERMS` lists the terms; their keys are what each function below asks for.
"""

from collections.abc import Callable
from itertools import pairwise

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
from jigsaw.engine.patterns.sentences import sentence
from jigsaw.engine.patterns.tables import Notes, Table
from jigsaw.engine.patterns.wording import OF_ONE

NOTHING = AnyOf(())


def read_condition(content: object, key: str, notes: Notes) -> Condition:
    """The condition in this table; where it is wrong, notes say so and what comes back must not be used."""
    if not isinstance(content, dict):
        notes.add(key, "is missing or is not a table.", "Write [condition] with any, all or a term.")
        return NOTHING
    table = Table(content, key, notes)
    ways = [way for way in ("any", "all", "term") if way in content]
    if len(ways) != 1:
        notes.add(key, "must have one of any, all and term, and no two of them.", "Keep one.")
        return NOTHING
    condition = _comparison(table) if ways == ["term"] else _parts(table, ways[0])
    table.finish()
    return condition


def _parts(table: Table, way: str) -> Condition:
    parts = table.raw(way)
    if not isinstance(parts, list) or not parts:
        table.fault(way, "must list at least one condition.", "List conditions in square brackets.")
        return NOTHING
    keyed = [(f"{table.key}.{way}[{i}]", part) for i, part in enumerate(parts, 1)]
    read = tuple(read_condition(part, key, table.notes) for key, part in keyed)
    return AnyOf(read) if way == "any" else AllOf(read)


def _comparison(table: Table) -> Condition:
    name = table.text("term")
    if name not in TERMS:
        table.fault("term", f'"{name}" is not a term.', f"Use one of {', '.join(TERMS)}.")
        return NOTHING
    term = TERMS[name](table)
    says = sentence(table, "says", OF_ONE) if "says" in table.content else ""
    if name in ("flag", "lacks"):
        return Comparison(term, 1, says)
    at_least = table.number("at_least", otherwise=1 if name in ("absent", "rate") else None)
    if name == "rate" and at_least > 1:
        table.fault("at_least", "can never be reached: a rate is 0 or 1.", "Leave it out.")
    return Comparison(term, at_least, says)


def _number(table: Table) -> Number:
    return Number(table.kinds("of"), table.minutes("within"), apart=table.minutes("apart", otherwise=0))


def _agencies(table: Table) -> Agencies:
    return Agencies(table.kinds("of"), table.minutes("within"))


def _people(table: Table) -> People:
    return People(table.kinds("of"), table.minutes("within"))


def _absent(table: Table) -> Absent:
    term = Absent(
        of=table.kinds("of"),
        without=table.kinds("without"),
        after=table.minutes("after"),
        within=table.minutes("within"),
        before=table.minutes("before", otherwise=0),
        late_ends=table.truth("late_ends"),
    )
    if term.after >= term.within:
        table.fault("within", "must be longer than after, or it is never true.", "Lengthen within.")
    return term


def _followed(table: Table) -> Followed:
    counting = table.text("counting") if "counting" in table.content else "pieces"
    if counting not in ("pieces", "agencies"):
        table.fault("counting", "must be pieces or agencies.", 'Write "pieces" or "agencies".')
    return Followed(
        of=table.kinds("of"),
        by=table.kinds("by"),
        within=table.minutes("within"),
        apart=table.minutes("apart", otherwise=0),
        counting="agencies" if counting == "agencies" else "pieces",
    )


def _rate(table: Table) -> Rate:
    recent, long = table.minutes("recent"), table.minutes("long")
    if recent >= long:
        table.fault("long", "must be longer than recent.", "Lengthen it.")
    rows = _frozen_table(table)
    return Rate(table.kinds("of"), recent, long, rows, apart=table.minutes("apart", otherwise=0))


def _frozen_table(table: Table) -> tuple[tuple[int, int], ...]:
    written = table.raw("table")
    mend = "Give rows [long number up to, recent number needed], both rising, such as [[2, 3], [6, 4]]."
    try:
        rows = tuple((int(up_to), int(needed)) for up_to, needed in written)  # type: ignore[attr-defined]  # tried
    except (TypeError, ValueError):
        rows = ()
    rising = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(rows))
    if not rows or not rising or rows[0][0] < 0 or rows[0][1] < 1:
        table.fault("table", "is not a rising table.", mend)
        return ((0, 1),)
    return rows


def _flag(table: Table) -> Flag:
    return Flag(_attribute(table))


def _lacks(table: Table) -> Lacks:
    return Lacks(_attribute(table))


def _attribute(table: Table) -> str:
    attribute = table.text("attribute")
    if attribute and not table.notes.vocabulary.can_last(attribute):
        mend = "Name an involvement or a state, without :started."
        table.fault("attribute", f'"{attribute}" is nothing that lasts.', mend)
    table.check_subject("attribute", attribute)
    return attribute


def _points(table: Table) -> Points:
    each = table.kinds("each_kind_of") if "each_kind_of" in table.content else KindSet((), frozenset())
    items = [Weighted(KindSet((kind,), frozenset({kind})), 1, 1) for kind in sorted(each.kinds)]
    lines = table.raw("lines")
    for i, line in enumerate(lines if isinstance(lines, list) else [], 1):
        row = Table(line if isinstance(line, dict) else {}, f"{table.key}.lines[{i}]", table.notes)
        items.append(Weighted(row.kinds("of"), row.number("weight"), row.number("cap")))
        row.finish()
    if not items:
        table.fault("lines", "gives nothing to count.", "Give lines, or each_kind_of.")
    return Points(tuple(items), table.minutes("within"))


def _run(table: Table) -> Run:
    of, broken_by = table.kinds("of"), table.kinds("broken_by")
    return Run(of, broken_by, table.minutes("within"), same_agency=table.truth("same_agency"))


TERMS: dict[str, Callable[[Table], Term]] = {
    "n": _number,
    "agencies": _agencies,
    "people": _people,
    "absent": _absent,
    "followed": _followed,
    "rate": _rate,
    "flag": _flag,
    "lacks": _lacks,
    "points": _points,
    "run": _run,
}
