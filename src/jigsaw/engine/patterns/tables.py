"""Reading one table of a pattern's file, noting what is wrong instead of stopping at the first fault."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jigsaw.engine.patterns.faults import Fault
from jigsaw.engine.patterns.language import DAY, HOUR, KindSet
from jigsaw.engine.patterns.timeline import SubjectKind
from jigsaw.engine.patterns.vocabulary import BY_OTHER, OTHER, Vocabulary

_DURATION = re.compile(r"([1-9][0-9]*) (minute|hour|day)s?")
_MINUTES = {"minute": 1, "hour": HOUR, "day": DAY}


def minutes_in(text: object) -> int | None:
    """The minutes in "90 days", "72 hours" or "1 minute"; None when it is not written like that."""
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    return int(match[1]) * _MINUTES[match[2]] if match else None


@dataclass
class Notes:
    """What is being read, and what was found wrong with it so far."""

    file: str
    vocabulary: Vocabulary
    parameters: Mapping[str, int | str] = field(default_factory=dict)
    subject: SubjectKind = "person"
    faults: list[Fault] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def add(self, key: str, wrong: str, mend: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, key, wrong, mend))


class Table:
    """One table. Each read notes a fault and gives a harmless value when it is wrong.

    `finish` notes every key that nothing asked for.
    """

    def __init__(self, content: Mapping[str, object], key: str, notes: Notes) -> None:
        self.content = content
        self.key = key
        self.notes = notes
        self._asked: set[str] = set()

    def raw(self, key: str) -> object | None:
        """The value as it stands, or None."""
        self._asked.add(key)
        return self.content.get(key)

    def fault(self, key: str, wrong: str, mend: str) -> None:
        """Note a fault at a key of this table."""
        self.notes.add(f"{self.key}.{key}" if self.key else key, wrong, mend)

    def text(self, key: str) -> str:
        """Words, at least one."""
        value = self.raw(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._missing_or(key, value, "Give words in quotation marks.")
        return ""

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, at least one."""
        value = self.raw(key)
        if isinstance(value, list) and value and all(isinstance(word, str) and word for word in value):
            return tuple(value)
        self._missing_or(key, value, 'Give a list of words, such as ["police"].')
        return ()

    def number(self, key: str, otherwise: int | None = None) -> int:
        """A whole number of 1 or more, or a "$parameter" that is one."""
        value = self._parameter(key)
        if value is None and otherwise is not None:
            return otherwise
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self._missing_or(key, value, "Give a whole number of 1 or more.")
        return 1

    def minutes(self, key: str, otherwise: int | None = None) -> int:
        """A length of time such as "90 days", or a "$parameter" that is one, in minutes."""
        value = self._parameter(key)
        if value is None and otherwise is not None:
            return otherwise
        found = minutes_in(value)
        if found is None:
            self._missing_or(key, value, 'Give a length of time, such as "90 days" or "72 hours".')
        return found or 1

    def truth(self, key: str, otherwise: bool = False) -> bool:
        """true or false."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, "is neither true nor false.", "Write true or false without quotation marks.")
        return value if isinstance(value, bool) else otherwise

    def date(self, key: str) -> datetime.date:
        """A date."""
        value = self.raw(key)
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        self._missing_or(key, value, "Give a date without quotation marks, such as 2026-09-01.")
        return datetime.date.min

    def kinds(self, key: str) -> KindSet:
        """Kinds of mark, tags looked up."""
        written = self.words(key)
        found: frozenset[str] = frozenset()
        for word in written:
            meant = self.notes.vocabulary.resolve(word)
            if not meant:
                mend = "Use a kind from the vocabulary, with :started or :ended when it is one that lasts."
                self.fault(key, f'"{word}" stands for no kind of mark.', mend)
            self.check_subject(key, word)
            found |= meant
        return KindSet(written, found)

    def check_subject(self, key: str, word: str) -> None:
        """Note a word that never occurs in timelines of this pattern's subject."""
        if word.startswith(OTHER) and self.notes.subject != "pair":
            self.fault(key, f'"{word}" occurs only about pairs.', 'Make the subject "pair", or drop it.')
        if word.endswith(f":{BY_OTHER}") and self.notes.subject != "home":
            self.fault(key, f'"{word}" occurs only about homes.', 'Make the subject "home", or drop it.')

    def finish(self) -> None:
        """Note every key that nothing asked for."""
        for key in self.content:
            if key not in self._asked:
                self.fault(key, "is not known here.", "Check its spelling, or take it out.")

    def _parameter(self, key: str) -> object | None:
        value = self.raw(key)
        if not (isinstance(value, str) and value.startswith("$")):
            return value
        name = value[1:]
        self.notes.used.add(name)
        if name in self.notes.parameters:
            return self.notes.parameters[name]
        self.fault(key, f'names the parameter "{name}", which there is not.', "Add it under [parameters].")
        return None

    def _missing_or(self, key: str, value: object | None, mend: str) -> None:
        if value is None and key in self.content:
            return  # a parameter that is not there: noted already
        self.fault(key, "is missing." if value is None else "is not of the right sort.", mend)
