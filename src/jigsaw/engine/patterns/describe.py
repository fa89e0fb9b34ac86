"""A pattern's condition in plain English, made from the definition so that the two cannot drift apart."""

from collections.abc import Callable

from jigsaw.engine.patterns.language import (
    DAY,
    HOUR,
    Absent,
    Agencies,
    AllOf,
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
)

Labels = Callable[[str], str]

_STANDING = {
    "age:under-18": "the person is under 18",
    "tie": "the two people are tied to each other",
    "communal": "many unrelated people live there",
}


def plain_kind(kind: str) -> str:
    """A kind's code as words: "ambulance-call" is "ambulance call"."""
    return kind.replace("-", " ")


def describe(condition: Condition, label: Labels = plain_kind) -> str:
    """The condition as one sentence without its full stop. label: the words for a kind's code."""
    if isinstance(condition, Comparison):
        return describe_comparison(condition, label)
    joint = ", and " if isinstance(condition, AllOf) else "; or "
    parts = [(part, describe(part, label)) for part in condition.parts]
    return joint.join(text if isinstance(part, Comparison) else f"({text})" for part, text in parts)


def describe_comparison(comparison: Comparison, label: Labels = plain_kind) -> str:
    """One comparison in words."""
    term, k = comparison.term, comparison.at_least
    match term:
        case Number():
            return _number(term, k, label)
        case Agencies():
            return f"{_kinds(term.of, label)} from {k} or more agencies in {duration(term.within)}"
        case People():
            return f"{_kinds(term.of, label)} about {k} or more people in {duration(term.within)}"
        case Absent():
            return _absent(term, k, label)
        case Followed():
            return _followed(term, k, label)
        case Rate():
            return _rate(term, label)
        case Lacks():
            return f"it is not known that {_standing(term.attribute, label)}"
        case Flag():
            return _standing(term.attribute, label)
        case Points():
            return _points(term, k, label)
        case Run():
            return _run(term, k, label)


def duration(minutes: int) -> str:
    """Minutes in the largest unit that says them exactly; hours up to 4 days, as people say "72 hours"."""
    if minutes % DAY == 0 and minutes > 4 * DAY:
        return _count(minutes // DAY, "day")
    if minutes % HOUR == 0:
        return _count(minutes // HOUR, "hour")
    return _count(minutes, "minute")


def _count(n: int, unit: str) -> str:
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"


def _number(term: Number, k: int, label: Labels) -> str:
    what = f"{k} or more of {_kinds(term.of, label)}" if k > 1 else _kinds(term.of, label)
    return f"{what} in {duration(term.within)}{_episodes(term.apart)}"


def _absent(term: Absent, k: int, label: Labels) -> str:
    wanted = f"none of {_kinds(term.without, label)} recorded by {duration(term.after)} after it"
    early = f" nor in the {duration(term.before)} before it" if term.before else ""
    late = ", until one is" if term.late_ends else ""
    times = "" if k == 1 else f"{k} or more times: "
    span = f"for up to {duration(term.within)} after it"
    return f"{times}{_kinds(term.of, label)}, and {wanted}{early}{late}, {span}"


def _followed(term: Followed, k: int, label: Labels) -> str:
    by = _kinds(term.by, label)
    what = f"{k} or more of {by}" if term.counting == "pieces" else f"{by} from {k} or more agencies"
    return (
        f"{_kinds(term.of, label)} followed within {duration(term.within)} by {what}{_episodes(term.apart)}"
    )


def _rate(term: Rate, label: Labels) -> str:
    rows = ", ".join(f"{needed} where the longer number is up to {up_to}" for up_to, needed in term.table)
    spans = f"in {duration(term.recent)} against their own {duration(term.long)}"
    return f"an unusual number of {_kinds(term.of, label)} {spans} ({rows}){_episodes(term.apart)}"


def _run(term: Run, k: int, label: Labels) -> str:
    where = " at one agency" if term.same_agency else ""
    between = _kinds(term.broken_by, label)
    runs = f"{k} or more of {_kinds(term.of, label)} in a row{where}"
    return f"{runs} in {duration(term.within)}, with none of {between} between"


def _points(term: Points, k: int, label: Labels) -> str:
    if all(item.weight == item.cap == 1 for item in term.items):
        kinds = KindSet(tuple(word for item in term.items for word in item.of.written), term.reads)
        return f"{k} or more different ones of {_kinds(kinds, label)} in {duration(term.within)}"
    return f"{k} or more points in {duration(term.within)} ({_lines(term, label)})"


def _lines(term: Points, label: Labels) -> str:
    return "; ".join(
        f"{_kinds(item.of, label)}: {item.weight} each, at most {item.cap}" for item in term.items
    )


def _episodes(apart: int) -> str:
    return f" (within {duration(apart)} of one another counts once)" if apart else ""


def _kinds(of: KindSet, label: Labels) -> str:
    words = [_word(written, label) for written in of.written]
    return words[0] if len(words) == 1 else f"({', '.join(words[:-1])} or {words[-1]})"


def _standing(attribute: str, label: Labels) -> str:
    return _STANDING.get(attribute) or f"{_word(attribute, label)} stands at the time"


def _word(written: str, label: Labels) -> str:
    if written.startswith("other:"):
        return f"the other person’s {_word(written.removeprefix('other:'), label)}"
    if written.startswith("tag:"):
        tag, _, ending = written.removeprefix("tag:").partition(":")
        return f"anything {plain_kind(tag)}{_ending(ending)}"
    if written.startswith("age:"):
        return f"turning {plain_kind(written.removeprefix('age:'))}"
    code, _, ending = written.partition(":")
    code, _, value = code.partition("=")
    return f"“{label(code)}”{f' ({plain_kind(value)})' if value else ''}{_ending(ending)}"


def _ending(ending: str) -> str:
    if ending == "by-other":
        return " about someone who lives elsewhere"
    state, _, reason = ending.partition(":")
    return f"{f' {state}' if state else ''}{f' ({plain_kind(reason)})' if reason else ''}"
