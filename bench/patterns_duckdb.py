# ruff: noqa: S608 (the words in this SQL are kinds from our own pack)
"""The same patterns as SQL for DuckDB, made from their conditions: one temporary table a step.

Conditions narrow: of an all-of, each part is asked only at the moments at which the parts before it held. People who
have no mark of a kind that a pattern needs are left out first, as our kernel leaves them out.
"""

from collections.abc import Iterable
from typing import Any

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
    Rate,
    Run,
    Term,
    comparisons,
)
from jigsaw.engine.patterns.pattern import Pattern

SEEN = "m.subject = p.subject and m.appears <= p.t and m.gone > p.t"
PIECES = """select subject, "at" as happened, greatest("at", known) as appears, coalesce(gone, 2147483647) as gone,
    kind::varchar as kind,
    agency::varchar as agency, coalesce(piece, -1) as piece from {source}"""


class Rules:
    """Patterns over pieces in one connection. `pieces` is a table or a view with the columns of PIECES."""

    def __init__(self, connection: Any, until: int) -> None:
        self._run = connection.execute
        self._until = until
        self._made = 0

    def onsets(self, pattern: Pattern) -> list[tuple[str, int, int]]:
        """(pattern, subject, minute) of each onset."""
        needs = [
            f"select distinct subject from pieces where kind in {_list(kinds)}" for kinds in pattern.needs
        ]
        wanted = " intersect ".join(needs) or "select distinct subject from pieces"
        self._run(
            f"""create or replace temp table own as select * from pieces
            where kind in {_list(pattern.reads)} and subject in ({wanted})"""
        )
        expiries = {pair for one in comparisons(pattern.condition) for pair in one.term.expiries}
        moments = [
            "select subject, appears as t from own",
            "select subject, gone from own where gone < 2147483647",
        ]
        moments += [
            f"select subject, happened + {delay} from own where kind in {_list(kinds)}"
            for kinds, delay in expiries
        ]
        points = self._step(
            f"select distinct subject, t from ({' union all '.join(moments)}) where t <= {self._until}"
        )
        true = self._holding(pattern.condition, points)
        found = self._run(f"""select subject, t from (
            select p.subject, p.t, q.t is not null as now,
                lag(q.t is not null, 1, false) over (partition by p.subject order by p.t) as before
            from {points} p left join {true} q on p.subject = q.subject and p.t = q.t)
            where now and not before""").fetchall()
        return [(pattern.id, subject, t) for subject, t in found]

    def _step(self, select: str) -> str:
        self._made += 1
        name = f"step{self._made}"
        self._run(f"create or replace temp table {name} as {select}")
        return name

    def _holding(self, condition: Condition, points: str) -> str:
        """The points at which the condition holds."""
        if isinstance(condition, Comparison):
            return self._step(self._select(condition.term, points, condition.at_least))
        parts = sorted(condition.parts, key=_is_flag)
        if isinstance(condition, AllOf):
            for part in parts:
                points = self._holding(part, points)
            return points
        each = [f"select * from {self._holding(part, points)}" for part in parts]
        return self._step(" union ".join(each))

    def _select(self, term: Term, points: str, wanted: int) -> str:
        match term:
            case Lacks():
                return f"select * from {points} except {self._flag(term, points)}"
            case Flag():
                return self._flag(term, points)
            case Number():
                return _counted(self._inside(term.of.kinds, term.within, points), wanted, term.apart)
            case Agencies():
                return _agencies(self._inside(term.of.kinds, term.within, points), wanted)
            case Followed():
                inside = self._inside(term.of.kinds, term.within, points)
                first = f"select subject, t, min(happened) as first from {inside} group by all"
                since = self._step(
                    f"""select p.subject, p.t, m.happened, m.agency from ({first}) p join own m
                    on {SEEN} and m.happened > p.first and m.kind in {_list(term.by.kinds)}"""
                )
                return (
                    _counted(since, wanted, term.apart)
                    if term.counting == "pieces"
                    else _agencies(since, wanted)
                )
            case Rate():
                return self._rate(term, points)
            case Absent():
                return self._absent(term, points, wanted)
            case Run():
                return self._run_of(term, points, wanted)
        raise NotImplementedError(type(term).__name__)

    def _inside(self, kinds: Iterable[str], within: int, points: str) -> str:
        return self._step(f"""select p.subject, p.t, m.happened, m.agency, m.piece from {points} p join own m
            on {SEEN} and m.happened > p.t - {within} and m.kind in {_list(kinds)}""")

    def _rate(self, term: Rate, points: str) -> str:
        """The table rises: it is unusual where in any row the long number is as small and the recent as large."""
        most, needed = term.table[-1][0] + 1, term.table[-1][1]
        recent = self._episodes(term.of.kinds, term.recent, term.apart, needed, points)
        long = self._episodes(term.of.kinds, term.long, term.apart, most, points)
        rows = " or ".join(f"(long.n <= {up_to} and recent.n >= {enough})" for up_to, enough in term.table)
        return f"select subject, t from {recent} recent join {long} long using (subject, t) where {rows}"

    def _episodes(self, kinds: Iterable[str], within: int, apart: int, most: int, points: str) -> str:
        left = self._inside(kinds, within, points)
        levels = []
        for number in range(1, most + 1):
            levels.append(f"select distinct subject, t, {number} as n from {left}")
            left = self._step(
                f"""select subject, t, happened from {left}
                qualify happened >= min(happened) over (partition by subject, t) + {apart}"""
            )
        return self._step(f"select subject, t, max(n) as n from ({' union all '.join(levels)}) group by all")

    def _flag(self, term: Flag, points: str) -> str:
        return f"""select distinct p.subject, p.t from {points} p join own m on {SEEN} and m.kind = '{term.started}'
            where not exists (select 1 from own e where e.subject = p.subject and e.appears <= p.t and e.gone > p.t
                and e.kind = '{term.ended}' and e.piece = m.piece and e.happened >= m.happened)"""

    def _absent(self, term: Absent, points: str, wanted: int) -> str:
        due = self._inside(term.of.kinds, term.within, points)
        end = "p.t" if term.late_ends else f"p.happened + {term.after}"
        return f"""select subject, t from {due} p where p.happened <= p.t - {term.after} and not exists (
            select 1 from own m where {SEEN} and m.kind in {_list(term.without.kinds)}
                and m.happened between p.happened - {term.before} and {end} and m.piece <> p.piece)
            group by subject, t having count(*) >= {wanted}"""

    def _run_of(self, term: Run, points: str, wanted: int) -> str:
        agency = "agency" if term.same_agency else "''"
        inside = self._inside(term.of.kinds, term.within, points)
        many = self._step(
            f"""select subject, t, happened, {agency} as whose from {inside}
            qualify count(*) over (partition by subject, t, {agency}) >= {wanted}"""
        )
        same = "and m.agency = p.whose" if term.same_agency else ""
        broken = f"""select p.subject, p.t, p.whose, max(m.happened) as broken
            from (select distinct subject, t, whose from {many}) p join own m
            on {SEEN} and m.kind in {_list(term.broken_by.kinds)} {same} group by all"""
        return f"""select distinct subject, t from (
            select subject, t, whose from {many} left join ({broken}) using (subject, t, whose)
            where broken is null or happened > broken group by subject, t, whose having count(*) >= {wanted})"""


def _counted(inside: str, wanted: int, apart: int) -> str:
    """So many, `apart` apart: each time the first is taken, with all that lie less than `apart` after it."""
    if not apart:
        return f"select subject, t from {inside} group by subject, t having count(*) >= {wanted}"
    left = f"select subject, t, happened from {inside} qualify count(*) over (partition by subject, t) >= {wanted}"
    for _ in range(wanted - 1):
        left = f"""select * from ({left})
            qualify happened >= min(happened) over (partition by subject, t) + {apart}"""
    return f"select distinct subject, t from ({left})"


def _agencies(inside: str, wanted: int) -> str:
    return f"""select subject, t from {inside} where agency <> ''
        group by subject, t having count(distinct agency) >= {wanted}"""


def _is_flag(condition: Condition) -> bool:
    return isinstance(condition, Comparison) and isinstance(condition.term, Flag)


def _list(kinds: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{kind}'" for kind in sorted(kinds)) + ")"
