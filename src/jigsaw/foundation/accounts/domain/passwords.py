"""Which passwords do: long ones that are not on the lists of those which leaked, and not the person's own names.

No rule asks for capitals, digits or signs, and none for a new one every month: such rules make people choose worse
(NCSC, Password policy: updating your approach; NIST SP 800-63B, 5.1.1.2). Three unrelated words make a good one.
"""

import re
from collections.abc import Collection, Iterable

LEAST_LETTERS = 12
MOST_LETTERS = 200
"""A hash of something endless would keep the service busy."""

_PLAIN = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def fault_of(password: str, *, leaked: Collection[str], about: Iterable[str] = ()) -> str:
    """What is wrong with a password, as what to do about it; nothing when it does.

    leaked: passwords known from breaches, in small letters. about: the sign-in name, the name, the agency's name.
    """
    if len(password) < LEAST_LETTERS:
        return f"Enter at least {LEAST_LETTERS} letters: three words that do not belong together will do"
    if len(password) > MOST_LETTERS:
        return f"Enter at most {MOST_LETTERS} letters"
    small = password.lower()
    if len(set(small)) < 5 or small.isdigit() or _is_leaked(small, leaked):
        return "Choose another: this one, or one much like it, is among those that leaked from elsewhere"
    words = {word for one in about for word in re.findall(r"\w{3,}", one.lower())}
    left = _without(small, words | {"jigsaw", "password"})
    return (
        ""
        if len(left) >= LEAST_LETTERS // 2
        else "Choose words that have nothing to do with you or with Jigsaw"
    )


def _is_leaked(small: str, leaked: Collection[str]) -> bool:
    """Itself, with what was put round it taken off, its signs read as letters, or half of it twice."""
    bare = _EDGES.sub("", small)
    half = small[: len(small) // 2]
    forms = {
        small,
        bare,
        small.translate(_PLAIN),
        bare.translate(_PLAIN),
        _EDGES.sub("", small.translate(_PLAIN)),
    }
    if small == half * 2:
        forms |= {half, _EDGES.sub("", half)}
    return any(form in leaked for form in forms)


def _without(small: str, words: Iterable[str]) -> str:
    for word in words:
        small = small.replace(word, "")
    return re.sub(r"[\W\d_]", "", small)
