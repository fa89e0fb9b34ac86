"""The board of a team and that of the area."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from jigsaw.care.conversations.domain.lateness import Heading
from jigsaw.care.conversations.queries import Area, OnBoard
from jigsaw.foundation.core.small_numbers import as_told, is_too_few
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.filters import ago
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Fact

Row = tuple[object, ...]


@dataclass(frozen=True)
class BoardCard:
    """One conversation on the board: whom it is about, when, who leads, how many answered, what is late."""

    link: Link
    when: str
    words: str
    late: tuple[str, ...]


@dataclass(frozen=True)
class BoardColumn:
    """One heading of the board, with its conversations."""

    heading: str
    cards: tuple[BoardCard, ...]


@dataclass(frozen=True)
class BoardPage:
    """All open conversations of the viewer's team and agency."""

    shell: Shell
    columns: tuple[BoardColumn, ...]
    late: int
    count: int


@dataclass(frozen=True)
class AreaPage:
    """The area's counts in sentences and tables; those that are small are not told."""

    shell: Shell
    since: str
    calling: tuple[Fact, ...]
    happening: tuple[Fact, ...]
    closing: tuple[Fact, ...]
    kinds: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    comes: tuple[Row, ...]


def board_page(shell: Shell, found: list[OnBoard]) -> BoardPage:
    """The board, what is late first under each heading."""
    columns = tuple(
        BoardColumn(heading.value, tuple(_card(one) for one in found if one.heading is heading))
        for heading in Heading
    )
    return BoardPage(shell, columns, sum(bool(one.late) for one in found), len(found))


def _card(one: OnBoard) -> BoardCard:
    line = one.line
    when = line.held_at or line.meets_at
    answered = one.invited - one.unanswered
    words = f"{line.kind}. {line.lead_agency} leads. {answered} of {one.invited} answered."
    if line.open_actions:
        words += f" {line.open_actions} action{'' if line.open_actions == 1 else 's'} open."
    verb = "Held" if line.held_at else "Meets"
    link = Link(line.label, reverse("conversation", args=[line.id]), f": {line.kind}")
    return BoardCard(link, f"{verb} {_day(when)} ({ago(when)})", words, one.late)


def area_page(shell: Shell, found: Area) -> AreaPage:
    """The area's page."""
    well, again = found.choices
    useful = found.useful
    return AreaPage(
        shell=shell,
        since=_day(found.since),
        calling=(
            Fact("Conversations called", as_told(found.called)),
            Fact("of these, for a reason that a pattern found", as_told(found.from_reason)),
            Fact("Open reasons that ask your agency, and nobody called for", str(found.waiting)),
        ),
        happening=(
            Fact("Whose date has come", as_told(found.due)),
            Fact("of these, held", _share(found.held, found.due)),
            Fact("Cancelled, with a reason", as_told(found.cancelled)),
            Fact("Held, and the person took part", _share(found.person_took_part, found.held)),
        ),
        closing=(
            Fact("Held, and closed", _share(found.closed, found.held)),
            Fact("Held, and the person was told", _share(found.person_told, found.held)),
            Fact("Agencies that say it was useful", _share(useful["yes"], sum(useful.values()))),
            Fact("Choices with a risk that went well, as the person sees it", _share(well, again)),
        ),
        kinds=tuple((name, as_told(called), _share(held, called)) for name, called, held in found.kinds),
        outcomes=tuple((name, as_told(number)) for name, number in found.outcomes),
        comes=tuple(
            (one.agency, as_told(one.invited), _share(one.answered, one.invited), _share(one.came, one.held))
            for one in found.comes
        ),
    )


def _day(at: datetime) -> str:
    return day_words(Moment(at).local.date())


def _share(part: int, whole: int) -> str:
    """A share in words; not told where so few are counted that somebody might be known by it."""
    if not whole:
        return "None yet"
    if is_too_few(whole) or is_too_few(part) or is_too_few(whole - part):
        return "Too few to tell"
    return f"{part} of {whole} ({round(100 * part / whole)}%)"
