"""What the pages of panels show."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from jigsaw.care.panels.domain.measuring import Difference, Share
from jigsaw.care.panels.domain.rubric import rubric
from jigsaw.care.panels.domain.states import State, may_step
from jigsaw.care.panels.models import PanelLetter
from jigsaw.care.panels.queries import Line, Whole
from jigsaw.foundation.core.time import Accuracy, Moment, day_words
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Fact, Tag

SECTION = "panels"
Rows = tuple[tuple[object, ...], ...]
_TONES = {
    State.WAITING: "now",
    State.AGREED: "done",
    State.CONDITIONS: "done",
    State.RETURNED: "due",
    State.DEFERRED: "due",
    State.ESCALATED: "due",
    State.APPEALED: "now",
}


@dataclass(frozen=True)
class ListPage:
    """The referrals that the viewer reads or wrote, and the panels for which they read."""

    shell: Shell
    rows: Rows
    panels: tuple[Link, ...]
    may_open: bool


@dataclass(frozen=True)
class ReferralPage:
    """One referral: its words, where it stands, what readers and the panel said."""

    shell: Shell
    tag: Tag
    due: str
    facts: tuple[Fact, ...]
    words: tuple[str, ...]
    links: tuple[Link, ...]
    heads: tuple[str, ...]
    levels: Rows
    said: tuple[tuple[str, str], ...]
    steps: Rows
    before: tuple[tuple[str, str], ...]
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FormPage:
    """A page with one form."""

    shell: Shell
    form: BaseForm
    button: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class MeasuresPage:
    """What a panel's work comes to."""

    shell: Shell
    facts: tuple[Fact, ...]
    returns: Rows
    groups: Rows
    readers: tuple[tuple[str, str, str], ...]
    add_href: str


def line_row(one: Line) -> tuple[object, ...]:
    row = one.row
    name = f"{row.get_what_display()}: {row.get_asked_display().lower()}"
    return (
        Link(name, reverse("referral", args=[row.pk]), f"by {row.author.name}"),
        f"{row.author.name}, {row.agency.name}",
        row.panel.name,
        _tag(one.row),
        _due(one.due_on),
    )


def _tag(row: Any) -> Tag:
    return Tag(row.get_state_display(), _TONES[State(row.state)])


def _due(day: Any) -> object:
    if day is None:
        return "Nobody needs to act"
    return (
        Tag(f"Late since {day_words(day)}", "due") if day < timezone.localdate() else f"By {day_words(day)}"
    )


def told_share(share: Share) -> str:
    if share.interval is None:
        return share.told
    low, high = (round(100 * one) for one in (share.interval.low, share.interval.high))
    return f"{share.told}: {round(100 * share.interval.estimate)}% (between {low}% and {high}%)"


def told_difference(one: Difference) -> str:
    """A group's share less that of everybody else, in points of a hundred, with its limits."""
    if one.interval is None:
        return "too few to tell"
    points = [round(100 * each) for each in (one.interval.estimate, one.interval.low, one.interval.high)]
    told = "{:+d} points of 100 (between {:+d} and {:+d})".format(*points)
    sure = one.interval.low > 0 or one.interval.high < 0
    return told if sure else f"{told}: may be chance"


def found_lines(whole: Whole) -> tuple[str, ...]:
    """What readers found, a sentence a line: which lines are lowest stands first."""
    if not whole.scores:
        return ()
    lines = rubric().lines
    told = {key: [one.levels[key] for one in whole.scores if key in one.levels] for key in lines}
    ordered = sorted((key for key in lines if told[key]), key=lambda key: sum(told[key]) / len(told[key]))
    low = [f"{lines[key]} ({' and '.join(map(str, told[key]))})" for key in ordered[:3]]
    words = [f"{one.reader.name} wrote: {one.words}" for one in whole.scores if one.words]
    return (f"Lowest of the lines, from 1 to 4: {'; '.join(low)}", *words)


def referral_page(shell: Shell, whole: Whole) -> ReferralPage:
    row = whole.row
    readers = tuple(
        f"{one.reader.name}{f', round {one.round}' if one.round > 1 else ''}" for one in whole.scores
    )
    levels = tuple(
        (asks, *(str(one.levels.get(key, "")) for one in whole.scores))
        for key, asks in rubric().lines.items()
    )
    facts = (
        Fact("Written by", f"{row.author.name}, {row.agency.name}"),
        Fact("Asked", row.get_asked_display()),
        Fact("Panel", row.panel.name),
        Fact("Referred", Moment(row.at, Accuracy.DAY)),
        *_came_from(whole),
        *([Fact("Costs a week", f"£{row.cost:,.2f}")] if row.cost is not None else []),
        Fact(
            "Still to read",
            f"{whole.lacking} more" if whole.lacking and row.state == State.WAITING else "Nobody",
        ),
    )
    steps = tuple(
        (
            Moment(one.at),
            f"{one.before} to {one.after}",
            " ".join(part for part in (one.why, one.more) if part),
            one.feedback or "None",
            one.by.name,
        )
        for one in row.steps.select_related("by").order_by("pk")
    )
    due = _due(whole.due_on)
    return ReferralPage(
        shell=shell,
        tag=_tag(row),
        due=due.text if isinstance(due, Tag) else str(due),
        facts=facts,
        words=tuple(line for line in row.words.splitlines() if line.strip()),
        links=tuple(_links(whole)),
        heads=("What is asked of it", *readers),
        levels=levels if whole.scores else (),
        said=tuple((one.reader.name, one.words) for one in whole.scores if one.words),
        steps=steps,
        before=tuple(
            (f"What the panel read until {day_words(timezone.localdate(one.at))}", one.read_until_then)
            for one in row.steps.order_by("pk")
            if one.read_until_then
        ),
        letters=tuple((_given(one), one.words) for one in row.letters.order_by("pk")),
    )


def _came_from(whole: Whole) -> tuple[Fact, ...]:
    if whole.came_from is None:
        return ()
    line = whole.came_from
    words = f"{line.kind} of {day_words(timezone.localdate(line.held_at or line.meets_at))}"
    return (Fact("Came from", Link(words, reverse("conversation", args=[line.id]))),)


def _given(letter: PanelLetter) -> str:
    day = day_words(timezone.localdate(letter.at))
    if letter.was_told:
        safe = f" Safe because: {letter.safe_because}" if letter.safe_because else ""
        return f"The person was told on {day}, {letter.channel or 'in a way that is not noted'}.{safe}"
    again = f" Looked at again on {day_words(letter.look_again_on)}." if letter.look_again_on else ""
    return f"The person was not told on {day}: {letter.why_not}.{again}"


def _links(whole: Whole) -> list[Link]:
    state = State(whole.row.state)
    decided = state not in {State.WAITING, State.APPEALED}
    may_appeal = may_step("appeal", state, State.APPEALED)
    offered = (
        (whole.may_score, "Read and score", "score_referral"),
        (whole.may_decide, "Decide", "decide_referral"),
        (whole.is_author and state in {State.RETURNED, State.DEFERRED}, "Send it again", "refer_again"),
        (decided, "Tell the person", "panel_letter"),
        (may_appeal, "The person does not agree", "appeal_referral"),
    )
    return [Link(words, reverse(name, args=[whole.row.pk])) for may, words, name in offered if may]
