"""A pattern and a pack of them, as loaded. Valid from birth: only `pack.load_pack` makes them."""

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jigsaw.engine.patterns.language import Condition, reads
from jigsaw.engine.patterns.screening import Needs, needs
from jigsaw.engine.patterns.timeline import SubjectKind


@dataclass(frozen=True)
class ExampleMark:
    """One mark of a worked example: so many days after its first day, known when it happens."""

    day: int
    kind: str
    agency: str
    person: str


@dataclass(frozen=True)
class Example:
    """A worked example: these marks, and the days on which the pattern must become true and cease to be.

    ended: None when the example does not say. until: the last day looked at.
    """

    says: str
    marks: tuple[ExampleMark, ...]
    raised: tuple[int, ...]
    ended: tuple[int, ...] | None
    until: int


@dataclass(frozen=True)
class Pattern:
    """One open, versioned rule over pieces.

    sentence: what people read, with placeholders (see `wording`). asks: who is asked to do what. lead: the
    kinds of agency asked. quiet_days: how long it stays quiet after a conversation. source: what its numbers
    rest on, or "local default".
    statutory: time-critical, so never waits behind other reasons. content_hash: sha256 of all that defines
    it.
    """

    id: str
    name: str
    version: int
    subject: SubjectKind
    sentence: str
    condition: Condition
    asks: str
    lead: tuple[str, ...]
    quiet_days: int
    why: str
    source: str
    owner: str
    review_on: datetime.date
    statutory: bool
    parameters: Mapping[str, int | str]
    examples: tuple[Example, ...]
    content_hash: str

    @cached_property
    def reads(self) -> frozenset[str]:
        """Every kind of mark that can change its answer."""
        return reads(self.condition)

    @cached_property
    def needs(self) -> Needs:
        """Sets of kinds of which each must be on a timeline for the pattern ever to be true of it."""
        return needs(self.condition)


@dataclass(frozen=True)
class Pack:
    """Patterns that are loaded, signed and run together, in the order of their ids."""

    patterns: tuple[Pattern, ...]
    content_hash: str

    def __hash__(self) -> int:
        return hash(self.content_hash)

    @cached_property
    def _by_id(self) -> dict[str, Pattern]:
        return {pattern.id: pattern for pattern in self.patterns}

    def pattern(self, pattern_id: str) -> Pattern | None:
        """The pattern with this id, if the pack has it."""
        return self._by_id.get(pattern_id)

    def about(self, subject: SubjectKind) -> tuple[Pattern, ...]:
        """The patterns that read timelines of this subject."""
        return tuple(pattern for pattern in self.patterns if pattern.subject == subject)


def hash_of(content: object) -> str:
    """sha256 of the content as canonical JSON: keys and sets sorted, no spaces, every character as itself."""
    text = json.dumps(plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(content: object) -> object:
    """The content in the values that JSON has; what is a class of ours says which in "is"."""
    if dataclasses.is_dataclass(content) and not isinstance(content, type):
        fields = {field.name: plain(getattr(content, field.name)) for field in dataclasses.fields(content)}
        return {"is": type(content).__name__, **fields}
    if isinstance(content, Mapping):
        return {str(key): plain(value) for key, value in content.items()}
    if isinstance(content, frozenset | set):
        return sorted(str(value) for value in content)
    if isinstance(content, list | tuple):
        return [plain(value) for value in content]
    if isinstance(content, datetime.date):
        return content.isoformat()
    return content
