"""An anonymised view of a chronology and the way back. The key is a value of its own, to be kept apart from the text.

In the view a name stands as [Adult A]; other forms in which the same name was written stand as [Adult A·2]. A bracket
that was in the text is doubled. So the way back gives exactly what was written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LABEL = re.compile(r"\[\[|\[([^\[\]]+)\]")
# What gives somebody away without being a name: each is replaced as it stands, and can be brought back.
_NUMBERS = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("telephone", re.compile(r"(?<![\w])(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\w)")),
    ("NHS number", re.compile(r"(?<!\w)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")),
)
_CAPITALS = re.compile(r"\b[A-Z][a-z’'-]+(?:\s+[A-Z][a-z’'-]+)+\b")


@dataclass(frozen=True, slots=True)
class Key:
    """What stands for what: each label with the words that it hides."""

    hidden: Mapping[str, str]

    def labels(self) -> dict[str, str]:
        """For each form in which something was written, its label."""
        return {words: label for label, words in self.hidden.items()}


def key_of(people: Mapping[str, Iterable[str]], texts: Iterable[str] = ()) -> Key:
    """The key for people by label ("Adult A": their names), with every form in which the texts write them.

    Also hides numbers, addresses of e-mail and postcodes that stand in the texts. Labels are numbered in the order of
    the texts: a text that is added at the end gives no label another meaning.
    """
    every = list(texts)
    hidden: dict[str, str] = {}
    for label, names in people.items():
        for form in _forms(names, every):
            _add(hidden, label, form)
    for name, pattern in _NUMBERS:
        for found in dict.fromkeys(one for text in every for one in pattern.findall(text)):
            _add(hidden, name, found)
    return Key(hidden)


def anonymised(text: str, key: Key) -> str:
    """The text with everything that the key hides as labels."""
    labels = key.labels()
    doubled = "[["
    if not labels:
        return text.replace("[", doubled)
    longest = sorted(labels, key=len, reverse=True)
    finding = re.compile(r"\[|" + "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest))
    return finding.sub(lambda found: doubled if found[0] == "[" else f"[{labels[found[0]]}]", text)


def named_again(text: str, key: Key) -> str:
    """The way back: every label of the key as the words that it hides. Other words in brackets stay."""
    return _LABEL.sub(lambda found: "[" if found[0] == "[[" else key.hidden.get(found[1], found[0]), text)


def may_still_name(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Words in capitals, two or more together, that may be names still: for somebody to look at before it is told."""
    known = set(allowed)
    return sorted({one for one in _CAPITALS.findall(_LABEL.sub(" ", text)) if one not in known})


def _forms(names: Iterable[str], texts: list[str]) -> list[str]:
    """Each name as it is given, then each other way in which the texts write it: in capitals, without."""
    given = [name.strip() for name in names if name.strip()]
    found = dict.fromkeys(given)
    for name in given:
        finding = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        found |= dict.fromkeys(form for text in texts for form in finding.findall(text))
    return list(found)


def _add(hidden: dict[str, str], label: str, words: str) -> None:
    if words in hidden.values():
        return
    plain = re.sub(r"[\[\]·]", "", label).strip()
    place = 1
    while (name := plain if place == 1 else f"{plain}·{place}") in hidden:
        place += 1
    hidden[name] = words
