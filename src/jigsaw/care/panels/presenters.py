"""What the pages of panels show."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from jigsaw.care.panels.domain.measuring import Share
from jigsaw.care.panels.domain.rubric import rubric
from jigsaw.care.panels.domain.states import State
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
    steps: Rows
    letters: tuple[str, ...]


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
        steps=steps,
        letters=tuple(one.words for one in row.letters.order_by("pk")),
    )


def _links(whole: Whole) -> list[Link]:
    state = State(whole.row.state)
    decided = state in {State.AGREED, State.CONDITIONS, State.RETURNED}
    offered = (
        (whole.may_score, "Read and score", "score_referral"),
        (whole.may_decide, "Decide", "decide_referral"),
        (whole.is_author and state in {State.RETURNED, State.DEFERRED}, "Send it again", "refer_again"),
        (decided, "Write to the person", "panel_letter"),
        (decided, "The person does not agree", "appeal_referral"),
    )
    return [Link(words, reverse(name, args=[whole.row.pk])) for may, words, name in offered if may]
