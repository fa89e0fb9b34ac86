"""Whom to invite: those who hold pieces, and those who are involved now, each with the because."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from jigsaw.care.conversations.domain.calling import Invitee, Subject, SubjectKind, proposed
from jigsaw.care.reasons.queries import evidence_of
from jigsaw.care.story.queries import Told, home_story, person_story
from jigsaw.foundation.core.viewer import Viewer

_MOST_NAMED = 3


def proposed_invitees(viewer: Viewer, subject: Subject, reason_id: UUID | None = None) -> tuple[Invitee, ...]:
    """The agencies to invite, by key. Of a reason's pieces the kinds are named; else each agency's last piece is."""
    stories = _stories(viewer, subject)
    evidence = frozenset(evidence_of(viewer=viewer, reason_id=reason_id)) if reason_id else frozenset()
    involved: dict[str, list[str]] = defaultdict(list)
    for one in (each for told in stories for each in told.involved):
        involved[one.holder.key].append(_in_a_sentence(one.what))
    return proposed(holds=_holds(stories, evidence), involved=involved, caller=viewer.agency)


def _stories(viewer: Viewer, subject: Subject) -> list[Told]:
    if subject.kind is SubjectKind.HOME:
        return [home_story(viewer, subject.id, with_residents=True).told]
    return [person_story(viewer, one).told for one in (subject.id, subject.other) if one]


def _holds(stories: Iterable[Told], evidence: frozenset[UUID]) -> dict[str, str]:
    last: dict[str, str] = {}
    given: dict[str, dict[str, None]] = defaultdict(dict)
    for told in stories:
        for entry in told.entries:
            if entry.piece in evidence:
                given[entry.holder.key][_in_a_sentence(entry.label)] = None
        for held in told.holding:
            last[held.holder.key] = f"{_in_a_sentence(held.last.label)}, {held.last.when.text()}"
    return last | {agency: _listed(list(labels)) for agency, labels in given.items()}


def _listed(labels: list[str]) -> str:
    more = len(labels) - _MOST_NAMED
    return ", ".join(labels[:_MOST_NAMED]) + (f" and {more} more kinds" if more > 0 else "")


def _in_a_sentence(label: str) -> str:
    return label if label[1:2].isupper() or label[:1].isdigit() else label[:1].lower() + label[1:]
