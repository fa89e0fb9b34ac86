"""Pieces as the person, or who supports them, reads them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.story.domain.codes import as_words
from jigsaw.interfaces.own.pages import StoryLine, Writer
from jigsaw.interfaces.own.wording import PLAIN

HELD = "{agency} wrote something here. Somebody there reads it before it is shown to you. You can ask them for it."
# Names of workers stay out: some are withheld for the worker's safety, and a name in a piece tells nobody of that.
FACTS = {
    "value": "It says",
    "outcome": "What came of it",
    "ended_reason": "Why it ended",
    "team": "Team",
    "review": "To be looked at again",
}
_CODES = frozenset({"value", "outcome", "ended_reason"})

Months = tuple[tuple[str, tuple[StoryLine, ...]], ...]


def by_month(entries: Iterable[Entry]) -> Months:
    """Pieces by month, in their order."""
    months = groupby(entries, key=lambda one: f"{one.when.local:%B %Y}")
    return tuple((month, tuple(line(one) for one in some)) for month, some in months)


def line(one: Entry) -> StoryLine:
    """One piece."""
    if one.is_withheld:
        held = HELD.format(agency=one.holder.name)
        return StoryLine(one.when.text(), "Not shown yet", one.holder.name, "", (), held)
    what = PLAIN.get(one.kind, one.label)
    return StoryLine(_when(one), what, one.holder.name, one.words, tuple(_facts(one)), "")


def writers(entries: Iterable[Entry]) -> tuple[Writer, ...]:
    """The agencies that wrote these, by name, and whom to ask there."""
    holders = {one.holder.key: one.holder for one in entries}
    ordered = sorted(holders.values(), key=lambda one: one.name)
    return tuple(Writer(one.name, one.contact or "Reception", one.telephone) for one in ordered)


def _when(one: Entry) -> str:
    if one.shape is Shape.EVENT:
        return one.when.text()
    return f"{one.when.text()} to {one.until.text()}" if one.until else f"Since {one.when.text()}"


def _facts(one: Entry) -> Iterator[str]:
    told: Mapping[str, str] = one.attributes
    for name, title in FACTS.items():
        if value := told.get(name):
            yield f"{title}: {as_words(value) if name in _CODES else value}"
    if one.version > 1:
        yield f"{one.holder.name} put this right after it was first written"
