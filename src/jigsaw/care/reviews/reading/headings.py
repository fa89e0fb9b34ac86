"""Which row of a table holds its headings, and what each column means."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_SIGNS = re.compile(r"[^a-z0-9 ]+")
NEEDED = frozenset({"date", "fact"})


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings that hold for the rows below them: what each column means, by its place; and their words."""

    fields: Mapping[int, str]
    words: tuple[str, ...]

    def heading_of(self, field: str) -> str:
        """The words over the column that means this; the field itself when no column does."""
        return next((self.words[place] for place, name in self.fields.items() if name == field), field)

    def over(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Each cell that holds words, with its heading, or which column it is."""
        return tuple(
            ((self.words[place] if place < len(self.words) else "") or f"Column {place + 1}", text)
            for place, text in enumerate(cells)
            if text
        )


NONE = Heads({}, ())


@cache
def meanings() -> dict[str, str]:
    """What each heading that is known means, by the heading in its plain form."""
    listed = tomllib.loads(files("jigsaw.care.reviews.reading").joinpath("headings.toml").read_text("utf-8"))
    return {_plain(words): field for field, each in listed["means"].items() for words in each}


def columns_of(cells: Sequence[str]) -> dict[int, str] | None:
    """What each column means, by its place, when these cells are a row of headings; None when they are not.

    They are when one means the date and one what happened. Of two columns that mean the same, the first counts.
    """
    found: dict[int, str] = {}
    for place, words in enumerate(cells):
        field = meanings().get(_plain(words)) if len(words) < 60 else None
        if field and field not in found.values():
            found[place] = field
    return found if set(found.values()) >= NEEDED else None


def _plain(words: str) -> str:
    lowered = _BRACKETS.sub(" ", words.lower()).replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(_SIGNS.sub(" ", lowered).split())
