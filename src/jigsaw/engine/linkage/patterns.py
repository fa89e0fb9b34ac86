"""Patterns in a level's SQL: regular expressions and forms of a date, read as DuckDB reads them.

DuckDB finds patterns with RE2, Python with its own engine. Only what means the same to both is let in.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

_CLASS = r"\[\^?\]?(?:\\[dwDW.\-\]\[\\/+*?@]|[^\]\[\\])*\]"
_PIECE = re.compile(
    rf"""(?P<plain>[^\\\[\](){{}}*+?|^$.])
      | (?P<escape>\\[dwDWbB.\-\[\](){{}}*+?|^$/\\@])
      | (?P<set>{_CLASS})
      | (?P<any>\.)
      | (?P<edge>[\^$])
      | (?P<either>\|)
      | (?P<open>\((?:\?:)?)
      | (?P<close>\))
      | (?P<times>(?:[*+?]|\{{\d+(?:,\d*)?\}})\??)""",
    re.VERBOSE,
)
_REPEATABLE = frozenset({"plain", "escape", "set", "any"})

# Possessive: DuckDB takes all the digits that a part may have and never goes back.
_FORM_PARTS = {
    "%Y": r"(?P<year>\d{1,4}+)",
    "%m": r"(?P<month>\d{1,2}+)",
    "%d": r"(?P<day>\d{1,2}+)",
    "%H": r"(?P<hour>\d{1,2}+)",
    "%M": r"(?P<minute>\d{1,2}+)",
    "%S": r"(?P<second>\d{1,2}+)",
}
_BLANKS = r"[ \t\n\v\f\r]*+"
_CYCLE_YEARS = 400
_CYCLE_SECONDS = 146_097 * 86_400


def is_known_pattern(pattern: str) -> bool:
    """Whether a regular expression means the same to RE2 and to Python."""
    before = ""
    at = 0
    while at < len(pattern):
        found = _PIECE.match(pattern, at)
        if not found or (found.lastgroup == "times" and not _may_repeat(before, found.group())):
            return False
        before, at = found.lastgroup or "", found.end()
    return _compiles(pattern)


def _may_repeat(before: str, times: str) -> bool:
    # The engines disagree on a group that may match nothing and is repeated; an optional group is safe.
    return before in _REPEATABLE or (before == "close" and times == "?")


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


@cache
def searcher(pattern: str) -> Callable[[str], str]:
    """A function of a text that gives the first match, or "" where there is none."""
    # RE2's "$" is the very end; Python's may stand before a last line break.
    at_end = "".join(
        r"\Z" if found.group() == "$" and found.lastgroup == "edge" else found.group()
        for found in _PIECE.finditer(pattern)
    )
    search = re.compile(at_end, re.ASCII).search

    def first(text: str) -> str:
        found = search(text)
        return found.group() if found else ""

    return first


def is_known_form(form: str) -> bool:
    """Whether a form of dates such as "%Y-%m-%d" holds only parts that are known, each once."""
    parts = re.findall(r"%.?", form)
    return bool(parts) and all(part in _FORM_PARTS for part in parts) and len(set(parts)) == len(parts)


@cache
def time_reader(form: str) -> Callable[[str], float | None]:
    """A function of a text that gives the instant it writes in this form, in seconds from 1970, or None."""
    pattern = "".join(_form_part(part) for part in re.split(r"(%.|\s)", form))
    match = re.compile(f"{_BLANKS}{pattern}{_BLANKS}", re.ASCII).fullmatch

    def read(text: str) -> float | None:
        found = match(text)
        return _instant({part: int(value) for part, value in found.groupdict().items()}) if found else None

    return read


def _form_part(part: str) -> str:
    # A blank in a form stands for one or more.
    return _BLANKS.replace("*", "+", 1) if part.isspace() else _FORM_PARTS.get(part, re.escape(part))


def _instant(parts: dict[str, int]) -> float | None:
    # DuckDB knows a year 0 and Python does not; the calendar repeats itself after 400 years.
    parts = {"year": 1900, "month": 1, "day": 1} | parts
    if parts["year"] == 0:
        later = _instant(parts | {"year": _CYCLE_YEARS})
        return None if later is None else later - _CYCLE_SECONDS
    try:
        return datetime(**parts, tzinfo=UTC).timestamp()
    except ValueError:
        return None
