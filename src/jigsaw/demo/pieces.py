"""What agencies come to know, before each writes it in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from jigsaw.demo.clock import DAY, HOUR, Clock
from jigsaw.demo.homes import Home
from jigsaw.demo.names import read_toml
from jigsaw.demo.people import Person

NOTHING: Mapping[str, str] = {}
PRONOUNS = {
    "male": {"they": "he", "them": "him", "their": "his", "They": "He"},
    "female": {"they": "she", "them": "her", "their": "her", "They": "She"},
    "other": {"they": "they", "them": "them", "their": "their", "They": "They"},
}
# The hours at which things happen: the first hour and how many hours follow.
HOURS = {"office": (9, 8), "day": (8, 12), "late": (17, 12), "any": (0, 24)}


@dataclass(slots=True, eq=False)
class Piece:
    """One statement by one agency. Times are the borough's minutes; `other` is a second person, in `role`."""

    agency: str
    kind: str
    person: Person
    at: int
    until: int | None = None
    home: Home | None = None
    words: str = ""
    other: Person | None = None
    role: str = ""
    extras: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    story: str = ""


class Teller:
    """Collects pieces, and finds words for them."""

    def __init__(self, rng: Random, clock: Clock) -> None:
        self.rng = rng
        self.clock = clock
        self.pieces: list[Piece] = []
        self.story = ""
        self.phrases: dict[str, list[str]] = {
            key: row["said"] for key, row in read_toml("words.toml").items()
        }

    def tell(
        self, agency: str, kind: str, person: Person, at: int, *, until: int | None = None, home: Home | None = None,
        words: str = "", other: Person | None = None, role: str = "", extras: Mapping[str, str] = NOTHING,
    ) -> Piece | None:  # fmt: skip
        """Adds a piece; nothing after today, and nothing after the person's death."""
        if at > self.clock.end or (person.died is not None and at > person.died):
            return None
        until = None if until is None or until > self.clock.end else max(until, at + HOUR)
        said = words or self.say(kind, person)
        piece = Piece(agency, kind, person, at, until, home, said, other, role, extras, self.story)
        self.pieces.append(piece)
        return piece

    def say(self, kind: str, person: Person) -> str:
        """A phrase for a kind, with the person's pronouns; nothing for kinds that come without words."""
        phrases = self.phrases.get(kind)
        if not phrases:
            return ""
        phrase = phrases[int(self.rng.random() * len(phrases))]
        return phrase.format_map(PRONOUNS[person.gender]) if "{" in phrase else phrase

    def minute(self, day: int, hours: str = "any") -> int:
        """A minute of that day, within the hours; office hours keep to weekdays."""
        if hours == "office":
            weekday = (self.clock.start.toordinal() + day - 1) % 7
            day -= max(0, weekday - 4)
        first, length = HOURS[hours]
        return day * DAY + first * HOUR + int(self.rng.random() * length * HOUR)
