"""The pieces of text that a statement is put together from. No value from outside goes into a text unquoted."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from jigsaw.engine.patterns.describe import duration

_WIDTH = 110
_MOST_ON_A_LINE = 90


@dataclass(frozen=True)
class Part:
    """One named step of a statement: a table worked out from those before it. says: its comment.

    begins: whether something new begins with it, so that an empty line stands before it.
    """

    name: str
    text: str
    says: str = ""
    begins: bool = False

    def __str__(self) -> str:
        body = textwrap.indent(textwrap.dedent(self.text).strip(), "  ")
        return f"{chr(10) if self.begins else ''}{comment(self.says)}{self.name} AS (\n{body}\n)"


def comment(text: str) -> str:
    """The text, each of its lines begun anew, as lines of comment; nothing for none."""
    wrapped = [textwrap.wrap(line, _WIDTH, break_on_hyphens=False) for line in text.splitlines()]
    return "".join(f"-- {line}\n" for lines in wrapped for line in lines)


def quoted(word: str) -> str:
    """A word as SQL writes it."""
    return "'" + word.replace("'", "''") + "'"


def any_of(kinds: Iterable[str]) -> str:
    """Whether a mark's kind is one of these."""
    lines = [""]
    for word in (quoted(kind) for kind in sorted(kinds)):
        if len(lines[-1]) + len(word) > _MOST_ON_A_LINE:
            lines.append("")
        lines[-1] += f"{', ' if lines[-1] else ''}{word}"
    return f"kind IN ({(',' + chr(10) + '    ').join(lines)})"


def lasting(minutes: int) -> str:
    """A length of time in minutes, and as a comment in words."""
    return f"{minutes} /* {duration(minutes)} */"
