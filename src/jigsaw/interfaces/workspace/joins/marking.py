"""Two values side by side, with the letters in which they differ marked: by a line under them, not by colour alone."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from jigsaw.foundation.design.parts import Tag

SAME, DIFFERS = Tag("Same", "done"), Tag("Differs", "due")
ONE_ALONE, NEITHER = "Only one says", "Neither says"


@dataclass(frozen=True)
class Marked:
    """A value, and where in it the other value is another: pairs of from and until, in order."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def __html__(self) -> str:
        """The value with the differing letters marked, escaped."""
        parts, at = [], 0
        for start, end in self.spans:
            parts.append(escape(self.text[at:start]))
            parts.append(Markup('<mark class="app-differs">{}</mark>').format(self.text[start:end]))
            at = end
        whole = Markup("").join([*parts, escape(self.text[at:])])
        return Markup("<span>{}</span>").format(whole)  # one part of its cell, however the cell is laid out


def compared(left: str, right: str) -> tuple[object, object, object]:
    """The two values and what comparing them says, as cells: upper and lower case make no difference."""
    if not left or not right:
        return left, right, ONE_ALONE if left or right else NEITHER
    if left.casefold() == right.casefold():
        return left, right, SAME
    mine, theirs = _spans(left, right)
    return Marked(left, mine), Marked(right, theirs), DIFFERS


def _spans(left: str, right: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    folded = (left.lower(), right.lower())
    if (len(folded[0]), len(folded[1])) != (len(left), len(right)):
        folded = (left, right)
    steps = SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    mine = tuple((start, end) for _, start, end, _, _ in changed if end > start)
    theirs = tuple((start, end) for _, _, _, start, end in changed if end > start)
    return mine, theirs
