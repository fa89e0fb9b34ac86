"""A level's SQL in its smallest parts."""

import re
from dataclasses import dataclass

from jigsaw.foundation.core.errors import FaultyModel

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<quoted>"(?:[^"]|"")+")
      | (?P<text>'(?:[^']|'')*')
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<sign><=|>=|<>|!=|->|[=<>(),+\-*/\[\]])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One part as written, and its kind: quoted (a column), text, number, word, sign or end."""

    kind: str
    written: str

    @property
    def word(self) -> str:
        """A word or sign in capitals; "" for a column in quotation marks, a text or a number."""
        return self.written.upper() if self.kind in ("word", "sign") else ""


END = Token("end", "the end")


def split(condition: str) -> list[Token]:
    """The tokens of a condition. Raises FaultyModel at the first thing that is none."""
    tokens: list[Token] = []
    at = 0
    while condition[at:].strip():
        found = _TOKEN.match(condition, at)
        if not found or not found.lastgroup:
            raise refusal(condition, condition[at:].split()[0])
        tokens.append(Token(found.lastgroup, found.group(found.lastgroup)))
        at = found.end()
    return tokens


def refusal(condition: str, what: str) -> FaultyModel:
    """The error for something in a condition that cannot be scored to the last digit."""
    return FaultyModel(
        f"Reading the comparison level {' '.join(condition.split())!r}",
        f"{what!r} is not something this engine can score",
        "Write the level with what docs/reference/comparison-levels.md lists",
    )
