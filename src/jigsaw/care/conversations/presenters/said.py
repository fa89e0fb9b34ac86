"""What was said in a conversation: the person first, then each agency."""

from dataclasses import dataclass
from datetime import datetime

from jigsaw.care.conversations.domain.calling import Invited
from jigsaw.care.conversations.models import Contribution, ContributionFact, Conversation
from jigsaw.care.conversations.presenters.shared import badge
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.parts import Agency


@dataclass(frozen=True)
class ViewPart:
    """What the person wants said, and whether they are invited, in sentences."""

    words: str
    invited: str
    told_by: str
    at: datetime


@dataclass(frozen=True)
class FactPart:
    """Something an agency knows."""

    when: Moment | None
    fact: str
    source: str


@dataclass(frozen=True)
class ContributionPart:
    """One agency's part, in its latest version. others: (heading, words) of what was filled in."""

    agency: Agency
    by: str
    at: datetime
    version: int
    facts: tuple[FactPart, ...]
    others: tuple[tuple[str, str], ...]


_INVITED = {
    Invited.YES: "The person is invited.",
    Invited.NO: "The person is not invited: ",
    Invited.NOT_YET_ASKED: "The person has not been asked yet whether they come.",
}


def view_part(row: Conversation) -> ViewPart:
    """The person's own view as last recorded: one is always recorded when a conversation is called."""
    latest = max(row.personsviews.all(), key=lambda one: (one.at, one.pk))
    invited = _INVITED[Invited(latest.invited)] + latest.why_not
    return ViewPart(latest.words, invited, f"{latest.by.name}, {latest.by.agency.name}", latest.at)


def contribution_parts(row: Conversation) -> tuple[ContributionPart, ...]:
    """The latest part of each agency, by the agency's name."""
    latest: dict[str, Contribution] = {}
    for one in sorted(row.contributions.all(), key=lambda one: one.version):
        latest[one.agency_id] = one
    return tuple(_contribution(one) for one in sorted(latest.values(), key=lambda one: one.agency.name))


def _contribution(one: Contribution) -> ContributionPart:
    others = (
        ("What we are worried about", one.worries),
        ("What we are doing", one.doing),
        ("What we think the person wants", one.person_wants),
    )
    return ContributionPart(
        agency=badge(one.agency),
        by=one.by.name,
        at=one.at,
        version=one.version,
        facts=tuple(_fact(fact) for fact in one.facts.all()),
        others=tuple((heading, words) for heading, words in others if words),
    )


def _fact(row: ContributionFact) -> FactPart:
    when = Moment(row.on, Accuracy(row.on_accuracy), row.on_uncertain) if row.on else None
    return FactPart(when, row.fact, row.source)
