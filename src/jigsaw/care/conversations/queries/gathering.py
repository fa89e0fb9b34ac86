"""What is gathered before a conversation: the story since the last one, one chronology of all, what was agreed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind
from jigsaw.care.conversations.models import Contribution, Conversation, PersonsView
from jigsaw.care.conversations.policies import check_may_see
from jigsaw.care.conversations.queries._standing import contributions_of
from jigsaw.care.conversations.queries.lines import rows_about
from jigsaw.care.conversations.queries.outside import outside_of
from jigsaw.care.conversations.queries.plans import PlanInForce, plan_in_force
from jigsaw.care.story.queries import Told, home_story, person_story
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.core.viewer import Viewer

WITHOUT_A_LAST_ONE = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One line of the combined chronology. when is None where nobody knows. source: where it is written."""

    when: Moment | None
    agency: str
    what: str
    source: str
    is_withheld: bool = False


@dataclass(frozen=True)
class Involvement:
    """Who is involved now, with what, since when, and whom to ring."""

    agency: str
    what: str
    since: Moment
    who: str
    telephone: str


@dataclass(frozen=True)
class Gathered:
    """Everything that stands ready for a conversation, as far as the viewer may see it.

    last: the conversation about the same before this one that was held. since: from when the story is told.
    own_words: what the person wanted said, the latest first. withheld: how many pieces this viewer may not read.
    """

    last: Conversation | None
    since: datetime
    chronology: tuple[Line, ...]
    involved: tuple[Involvement, ...]
    own_words: tuple[PersonsView, ...]
    contributions: tuple[Contribution, ...]
    withheld: int
    plan: PlanInForce


def gathered_for(viewer: Viewer, row: Conversation) -> Gathered:
    """What stands ready for this conversation. Raises NotFound for those who take no part in it."""
    check_may_see(viewer, row.pk)
    last = _last_before(viewer, row)
    since = last.held_at if last and last.held_at else row.called_at - WITHOUT_A_LAST_ONE
    stories = stories_of(viewer, row.about)
    lines = [*_pieces(stories, since), *_facts(viewer, row)]
    return Gathered(
        last=last,
        since=since,
        chronology=tuple(sorted(lines, key=_order)),
        involved=_involved(stories),
        own_words=tuple(sorted(row.personsviews.all(), key=lambda one: (one.at, one.pk), reverse=True)),
        contributions=tuple(contributions_of(row)),
        withheld=sum(line.is_withheld for line in lines),
        plan=plan_in_force(viewer, row, stories),
    )


def _last_before(viewer: Viewer, row: Conversation) -> Conversation | None:
    held = rows_about(viewer, row.about).filter(held_at__isnull=False, held_at__lt=row.called_at)
    return (
        held.exclude(pk=row.pk)
        .prefetch_related("actions__agency", "actions__steps")
        .order_by("-held_at")
        .first()
    )


def stories_of(viewer: Viewer, subject: Subject) -> list[Told]:
    """The stories of those whom it is about, as the viewer may see them."""
    if subject.kind is SubjectKind.HOME:
        return [home_story(viewer, subject.id, with_residents=True).told]
    return [person_story(viewer, one).told for one in (subject.id, subject.other) if one]


def _pieces(stories: Iterable[Told], since: datetime) -> list[Line]:
    entries = {entry.piece: entry for told in stories for entry in told.entries}
    return [
        Line(
            entry.when,
            entry.holder.name,
            "Withheld: ring them"
            if entry.is_withheld
            else ": ".join(filter(None, (entry.label, entry.words))),
            entry.source or "Their record",
            entry.is_withheld,
        )
        for entry in entries.values()
        if entry.when.at >= since
    ]


def _facts(viewer: Viewer, row: Conversation) -> list[Line]:
    found = [
        Line(_moment(fact.on, fact.on_accuracy, fact.on_uncertain), one.agency.name, fact.fact, fact.source)
        for one in contributions_of(row)
        for fact in one.facts.all()
    ]
    for link in outside_of(viewer, row):
        latest = link.words.last()
        if latest and latest.knows:
            found.append(Line(None, link.agency_name, latest.knows, f"{latest.name}, by a link"))
    return found


def _moment(on: datetime | None, accuracy: str, uncertain: bool) -> Moment | None:
    return Moment(on, Accuracy(accuracy), uncertain) if on else None


def _order(line: Line) -> tuple[bool, datetime, str]:
    if line.when is None:
        return (True, datetime.max.replace(tzinfo=None), line.agency)
    return (False, line.when.at.replace(tzinfo=None), line.agency)


def _involved(stories: Sequence[Told]) -> tuple[Involvement, ...]:
    return tuple(
        Involvement(one.holder.name, one.what, one.since, one.who, one.telephone)
        for told in stories
        for one in told.involved
    )
