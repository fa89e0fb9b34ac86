"""The same patterns as frames of pandas, made from their conditions in the same steps as `patterns_duckdb`."""

from collections.abc import Iterable

import pandas as pd

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

AT = ["subject", "t"]
NEVER = 2**31 - 1


def prepared(pieces: pd.DataFrame) -> pd.DataFrame:
    """The pieces as the patterns read them."""
    ready = pieces[["subject", "at", "kind", "agency"]].copy()
    ready["appears"] = pieces[["at", "known"]].max(axis=1)
    ready["gone"] = pieces["gone"].fillna(NEVER).astype("int64")
    ready["piece"] = pieces["piece"].fillna(-1).astype("int64")
    return ready


class Rules:
    """Patterns over pieces."""

    def __init__(self, pieces: pd.DataFrame, until: int) -> None:
        self._pieces = pieces
        self._until = until

    def onsets(self, pattern: Pattern) -> list[tuple[str, int, int]]:
        """(pattern, subject, minute) of each onset."""
        own = self._pieces[self._pieces["kind"].isin(pattern.reads)]
        for kinds in pattern.needs:
            own = own[own["subject"].isin(own.loc[own["kind"].isin(kinds), "subject"])]
        self._own = own
        points = self._points(pattern)
        true = self._holding(pattern.condition, points)[AT].drop_duplicates().assign(now=True)
        turned = points.merge(true, on=AT, how="left").sort_values(AT)
        now = turned["now"].notna()
        before = now.groupby(turned["subject"]).shift(1, fill_value=False)
        found = turned.loc[now & ~before, AT]
        return [(pattern.id, subject, t) for subject, t in found.itertuples(index=False)]

    def _points(self, pattern: Pattern) -> pd.DataFrame:
        own = self._own
        expiries = {pair for one in comparisons(pattern.condition) for pair in one.term.expiries}
        moments = [(own, own["appears"]), (own, own["gone"])]
        for kinds, delay in expiries:
            read = own[own["kind"].isin(kinds)]
            moments.append((read, read["at"].astype("int64") + delay))
        every = pd.concat([pd.DataFrame({"subject": read["subject"], "t": t}) for read, t in moments])
        return every[every["t"] <= self._until].drop_duplicates()

    def _holding(self, condition: Condition, points: pd.DataFrame) -> pd.DataFrame:
        if isinstance(condition, Comparison):
            return self._select(condition.term, points, condition.at_least)
        parts = sorted(condition.parts, key=_is_flag)
        if isinstance(condition, AllOf):
            for part in parts:
                points = self._holding(part, points)
            return points
        return pd.concat([self._holding(part, points)[AT] for part in parts]).drop_duplicates()

    def _select(self, term: Term, points: pd.DataFrame, wanted: int) -> pd.DataFrame:
        match term:
            case Lacks():
                return _without(points, self._flag(term, points), AT)
            case Flag():
                return self._flag(term, points)
            case Number():
                return _counted(self._inside(term.of.kinds, term.within, points), wanted, term.apart)
            case Agencies():
                return _agencies(self._inside(term.of.kinds, term.within, points), wanted)
            case Followed():
                inside = self._inside(term.of.kinds, term.within, points)
                first = inside.groupby(AT)["at"].min().rename("first").reset_index()
                since = self._seen(term.by.kinds, first)
                since = since[since["at"] > since["first"]]
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

    def _seen(self, kinds: Iterable[str], points: pd.DataFrame) -> pd.DataFrame:
        marks = self._own.loc[self._own["kind"].isin(kinds)].drop(columns="kind")
        both = points.merge(marks, on="subject")
        return both[(both["appears"] <= both["t"]) & (both["gone"] > both["t"])]

    def _inside(self, kinds: Iterable[str], within: int, points: pd.DataFrame) -> pd.DataFrame:
        seen = self._seen(kinds, points[AT])
        return seen[seen["at"] > seen["t"] - within]

    def _rate(self, term: Rate, points: pd.DataFrame) -> pd.DataFrame:
        most, needed = term.table[-1][0] + 1, term.table[-1][1]
        recent = _episodes(self._inside(term.of.kinds, term.recent, points), term.apart, needed, "recent")
        both = recent.merge(
            _episodes(self._inside(term.of.kinds, term.long, points), term.apart, most, "long"), on=AT
        )
        unusual = pd.Series(False, index=both.index)
        for up_to, enough in term.table:
            unusual |= (both["long"] <= up_to) & (both["recent"] >= enough)
        return both.loc[unusual, AT]

    def _flag(self, term: Flag, points: pd.DataFrame) -> pd.DataFrame:
        begun = self._seen({term.started}, points[AT])[[*AT, "piece", "at"]].rename(columns={"at": "begun"})
        ended = self._seen({term.ended}, points[AT])[[*AT, "piece", "at"]]
        over = begun.merge(ended, on=[*AT, "piece"])
        over = over[over["at"] >= over["begun"]]
        return _without(begun, over, [*AT, "piece", "begun"])[AT].drop_duplicates()

    def _absent(self, term: Absent, points: pd.DataFrame, wanted: int) -> pd.DataFrame:
        due = self._inside(term.of.kinds, term.within, points)
        due = due[due["at"] <= due["t"] - term.after].reset_index(drop=True)
        asked = due[[*AT, "at", "piece"]].rename(columns={"at": "begun", "piece": "own"})
        came = self._seen(term.without.kinds, asked.assign(row=asked.index))
        end = came["t"] if term.late_ends else came["begun"] + term.after
        met = came[(came["at"] >= came["begun"] - term.before) & (came["at"] <= end)]
        met = met.loc[met["piece"] != met["own"], "row"]
        return _counted(due[~due.index.isin(met)], wanted, 0)

    def _run_of(self, term: Run, points: pd.DataFrame, wanted: int) -> pd.DataFrame:
        by = [*AT, "agency"] if term.same_agency else AT
        inside = self._inside(term.of.kinds, term.within, points)
        many = inside[inside.groupby(by)["at"].transform("size") >= wanted]
        broke = self._seen(term.broken_by.kinds, many[AT].drop_duplicates())
        broken = broke.groupby(by)["at"].max().rename("broken").reset_index()
        since = many.merge(broken, on=by, how="left")
        since = since[since["broken"].isna() | (since["at"] > since["broken"])]
        sizes = since.groupby(by).size()
        return sizes[sizes >= wanted].reset_index()[AT].drop_duplicates()


def _counted(inside: pd.DataFrame, wanted: int, apart: int) -> pd.DataFrame:
    left = inside[inside.groupby(AT)["at"].transform("size") >= wanted] if len(inside) else inside
    for _ in range(wanted - 1 if apart else 0):
        left = left[left["at"] >= left.groupby(AT)["at"].transform("min") + apart]
    return left[AT].drop_duplicates()


def _episodes(inside: pd.DataFrame, apart: int, most: int, name: str) -> pd.DataFrame:
    left, levels = inside, []
    for number in range(1, most + 1):
        levels.append(left[AT].drop_duplicates().assign(**{name: number}))
        left = left[left["at"] >= left.groupby(AT)["at"].transform("min") + apart]
    return pd.concat(levels).groupby(AT)[name].max().reset_index()


def _agencies(inside: pd.DataFrame, wanted: int) -> pd.DataFrame:
    told = inside[inside["agency"] != ""].groupby(AT)["agency"].nunique()
    return told[told >= wanted].reset_index()[AT]


def _without(rows: pd.DataFrame, others: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The rows that are not among the others."""
    marked = rows.merge(others[by].drop_duplicates(), on=by, how="left", indicator=True)
    return marked.loc[marked["_merge"] == "left_only", rows.columns]


def _is_flag(condition: Condition) -> bool:
    return isinstance(condition, Comparison) and isinstance(condition.term, Flag)
