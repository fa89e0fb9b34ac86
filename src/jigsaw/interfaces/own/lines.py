"""Pieces as the person, or who supports them, reads them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, zip_longest

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.story.domain.codes import as_words
from jigsaw.care.story.domain.quiet import LONGER_THAN
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
PLANNED = "runs-out"
_SAYS_NOTHING = frozenset({"named", "yes"})
_CODES = frozenset({"value", "outcome", "ended_reason"})

Months = tuple[tuple[str, tuple[StoryLine, ...], str], ...]
"""A month's name, its pieces, and what is said of a long time before it from which nothing is shown; else nothing."""
SILENCE = (
    "Between {since} and {until} nothing was sent here that can be shown. "
    "That does not mean that nothing happened."
)


def by_month(entries: Iterable[Entry], *, to_them: bool = True) -> Months:
    """Pieces by month, the latest first. to_them: whether the person reads: a supporter is not spoken to as "you"."""
    months = [(month, list(some)) for month, some in groupby(entries, key=_month)]
    before = [some[0] for _, some in months[1:]]
    return tuple(
        (month, tuple(line(one, to_them=to_them) for one in some), _silence(some[-1], earlier))
        for (month, some), earlier in zip_longest(months, before)
    )


def line(one: Entry, *, to_them: bool) -> StoryLine:
    """One piece."""
    if one.is_withheld:
        held = HELD.format(agency=one.holder.name)
        return StoryLine(one.when.text(), "Not shown yet", one.holder.name, "", (), held)
    what = PLAIN.get(one.kind, one.label) if to_them else one.label
    return StoryLine(_when(one), what, one.holder.name, one.words, tuple(_facts(one)), "")


def writers(entries: Iterable[Entry]) -> tuple[Writer, ...]:
    """The agencies that wrote these, by name, and whom to ask there."""
    holders = {one.holder.key: one.holder for one in entries}
    ordered = sorted(holders.values(), key=lambda one: one.name)
    return tuple(Writer(one.name, one.contact or "Reception", one.telephone) for one in ordered)


def _month(one: Entry) -> str:
    return f"{one.when.local:%B %Y}"


def _silence(one: Entry, earlier: Entry | None) -> str:
    if earlier is None:
        return ""
    last = (earlier.until or earlier.when).latest()
    return (
        SILENCE.format(since=_month(earlier), until=_month(one)) if one.when.at - last > LONGER_THAN else ""
    )


def _when(one: Entry) -> str:
    if one.shape is Shape.EVENT:
        return one.when.text()
    if one.until and PLANNED in one.tags:
        return f"{one.when.text()}, planned until {one.until.text()}"
    return f"{one.when.text()} to {one.until.text()}" if one.until else f"Since {one.when.text()}"


def _facts(one: Entry) -> Iterator[str]:
    told: Mapping[str, str] = one.attributes
    for name, title in FACTS.items():
        value = told.get(name)
        if value and value not in _SAYS_NOTHING:
            yield f"{title}: {as_words(value) if name in _CODES else value}"
    if one.version > 1:
        yield f"{one.holder.name} put this right after it was first written"
