"""Invented chronologies for tests, and the slow obvious order that the quick one is compared with."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.reading_when import read_when
from jigsaw.engine.chronology.when import UNKNOWN, How, is_certainly_before

AGENCIES = ("ambulance", "council", "police")
FIRST = date(2006, 3, 20)


def entry(key="a", when="3 May 2006", fact="Something happened", agency="police", line=1, **told):
    """An entry, with its times as somebody would write them."""
    for name in {"known"} & set(told):
        told[name] = read_when(told[name])
    told["told_to"] = tuple((who, read_when(day)) for who, day in told.get("told_to", ()))
    return Entry(key, agency, line, read_when(when), fact, **told)


def _written(days, minutes, how):
    at = datetime.combine(FIRST + timedelta(days=days), datetime.min.time()) + timedelta(minutes=minutes)
    return {
        "minute": f"{at:%d/%m/%Y} {at:%H:%M}", "day": f"{at:%d/%m/%Y}", "month": f"{at:%B %Y}", "year": f"{at:%Y}",
        "about": f"?{at:%d/%m/%Y}", "between": f"between {at:%d/%m/%Y} and {at + timedelta(days=4):%d/%m/%Y}",
        "early": f"early {at:%B %Y}", "unknown": "not known",
    }[how]  # fmt: skip


# Few days and few minutes, so that most entries tie with some other; the hour that spring skips is left out.
TIMES = st.builds(
    _written,
    st.integers(0, 20),
    st.sampled_from([0, 180, 181, 600, 1439]),
    st.sampled_from(
        ["minute", "minute", "day", "day", "month", "year", "about", "between", "early", "unknown"]
    ),
)
FACTS = st.sampled_from(
    [
        "Ambulance called, overdose",
        "Overdose. Ambulance called by him",
        "Visit, no answer",
        "Rent arrears",
        "Log 12345",
    ]
)
CHRONOLOGIES = st.lists(
    st.tuples(TIMES, FACTS, st.sampled_from(AGENCIES), st.none() | st.integers(1, 4)), max_size=14
).map(
    lambda rows: [
        entry(f"e{line:02}", when, fact, agency, line, number=number)
        for line, (when, fact, agency, number) in enumerate(rows)
    ]
)


def obvious_order(entries):
    """The order again: take out, time after time, the one before which no other must stand."""
    left, ordered = sorted(entries, key=lambda one: one.key), []
    while left:
        first = next(one for one in left if not any(stands_before(other, one, entries) for other in left))
        ordered.append(first)
        left.remove(first)
    return ordered


def stands_before(one, other, entries):
    """Whether one stands before the other, told step by step."""
    if one.key == other.key or not one.when.is_known:
        return one.key != other.key and not other.when.is_known and own(one) < own(other)
    if not other.when.is_known:
        return True
    mine, theirs = stands_at(one, entries), stands_at(other, entries)
    if mine != theirs:
        return mine < theirs
    if one.when.how is not How.MINUTE and not follows(one, entries):
        widths = [item.when.last - item.when.first for item in (one, other)]
        if widths[0] != widths[1]:
            return widths[0] > widths[1]
    return own(one) < own(other)


def own(one):
    return (one.agency, one.number if one.number is not None else one.line, one.line, one.key)


def stands_at(one, entries):
    before = follows(one, entries)
    rank = 2 if before else 1 if one.when.how is How.MINUTE else 0
    return (before or one.when.first, rank)


def follows(one, entries):
    """The latest time of its agency's own rows before it on that day, if those are written in the order of time."""
    if one.when.how is not How.DAY:
        return None
    day = [
        other
        for other in entries
        if other.agency == one.agency
        and other.when.how is How.MINUTE
        and one.when.first <= other.when.first < one.when.last
    ]
    times = [other.when.first for other in sorted(day, key=own)]
    before = [other.when.first for other in day if own(other) < own(one)]
    return max(before) if before and times == sorted(times) else None


__all__ = ["AGENCIES", "CHRONOLOGIES", "FIRST", "UNKNOWN", "entry", "is_certainly_before", "obvious_order"]
