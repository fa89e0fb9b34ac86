"""The part of the agenda pack that tells the plan in force: what was agreed, what agencies say they planned."""

from datetime import datetime

from jigsaw.care.conversations.domain.plans import PlanSaid, how_it_stands
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.pack import kind_name
from jigsaw.care.conversations.presenters.paper_parts import ACTION_WORDS
from jigsaw.care.conversations.queries.plans import PlanInForce
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.documents.paper import Block, Points, Section, Table

_NONE = (
    "No plan is recorded here. An agency may have one that it does not send: ask each, and ask the person."
)
_NONE_SENT = (
    "No agency has sent a plan of its own. It may have one all the same: ask each, and ask the person."
)
_NONE_AGREED = "No conversation agreed anything that is still to be done, as far as your agency knows."


def plan_section(plan: PlanInForce, at: datetime) -> Section:
    """The plan in force at a moment, each line with its date and where it comes from; or that none is recorded."""
    heading = "The plan in force"
    if not plan.is_recorded:
        return Section(heading, (_NONE,))
    return Section(heading, (*_agreed(plan), *_if_worse(plan), *_sent(plan, at)))


def _agreed(plan: PlanInForce) -> tuple[Block, ...]:
    rows = [
        (
            f"{one.what} {f'(decided: {one.decided})' if one.decided else ''}".strip(),
            f"{one.owner}, {one.agency.name}",
            day_words(one.due_on),
            one.how_we_know,
            ACTION_WORDS[one.state],
            _source(one.conversation),
        )
        for one in plan.undone
    ]
    columns = ("What", "Who", "By", "How we will know", "State", "Agreed in")
    return (Table("Agreed together, and not done yet", columns, rows),) if rows else (_NONE_AGREED,)


def _if_worse(plan: PlanInForce) -> tuple[Block, ...]:
    points = [f"If things get worse, ring {one.ring_if_worse}. {_source(one)}." for one in plan.ring]
    points += [
        f"They chose: “{one.choice}”. {one.if_then} Looked at again on {day_words(one.review_on)}."
        for one in plan.if_then
    ]
    return (Points(points),) if points else ()


def _sent(plan: PlanInForce, at: datetime) -> tuple[Block, ...]:
    columns = ("Plan", "Agency", "Since", "How it stands", "Source")
    rows = [_plan(one, at, names_whom=plan.is_of_several) for one in plan.said]
    return (Table("Plans that agencies say they made", columns, rows),) if rows else (_NONE_SENT,)


def _plan(one: PlanSaid, at: datetime, *, names_whom: bool) -> tuple[str, ...]:
    what = f"{one.what}: {one.words}" if one.words else one.what
    whose = f"{one.whose}: {what}" if names_whom and one.whose else what
    return (whose, one.agency, one.since.text(), how_it_stands(one, at), one.source)


def _source(row: Conversation) -> str:
    return f"{kind_name(row.kind)}, {day_words(Moment(row.held_at or row.called_at).local.date())}"
