"""The same patterns as lazy frames of Polars, made from their conditions in the same steps as `patterns_duckdb`."""

from collections.abc import Iterable
from typing import Any

import polars as pl

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


def prepared(pieces: pl.LazyFrame) -> pl.LazyFrame:
    """The pieces as the patterns read them."""
    return pieces.select(
        "subject",
        "at",
        pl.max_horizontal("at", "known").alias("appears"),
        pl.col("gone").fill_null(2**31 - 1),
        "kind",
        "agency",
        pl.col("piece").fill_null(-1),
    )


class Rules:
    """Patterns over pieces."""

    def __init__(self, pieces: pl.LazyFrame, until: int) -> None:
        self._pieces = pieces
        self._until = until

    def onsets(self, pattern: Pattern) -> list[tuple[str, int, int]]:
        """(pattern, subject, minute) of each onset."""
        read = self._pieces.filter(_among(pattern.reads)).collect().lazy()
        for kinds in pattern.needs:
            read = read.join(read.filter(_among(kinds)).select("subject").unique(), on="subject", how="semi")
        self._own = read.collect().lazy()
        points = self._points(pattern).collect().lazy()
        true = self._holding(pattern.condition, points).unique().with_columns(now=True)
        turned = points.join(true, on=AT, how="left").sort(AT).with_columns(pl.col("now").fill_null(False))
        before = pl.col("now").shift(1).over("subject").fill_null(False)
        found = turned.filter(pl.col("now") & ~before).select(AT).collect()
        return [(pattern.id, subject, t) for subject, t in found.iter_rows()]

    def _points(self, pattern: Pattern) -> pl.LazyFrame:
        expiries = {pair for one in comparisons(pattern.condition) for pair in one.term.expiries}
        moments = [self._own.select("subject", t="appears")]
        moments += [self._own.filter(pl.col("gone") < 2**31 - 1).select("subject", t="gone")]
        moments += [
            self._own.filter(_among(kinds)).select("subject", t=pl.col("at") + delay)
            for kinds, delay in expiries
        ]
        return pl.concat(moments).filter(pl.col("t") <= self._until).unique()

    def _holding(self, condition: Condition, points: pl.LazyFrame) -> pl.LazyFrame:
        if isinstance(condition, Comparison):
            return self._select(condition.term, points, condition.at_least).collect().lazy()
        parts = sorted(condition.parts, key=_is_flag)
        if isinstance(condition, AllOf):
            for part in parts:
                points = self._holding(part, points)
            return points
        return pl.concat([self._holding(part, points).select(AT) for part in parts]).unique()

    def _select(self, term: Term, points: pl.LazyFrame, wanted: int) -> pl.LazyFrame:
        match term:
            case Lacks():
                return points.join(self._flag(term, points), on=AT, how="anti")
            case Flag():
                return self._flag(term, points)
            case Number():
                return _counted(self._inside(term.of.kinds, term.within, points), wanted, term.apart)
            case Agencies():
                return _agencies(self._inside(term.of.kinds, term.within, points), wanted)
            case Followed():
                inside = self._inside(term.of.kinds, term.within, points)
                first = inside.group_by(AT).agg(first=pl.col("at").min())
                since = self._seen(term.by.kinds, first).filter(pl.col("at") > pl.col("first"))
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

    def _seen(self, kinds: Iterable[str], points: pl.LazyFrame) -> pl.LazyFrame:
        marks = self._own.filter(_among(kinds)).drop("kind")
        visible = (pl.col("appears") <= pl.col("t")) & (pl.col("gone") > pl.col("t"))
        return points.join(marks, on="subject").filter(visible).drop("appears", "gone")

    def _inside(self, kinds: Iterable[str], within: int, points: pl.LazyFrame) -> pl.LazyFrame:
        return self._seen(kinds, points).filter(pl.col("at") > pl.col("t") - within)

    def _rate(self, term: Rate, points: pl.LazyFrame) -> pl.LazyFrame:
        most, needed = term.table[-1][0] + 1, term.table[-1][1]
        recent = _episodes(self._inside(term.of.kinds, term.recent, points), term.apart, needed, "recent")
        long = _episodes(self._inside(term.of.kinds, term.long, points), term.apart, most, "long")
        rows = [(pl.col("long") <= up_to) & (pl.col("recent") >= enough) for up_to, enough in term.table]
        return recent.join(long, on=AT).filter(pl.any_horizontal(rows)).select(AT)

    def _flag(self, term: Flag, points: pl.LazyFrame) -> pl.LazyFrame:
        begun = self._seen({term.started}, points).select(*AT, "piece", begun="at")
        ended = self._seen({term.ended}, points).select(*AT, "piece", "at")
        over = begun.join(ended, on=[*AT, "piece"]).filter(pl.col("at") >= pl.col("begun"))
        return begun.join(over, on=[*AT, "piece", "begun"], how="anti").select(AT).unique()

    def _absent(self, term: Absent, points: pl.LazyFrame, wanted: int) -> pl.LazyFrame:
        inside = self._inside(term.of.kinds, term.within, points)
        due = inside.filter(pl.col("at") <= pl.col("t") - term.after).with_row_index("row").collect().lazy()
        asked = due.select(*AT, "row", begun="at", own="piece")
        came = self._seen(term.without.kinds, asked)
        end = pl.col("t") if term.late_ends else pl.col("begun") + term.after
        in_time = (pl.col("at") >= pl.col("begun") - term.before) & (pl.col("at") <= end)
        met = came.filter(in_time & (pl.col("piece") != pl.col("own"))).select("row").unique()
        return _counted(due.join(met, on="row", how="anti"), wanted, 0)

    def _run_of(self, term: Run, points: pl.LazyFrame, wanted: int) -> pl.LazyFrame:
        whose = pl.col("agency").cast(pl.String) if term.same_agency else pl.lit("")
        by = [*AT, "whose"]
        inside = self._inside(term.of.kinds, term.within, points).select(*AT, "at", whose=whose)
        many = inside.filter(pl.len().over(by) >= wanted).collect().lazy()
        broke = self._seen(term.broken_by.kinds, many.select(AT).unique()).with_columns(whose=whose)
        broken = broke.group_by(by).agg(broken=pl.col("at").max())
        since = many.join(broken, on=by, how="left").filter(
            pl.col("broken").is_null() | (pl.col("at") > pl.col("broken"))
        )
        return since.group_by(by).len().filter(pl.col("len") >= wanted).select(AT).unique()


def _counted(inside: pl.LazyFrame, wanted: int, apart: int) -> pl.LazyFrame:
    if not apart:
        return inside.group_by(AT).len().filter(pl.col("len") >= wanted).select(AT)
    left = inside.select(*AT, "at").filter(pl.len().over(AT) >= wanted)
    for _ in range(wanted - 1):
        left = left.filter(pl.col("at") >= pl.col("at").min().over(AT) + apart)
    return left.select(AT).unique()


def _episodes(inside: pl.LazyFrame, apart: int, most: int, name: str) -> pl.LazyFrame:
    left = inside.select(*AT, "at").collect()
    levels = []
    for number in range(1, most + 1):
        levels.append(left.select(AT).unique().with_columns(pl.lit(number).alias(name)))
        left = left.filter(pl.col("at") >= pl.col("at").min().over(AT) + apart)
    return pl.concat(levels).lazy().group_by(AT).agg(pl.col(name).max())


def _agencies(inside: pl.LazyFrame, wanted: int) -> pl.LazyFrame:
    told = inside.filter(pl.col("agency").cast(pl.String) != "")
    return told.group_by(AT).agg(n=pl.col("agency").n_unique()).filter(pl.col("n") >= wanted).select(AT)


def _among(kinds: Iterable[str]) -> Any:
    return pl.col("kind").cast(pl.String).is_in(sorted(kinds))


def _is_flag(condition: Condition) -> bool:
    return isinstance(condition, Comparison) and isinstance(condition.term, Flag)
