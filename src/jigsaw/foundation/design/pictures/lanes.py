"""The story over time, one lane for each agency.

A dot is an event, a bar an involvement, a dashed line a state; a shaded column is a time without contact. Positions are
in per cent of the width, so letters keep their size on a phone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from markupsafe import Markup

from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.addresses import own_address
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.parts import Agency
from jigsaw.foundation.design.pictures.crowds import Crowd, gather, months_each
from jigsaw.foundation.design.pictures.scale import Scale
from jigsaw.foundation.design.pictures.tables import facts_table
from jigsaw.foundation.design.shapes import agency_shape

MOST_EVENTS = 60
TOP, NAME, ROW, EVENTS = 52, 30, 18, 34


@dataclass(frozen=True)
class LaneMark:
    """One piece in a lane. shape: event, involvement or state. An open involvement has no `until`."""

    shape: str
    start: Moment
    label: str
    href: str
    until: Moment | None = None

    def words(self) -> str:
        """The mark in a sentence, for a reader who hears it."""
        if self.shape == "event":
            return f"{self.label}, {self.start.text()}"
        return f"{self.label}, {self.start.text()} to {self.until.text() if self.until else 'now'}"


@dataclass(frozen=True)
class Lane:
    """One agency and its pieces, in time order."""

    agency: Agency
    marks: tuple[LaneMark, ...]


@dataclass(frozen=True)
class Quiet:
    """A time without contact, with its sentence."""

    since: Moment
    until: Moment
    sentence: str


@dataclass(frozen=True)
class Lanes:
    """The whole picture. period_href: where a crowd of events leads, with {since} and {until} as ISO days."""

    title: str
    lanes: tuple[Lane, ...]
    first: datetime
    last: datetime
    quiet: tuple[Quiet, ...] = ()
    period_href: str = "?since={since}&until={until}"

    @cached_property
    def is_crowded(self) -> bool:
        """Whether there are too many events to draw each."""
        return sum(mark.shape == "event" for lane in self.lanes for mark in lane.marks) > MOST_EVENTS


def _at(per_cent: float) -> str:
    return f"{per_cent:.2f}%"


def _linked(href: str, words: str, drawn: Markup) -> Markup:
    link = Markup('<a href="%s" aria-label="%s"><title>%s</title>%s</a>')
    return link % (own_address(href), words, words, drawn)


def _middle(moment: Moment) -> datetime:
    return moment.at + (moment.latest() - moment.at) / 2


def _dot(mark: LaneMark, scale: Scale, y: int) -> Markup:
    drawn = Markup('<circle class="app-lanes__dot" cx="{}" cy="{}" r="7"/>')
    return _linked(mark.href, mark.words(), drawn.format(_at(scale.across(_middle(mark.start))), y))


def _crowd(crowd: Crowd, lane: Lane, picture: Lanes, scale: Scale, y: int) -> Markup:
    x = _at(scale.across(crowd.middle))
    words = f"{crowd.count} in {crowd.title}, {lane.agency.name}: {crowd.kinds}"
    circle = Markup('<circle class="app-lanes__dot" cx="%s" cy="%s" r="9"/>') % (x, y)
    count = Markup('<text aria-hidden="true" class="app-lanes__count" x="%s" y="%s">%s</text>')
    return _linked(crowd.address(picture.period_href), words, circle) + count % (x, y + 4, crowd.count)


def _span(mark: LaneMark, scale: Scale, y: int) -> Markup:
    start, end = scale.across(mark.start.at), scale.across(mark.until.latest() if mark.until else scale.last)
    if mark.shape == "state":
        line = Markup('<line class="app-lanes__state" x1="{}" x2="{}" y1="{}" y2="{}"/>')
        return _linked(mark.href, mark.words(), line.format(_at(start), _at(max(end, start + 0.8)), y, y))
    bar = Markup('<rect class="app-lanes__bar" x="{}" y="{}" width="{}" height="10" rx="3"/>')
    return _linked(mark.href, mark.words(), bar.format(_at(start), y - 5, _at(max(end - start, 0.8))))


def _rows(marks: Iterable[LaneMark], scale: Scale) -> list[list[LaneMark]]:
    """Involvements and states in as few rows as keep those that overlap apart."""
    rows: list[list[LaneMark]] = []
    for mark in sorted(marks, key=lambda each: each.start):
        free = (row for row in rows if row[-1].until and row[-1].until.latest() <= mark.start.at)
        row = next(free, None)
        if row is None:
            rows.append(row := [])
        row.append(mark)
    return rows


def _events(lane: Lane, picture: Lanes, scale: Scale, y: int) -> Markup:
    events = [mark for mark in lane.marks if mark.shape == "event"]
    if not picture.is_crowded:
        return Markup("").join(_dot(mark, scale, y) for mark in events)
    crowds = gather(((_middle(mark.start), mark.label) for mark in events), months_each(scale.months))
    return Markup("").join(_crowd(crowd, lane, picture, scale, y) for crowd in crowds)


def _lane(lane: Lane, picture: Lanes, scale: Scale, top: int) -> tuple[Markup, int]:
    """One lane drawn below `top`, and where the next begins."""
    y = top + NAME + ROW // 2
    drawn = []
    for row in _rows((mark for mark in lane.marks if mark.shape != "event"), scale):
        drawn += [_span(mark, scale, y) for mark in row]
        y += ROW
    if any(mark.shape == "event" for mark in lane.marks):
        drawn.append(_events(lane, picture, scale, y + 6))
        y += EVENTS
    name = Markup(
        '<svg x="0" y="{}" width="16" height="16" viewBox="-8 -8 16 16" class="app-lanes__shape">{}</svg>'
        '<text class="app-lanes__name" x="22" y="{}">{}</text>'
    ).format(top + 9, agency_shape(lane.agency.kind), top + 22, lane.agency.name)
    group = Markup('<g class="app-lanes__lane app-agency--{}">{}{}</g>')
    return group.format(lane.agency.kind, name, Markup("").join(drawn)), y


def _grid(scale: Scale, height: int) -> Markup:
    line = Markup(
        '<g class="app-lanes__tick{}"><line x1="{}" x2="{}" y1="22" y2="{}"/><text x="{}" y="15">{}</text></g>'
    )
    return Markup("").join(
        line.format(" app-lanes__tick--minor" if tick.is_minor else "", x, x, height, x, tick.text)
        for tick in scale.ticks()
        for x in [_at(scale.across(tick.at))]
    )


def _quiet(quiet: Iterable[Quiet], scale: Scale, height: int) -> Markup:
    column = Markup(
        '<g class="app-lanes__quiet"><title>{}</title><rect x="{}" y="24" width="{}" height="{}"/>'
        '<text x="{}" y="42">{}</text></g>'
    )
    drawn = []
    for number, each in enumerate(quiet, start=1):
        start, end = scale.across(each.since.at), scale.across(each.until.at)
        words = f"Quiet {number}" if end - start > 16 else str(number)
        middle = _at((start + end) / 2)
        drawn.append(column.format(each.sentence, _at(start), _at(end - start), height - 24, middle, words))
    return Markup("").join(drawn)


def _quiet_list(quiet: Iterable[Quiet]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(each.sentence) for each in quiet)
    return (
        Markup('<p class="app-picture__key">Quiet times</p><ol>{}</ol>').format(items)
        if items
        else Markup("")
    )


def _facts(picture: Lanes, scale: Scale) -> Markup:
    rows: list[tuple[object, ...]] = []
    for lane in picture.lanes:
        events = [mark for mark in lane.marks if mark.shape == "event"]
        if picture.is_crowded:
            crowds = gather(((_middle(mark.start), mark.label) for mark in events), months_each(scale.months))
            rows += [
                (lane.agency, each.title, Link(each.kinds, each.address(picture.period_href)))
                for each in crowds
            ]
        shown = [mark for mark in lane.marks if mark.shape != "event" or not picture.is_crowded]
        rows += [(lane.agency, _period(mark), Link(mark.label, mark.href)) for mark in shown]
    return facts_table(picture.title, ("Agency", "When", "What"), rows)


def _period(mark: LaneMark) -> str:
    if mark.shape == "event":
        return mark.start.text()
    return f"{mark.start.text()} to {mark.until.text() if mark.until else 'now'}"


def lanes_picture(picture: Lanes) -> Markup:
    """The picture with its key, its quiet times in words, and its table. Every word is escaped."""
    scale = Scale(picture.first, picture.last)
    drawn, top = [], TOP
    for lane in picture.lanes:
        markup, top = _lane(lane, picture, scale, top)
        drawn.append(markup)
    height = top + 8
    body = _quiet(picture.quiet, scale, height) + _grid(scale, height) + Markup("").join(drawn)
    return Markup(
        '<figure class="app-picture"><figcaption class="app-picture__title">{title}</figcaption>{key}'
        '<div class="app-picture__frame{wide}" tabindex="0" role="region" aria-label="{title}, picture">'
        '<svg class="app-lanes" width="100%" height="{height}" role="group" aria-label="{title}">{body}</svg>'
        "</div>{quiet}{facts}</figure>"
    ).format(
        title=picture.title,
        key=KEY,
        wide=" app-picture__frame--wide" if picture.is_crowded else "",
        height=height,
        body=body,
        quiet=_quiet_list(picture.quiet),
        facts=_facts(picture, scale),
    )


KEY = Markup(
    '<ul class="app-picture__legend">'
    '<li><svg width="18" height="16" aria-hidden="true"><circle cx="9" cy="8" r="7"/></svg>Event</li>'
    '<li><svg width="30" height="16" aria-hidden="true"><rect y="3" width="30" height="10" rx="3"/></svg>Involved</li>'
    '<li><svg width="30" height="16" aria-hidden="true"><line x2="30" y1="8" y2="8"/></svg>State</li>'
    '<li><svg width="18" height="16" aria-hidden="true"><rect class="app-picture__hush" width="18" height="16"/></svg>'
    "No contact</li></ul>"
)
