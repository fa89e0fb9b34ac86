"""Entries, months and silences as a page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.intake.domain.entries import Entry, Holder
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.story.domain.codes import as_words
from jigsaw.care.story.domain.grouping import Incident, Item, Month, by_month
from jigsaw.care.story.domain.quiet import Quiet
from jigsaw.care.story.queries import Told
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.parts import Agency

# Attributes that a line tells, and how they are introduced. Others stay in the source.
ATTRIBUTES = {
    "value": "",
    "outcome": "Outcome",
    "ended_reason": "Ended because",
    "ended_by": "Ended by",
    "worker": "Worker",
    "team": "Team",
    "author": "Recorded by",
    "review": "To be reviewed",
}
ROLES = {
    "subject": "",
    "caller": "called by",
    "alleged": "alleged",
    "witness": "witness",
    "carer": "carer",
    "household": "in the household",
    "relative": "relative",
    "named-worker": "named worker",
}
# Attributes whose values may be codes of ours.
CODES = ("ended_reason", "ended_by", "value")
WITHHELD = (
    "{agency} holds a piece here whose content it does not share. Ring {who} on {telephone} if you need it."
)
OTHERS_SEE = {
    "content-withheld": "Other agencies see that you hold this, and not what it says",
    "sealed": "No other agency knows of this",
    "law-enforcement": "Held for law enforcement: others read it only for somebody’s safety",
    "third-party-words": "Somebody else can be known from these words",
    "serious-harm": "A professional reads it before the person does: it could do serious harm",
    "general": "General: anybody who supports them may be told this",
}
NO_NUMBER = "a number that is not recorded"


@dataclass(frozen=True)
class Line:
    """One piece on the page."""

    anchor: str
    when: Moment
    until: Moment | None
    agency: Agency
    kind: str
    shape: str
    place: str
    about: str
    words: str
    facts: tuple[str, ...]
    source: str
    recorded: Moment | None
    received: Moment
    note: str
    withheld: str
    is_new: bool
    goes_on: bool
    others_see: str = ""
    decide_href: str = ""


@dataclass(frozen=True)
class FoldedLine:
    """Routine pieces told in one line that opens."""

    words: str
    agency: Agency
    first: Moment
    last: Moment
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class IncidentLine:
    """One incident, with each agency's piece of it."""

    words: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class QuietLine:
    """A silence, said aloud."""

    sentence: str


@dataclass(frozen=True)
class MonthShown:
    """A month of the story."""

    title: str
    anchor: str
    count: int
    items: tuple[tuple[str, Line | FoldedLine | IncidentLine | QuietLine], ...]


def badge(holder: Holder) -> Agency:
    """An agency's badge."""
    return Agency(holder.name, holder.kind)


def whom_to_ring(holder: Holder) -> str:
    """The role to ask for, else the switchboard."""
    return holder.contact or "its switchboard"


class Lines:
    """Makes lines of one story. `whose` is the person whose page it is: their own name is not repeated. `own` is the
    agency that looks: it decides what others see of what it holds.
    """

    def __init__(self, told: Told, whose: UUID | None = None, own: str = "") -> None:
        self.told = told
        self.whose = whose
        self.own = own
        news = told.changes
        self.new = {entry.piece for entry in (*news.came, *news.corrected)}

    def line(self, entry: Entry) -> Line:
        """One entry as a line."""
        return Line(
            anchor=f"piece-{entry.piece}",
            when=entry.when,
            until=entry.until,
            agency=badge(entry.holder),
            kind=entry.label,
            shape=str(entry.shape),
            place=entry.place,
            about=self._about(entry),
            words=entry.words,
            facts=tuple(_facts(entry.attributes)),
            source=f"{entry.source}, {entry.feed}" if entry.source else "",
            recorded=Moment(entry.recorded) if entry.recorded else None,
            received=Moment(entry.received),
            note=entry.note,
            withheld=_withheld(entry),
            is_new=entry.piece in self.new,
            goes_on=entry.shape is not Shape.EVENT and entry.is_open(self.told.read_at),
            others_see=_others_see(entry) if entry.holder.key == self.own else "",
            decide_href=f"/pieces/{entry.piece}/others-see" if entry.holder.key == self.own else "",
        )

    def months(self) -> tuple[MonthShown, ...]:
        """The chosen entries by month, with the silences unless pieces were left out by choice."""
        quiet = () if self.told.choice.is_narrowed else self.told.quiet
        newest_first = self.told.choice.newest_first
        months = by_month(self.told.shown, quiet, newest_first=newest_first)
        return tuple(self._month(month) for month in months)

    def _month(self, month: Month) -> MonthShown:
        return MonthShown(
            month.title, month.anchor, month.count, tuple(self._item(item) for item in month.items)
        )

    def _item(self, item: Item) -> tuple[str, Line | FoldedLine | IncidentLine | QuietLine]:
        if isinstance(item, Quiet):
            return "quiet", QuietLine(item.sentence)
        if isinstance(item, Entry):
            return "line", self.line(item)
        if isinstance(item, Incident):
            return "incident", self._incident(item)
        lines = tuple(self.line(entry) for entry in item.entries)
        return "folded", FoldedLine(
            item.words, badge(item.first.holder), item.first.when, item.last.when, lines
        )

    def _incident(self, item: Incident) -> IncidentLine:
        words = f"One incident, told by {len(item.holders)} agencies"
        return IncidentLine(words, tuple(self.line(one) for one in item.entries))

    def _about(self, entry: Entry) -> str:
        people = [
            (self.told.people[one.record], one.role) for one in entry.about if one.record in self.told.people
        ]
        others = [(one, role) for one, role in people if one.id != self.whose or role not in ("subject", "")]
        named = [(one.name, ROLES.get(role, role)) for one, role in others]
        words = [f"{name} ({role})" if role else name for name, role in named]
        return "; ".join(dict.fromkeys(words))


def _facts(attributes: Mapping[str, str]) -> list[str]:
    found = []
    for key, title in ATTRIBUTES.items():
        if value := attributes.get(key):
            words = as_words(value) if key in CODES else value
            found.append(f"{title}: {words}" if title else words[:1].upper() + words[1:])
    return found


def _others_see(entry: Entry) -> str:
    words = [OTHERS_SEE[one] for one in (entry.restriction, *entry.handling.split()) if one in OTHERS_SEE]
    return ". ".join(words)


def _withheld(entry: Entry) -> str:
    if not entry.is_withheld:
        return ""
    holder = entry.holder
    return WITHHELD.format(
        agency=holder.name, who=whom_to_ring(holder), telephone=holder.telephone or NO_NUMBER
    )
