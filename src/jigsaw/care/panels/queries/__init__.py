"""Reads of panels, for their members and for authors."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from jigsaw.care.conversations.queries import ConversationLine, line_if_seen
from jigsaw.care.panels.domain.agreement import Agreement, agreement
from jigsaw.care.panels.domain.letter import Told, letter
from jigsaw.care.panels.domain.measuring import Case, Measures, measure
from jigsaw.care.panels.domain.rubric import rubric
from jigsaw.care.panels.domain.sampling import is_read_twice
from jigsaw.care.panels.domain.states import State, due_on
from jigsaw.care.panels.models import RETURNS, Panel, PanelMember, PanelScore, Referral
from jigsaw.care.panels.policies import (
    is_told,
    panel_of,
    panels_of,
    reads,
    referred,
    round_of,
    seen_by,
    still_to_read,
)
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Line:
    """A referral of a list, and by when somebody acts; None where nobody needs to."""

    row: Referral
    due_on: date | None


@dataclass(frozen=True)
class Whole:
    """One referral. scores: those that the viewer may see.

    A reader sees their own, and all once every reader who is asked has scored; the author sees them with the decision.
    """

    row: Referral
    due_on: date | None
    scores: tuple[PanelScore, ...]
    may_score: bool
    may_decide: bool
    is_author: bool
    came_from: ConversationLine | None
    lacking: int


def panels(viewer: Viewer) -> list[Panel]:
    """The panels for which the viewer reads."""
    return list(Panel.objects.filter(panels_of(viewer)).order_by("name"))


def every_panel(viewer: Viewer) -> list[Panel]:
    """All panels, by name: whom one may ask."""
    panels_of(viewer)
    return list(Panel.objects.order_by("name"))


def referrals(viewer: Viewer) -> list[Line]:
    """The referrals that the viewer reads or wrote, what is due first."""
    rows = Referral.objects.filter(seen_by(viewer)).select_related("panel", "author", "agency")
    rows = rows.prefetch_related("letters")
    lines = [Line(row, _due(row)) for row in rows]
    return sorted(lines, key=lambda one: (one.due_on or date.max, one.row.at))


def referral(viewer: Viewer, key: UUID) -> Whole:
    """One referral. Raises NotFound."""
    row = referred(viewer, key)
    lacking, reader = still_to_read(row), reads(viewer, row)
    every = list(row.scores.select_related("reader").order_by("pk"))
    mine = [one for one in every if one.reader_id == viewer.key]
    scored = any(one.round == round_of(row) for one in mine)
    waits = row.state == State.WAITING
    open_to = {State.WAITING, State.ESCALATED, State.APPEALED}
    return Whole(
        row=row,
        due_on=_due(row),
        scores=tuple(_shown(row, every, mine, reader=reader, hidden=waits and bool(lacking))),
        may_score=reader and waits and not scored,
        may_decide=reader and row.state in open_to and not (waits and lacking),
        is_author=row.author_id == viewer.key,
        came_from=line_if_seen(viewer, row.conversation_id),
        lacking=lacking,
    )


def referred_from(viewer: Viewer, conversation: UUID) -> Referral | None:
    """The latest referral that came from a conversation, if the viewer reads or wrote one."""
    return Referral.objects.filter(seen_by(viewer), conversation=conversation).order_by("-at").first()


def letter_for(viewer: Viewer, key: UUID) -> str:
    """The letter to the person drafted from the latest decision. Raises NotFound while there is none."""
    row = referred(viewer, key)
    latest = row.steps.filter(verb="decide").order_by("-pk").first()
    if latest is None:
        raise NotFound("Writing to the person", "nothing was decided yet", "Decide first")
    what = "care and support plan" if row.what == Referral.What.PLAN else "assessment"
    return letter(Told(what, row.panel.name, State(latest.after), latest.why, latest.more, row.panel.ring))


def measures(viewer: Viewer, panel: UUID) -> tuple[Measures, Agreement]:
    """What a panel's work comes to, and how far its readers agree. Raises NotFound for whoever does not read for it."""
    rows = list(Referral.objects.filter(panel=panel_of(viewer, panel)).prefetch_related("steps", "scores"))
    return measure(map(_case, rows)), agreement(pair for row in rows for pair in _read_twice(row))


def panel(viewer: Viewer, key: UUID) -> Panel:
    """A panel for which the viewer reads. Raises NotFound."""
    return panel_of(viewer, key)


def readers(viewer: Viewer, panel: UUID) -> list[PanelMember]:
    """Who reads for a panel now, by agency and name. Raises NotFound for whoever does not."""
    rows = panel_of(viewer, panel).members.filter(left_at=None).select_related("practitioner__agency")
    return sorted(rows, key=lambda one: (one.practitioner.agency.name, one.practitioner.name))


def _shown(
    row: Referral, every: list[PanelScore], mine: list[PanelScore], *, reader: bool, hidden: bool
) -> list[PanelScore]:
    if reader:
        return mine if hidden else every
    return every if row.steps.filter(verb="decide").exists() else []


def _due(row: Referral) -> date | None:
    since = timezone.localdate(row.since)
    return due_on(State(row.state), since, urgent=row.urgent, is_told=is_told(row))


def _case(row: Referral) -> Case:
    steps = sorted((one for one in row.steps.all() if one.verb == "decide"), key=lambda one: one.pk)
    first = steps[0] if steps else None
    return Case(
        is_mental_health=row.is_mental_health,
        days=(timezone.localdate(first.at) - timezone.localdate(row.at)).days if first else None,
        outcome=first.after if first else "",
        returned_for=dict(RETURNS).get(first.returned_for, "") if first else "",
        pages=row.pages,
        group=row.group,
    )


def _read_twice(row: Referral) -> list[tuple[int, int]]:
    """The levels of the first two readers, line by line, where neither had seen the other's: of the sample alone."""
    if not is_read_twice(row.pk):
        return []
    first_round = sorted((one for one in row.scores.all() if one.round == 1), key=lambda one: one.pk)
    if len(first_round) < 2:
        return []
    one, other = first_round[:2]
    return [
        (one.levels[key], other.levels[key])
        for key in rubric().lines
        if key in one.levels and key in other.levels
    ]
