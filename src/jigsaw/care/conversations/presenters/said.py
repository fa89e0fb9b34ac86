"""What was said in a conversation: the person first, then each agency."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from jigsaw.care.conversations.domain.calling import Invited
from jigsaw.care.conversations.models import Contribution, ContributionFact, Conversation, OutsideInvitation
from jigsaw.care.conversations.presenters.shared import badge
from jigsaw.care.conversations.queries._standing import contributions_of
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
    """One agency's part, in a version that stands. others: (heading, words) of what was filled in.

    is_beside: another version stands too, because two wrote at once.
    """

    agency: Agency
    by: str
    at: datetime
    version: int
    facts: tuple[FactPart, ...]
    others: tuple[tuple[str, str], ...]
    is_beside: bool = False


@dataclass(frozen=True)
class DisagreementPart:
    """Who sees it differently, in their words."""

    name: str
    agency: Agency
    words: str
    at: datetime


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
    """What stands of each agency's part, by the agency's name: two texts where two wrote at once."""
    found = contributions_of(row)
    counted = Counter(one.agency_id for one in found)
    return tuple(_contribution(one, counted[one.agency_id] > 1) for one in found)


def disagreement_parts(row: Conversation) -> tuple[DisagreementPart, ...]:
    """Who sees it differently, in the order in which they said so."""
    said = sorted(row.disagreements.all(), key=lambda one: one.at)
    return tuple(DisagreementPart(one.name, badge(one.agency), one.words, one.at) for one in said)


def said_of_outside(link: OutsideInvitation) -> tuple[tuple[str, str], ...]:
    """What an outside agency brought last, under its headings; nothing when it brought nothing yet."""
    latest = max(link.words.all(), key=lambda one: (one.at, one.pk), default=None)
    if latest is None:
        return ()
    told = (
        ("What we know", latest.knows),
        ("What we are worried about", latest.worries),
        ("What we are doing", latest.doing),
        ("What we think the person wants", latest.person_wants),
    )
    return tuple((heading, words) for heading, words in told if words)


def _contribution(one: Contribution, is_beside: bool) -> ContributionPart:
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
        is_beside=is_beside,
    )


def _fact(row: ContributionFact) -> FactPart:
    when = Moment(row.on, Accuracy(row.on_accuracy), row.on_uncertain) if row.on else None
    return FactPart(when, row.fact, row.source)
