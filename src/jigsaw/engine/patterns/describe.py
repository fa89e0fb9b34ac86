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
from jigsaw.engine.patterns.vocabulary import DIFFER

Labels = Callable[[str], str]

_STANDING = {
    "age:under-18": "the person is under 18",
    "tie": "the two people are tied to each other",
    "communal": "many unrelated people live there",
}


def plain_kind(kind: str) -> str:
    """A kind's code as words: "ambulance-call" is "ambulance call", "tag:emergency" "anything emergency"."""
    return kind.replace("tag:", "anything ").replace("-", " ")


def outline(condition: Condition, label: Labels = plain_kind) -> tuple[tuple[int, str], ...]:
    """The condition as lines, each with how deep it stands: what a list with indents shows, for who reads a rule."""
    if isinstance(condition, Comparison):
        return ((0, _capital(describe_comparison(condition, label))),)
    head = "All of these hold" if isinstance(condition, AllOf) else "At least one of these holds"
    if len(condition.parts) == 1:
        return outline(condition.parts[0], label)
    below = (line for part in condition.parts for line in outline(part, label))
    return ((0, f"{head}:"), *((depth + 1, text) for depth, text in below))


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
            return _lacking(term.attribute, label)
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
    return f"{_at_least(k, term.of, label)} in {duration(term.within)}{_episodes(term.apart)}"


def _at_least(k: int, of: KindSet, label: Labels) -> str:
    """So many of these: "3 or more of “A”", "2 or more emergencies", "at least one of (“A” or “B”)"."""
    number = f"{k} or more" if k > 1 else "at least one"
    is_tag = len(of.written) == 1 and of.written[0].startswith("tag:") and k > 1
    return f"{number}{' ' if is_tag else ' of '}{_kinds(of, label)}"


def _absent(term: Absent, k: int, label: Labels) -> str:
    early = f", nor in the {duration(term.before)} before it" if term.before else ""
    wanted = f"{duration(term.after)} later none of {_kinds(term.without, label)} recorded{early}"
    ends = "until one is" if term.late_ends else "for what comes later does not count"
    times = "" if k == 1 else f"{k} or more times: "
    span = f"and for {duration(term.within)} at most"
    return f"{times}{_kinds(term.of, label)}, and {wanted} ({ends}, {span})"


def _followed(term: Followed, k: int, label: Labels) -> str:
    by = f"{_kinds(term.by, label)} from {k} or more agencies"
    what = _at_least(k, term.by, label) if term.counting == "pieces" else by
    return (
        f"{_kinds(term.of, label)} followed within {duration(term.within)} by {what}{_episodes(term.apart)}"
    )


def _rate(term: Rate, label: Labels) -> str:
    (up_to, first), *others = term.table
    rows = ", ".join(
        [f"{first} where the longer time has up to {up_to}", *(f"{n} up to {to}" for to, n in others)]
    )
    spans = f"in {duration(term.recent)} than is usual for them in {duration(term.long)}"
    return f"more of {_kinds(term.of, label)} {spans} (at least {rows}){_episodes(term.apart)}"


def _run(term: Run, k: int, label: Labels) -> str:
    where = " with one agency" if term.same_agency else ""
    between = _kinds(term.broken_by, label)
    runs = f"{_at_least(k, term.of, label)} in a row{where}"
    return f"{runs} in {duration(term.within)}, with none of {between} between"


def _points(term: Points, k: int, label: Labels) -> str:
    if all(item.weight == item.cap == 1 for item in term.items):
        kinds = KindSet(tuple(word for item in term.items for word in item.of.written), term.reads)
        return f"{k} or more different ones among {_kinds(kinds, label)} in {duration(term.within)}"
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
    if attribute.startswith(DIFFER):
        return f"two agencies hold different answers of {_word(attribute.removeprefix(DIFFER), label)}"
    return _STANDING.get(attribute) or f"{_word(attribute, label)} is known and has not ended"


def _lacking(attribute: str, label: Labels) -> str:
    if attribute in _STANDING or attribute.startswith(DIFFER):
        return f"it is not known that {_standing(attribute, label)}"
    return f"no {_word(attribute, label)} is known that has not ended"


def _word(written: str, label: Labels) -> str:
    if written.startswith("other:"):
        return f"the other person’s {_word(written.removeprefix('other:'), label)}"
    if written.startswith("tag:"):
        tag, _, ending = written.removeprefix("tag:").partition(":")
        return f"{label(f'tag:{tag}')}{_ending(ending)}"
    if written.startswith("age:"):
        return f"turning {plain_kind(written.removeprefix('age:'))}"
    code, _, ending = written.partition(":")
    code, _, value = code.partition("=")
    return f"“{label(code)}”{f' ({plain_kind(value)})' if value else ''}{_ending(ending)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ending(ending: str) -> str:
    if ending == "by-other":
        return " about someone who lives elsewhere"
    state, _, reason = ending.partition(":")
    return f"{f' {state}' if state else ''}{f' ({plain_kind(reason)})' if reason else ''}"
