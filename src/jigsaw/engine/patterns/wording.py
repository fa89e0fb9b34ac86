"""What a pattern's sentence may say: the values for its placeholders, and words that it may never use."""

import re
from collections.abc import Sequence
from datetime import date

from jigsaw.engine.patterns.describe import duration
from jigsaw.engine.patterns.language import DAY, HOUR, Absent, Comparison, Followed, Number, Points, Rate, Run
from jigsaw.engine.patterns.measuring import Measured, how_many
from jigsaw.engine.patterns.timeline import Mark
from jigsaw.foundation.core.time import LONDON, day_words, from_minutes

Values = tuple[tuple[str, int | str], ...]

# n: the count that made it true; days: the window it was counted in; hours: the time allowed for something that did
# not come, and waited the same in words, such as "4 hours"; then, over the evidence: how many pieces, agencies, people
# and kinds, and the date of each piece; found: what the comparisons that made it true say, each in its own words.
# Dates and never ages: the sentence is read for weeks, and "today" would be wrong tomorrow.
PLACEHOLDERS = ("n", "days", "hours", "waited", "pieces", "agencies", "people", "kinds", "dates", "found")
OF_ONE = tuple(name for name in PLACEHOLDERS if name != "found")
"""The placeholders of what one comparison says: the same, of that comparison alone."""

_MOST_DATES = 6

_FORBIDDEN = re.compile(
    r"\b(?:very\s+)?(?:high|medium|moderate|low)(?:er|est)?[\s-]+risk\b"
    r"|\brisk[\s-]+(?:score|level|rating|band|category)s?\b"
    r"|\b(?:score|level|degree)s?\s+of\s+risk\b"
    r"|\b(?:red|amber|green)[\s-]+(?:rated|risk|flag)\b"
    r"|\b(?:nuisance|time[\s-]?waster|frequent[\s-]+(?:flyer|caller|attender)|attention[\s-]seek\w*"
    r"|non[\s-]?complian\w*|manipulative|hard[\s-]to[\s-]reach|abscond\w*)\b",
    re.IGNORECASE,
)


def forbidden_words(text: str) -> tuple[str, ...]:
    """The words in the text that grade or label a person. No sentence shown to anybody may hold one.

    Source: NHS England, Staying safe from suicide (2025): no scores, no low, medium or high.
    """
    return tuple(match.group(0) for match in _FORBIDDEN.finditer(text))


def sentence_values(held: Sequence[tuple[Comparison, Measured]], evidence: list[Mark]) -> Values:
    """The value of each placeholder. held: the comparisons that made the pattern true."""
    said = dict.fromkeys(
        one.says.format_map(dict(_values([(one, measured)], list(measured.marks))))
        for one, measured in held
        if one.says
    )
    return (*_values(held, evidence), ("found", "; ".join(said)))


def _values(held: Sequence[tuple[Comparison, Measured]], evidence: list[Mark]) -> Values:
    counted = [_counted(one, measured) for one, measured in held if _counts(one)]
    n, days = counted[0] if counted else (0, 0)
    waited = next((one.term.after for one, _ in held if isinstance(one.term, Absent)), 0)
    marks = [mark for mark in evidence if mark.piece]
    return (
        ("n", n),
        ("days", days),
        ("hours", waited // HOUR),
        ("waited", duration(waited)),
        ("pieces", len({piece for mark in marks for piece in mark.pieces})),
        ("agencies", len({mark.agency for mark in marks} - {""})),
        ("people", len({mark.person for mark in marks} - {""})),
        ("kinds", len({mark.kind for mark in marks})),
        ("dates", _dates(marks)),
    )


def _counts(comparison: Comparison) -> bool:
    return isinstance(comparison.term, Number | Followed | Points | Rate | Run)


def _counted(comparison: Comparison, measured: Measured) -> tuple[int, int]:
    term = comparison.term
    if isinstance(term, Rate):
        return how_many(list(measured.marks), term.apart), term.recent // DAY
    return measured.value, getattr(term, "within", 0) // DAY


def _dates(marks: list[Mark]) -> str:
    """On which of London's days the pieces were: "9 October and 1 September 2026", newest first; many as a range."""
    days = sorted({from_minutes(mark.at).astimezone(LONDON).date() for mark in marks}, reverse=True)
    if not days:
        return ""
    if len(days) > _MOST_DATES:
        return f"{_date(days[-1], days[0])} to {day_words(days[0])}"
    words = [_date(day, following) for day, following in zip(days, [*days[1:], date.min], strict=True)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _date(day: date, following: date) -> str:
    # The year is said once for those that share it, at the last of them.
    return f"{day.day} {day:%B}" if day.year == following.year else day_words(day)
