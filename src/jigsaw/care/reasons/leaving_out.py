"""Timelines for a viewer: without what is kept from them because of whom it names, as if it had never come."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from jigsaw.care.intake.kept_back import kept_from
from jigsaw.care.people import derivation as people
from jigsaw.care.people.queries import objecting_elsewhere
from jigsaw.engine.patterns.timeline import Timeline
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.core.viewer import Viewer


def as_seen_by(viewer: Viewer, timeline: Timeline) -> Timeline:
    """The timeline without marks that rest on what is kept from the viewer.

    A warning about somebody else goes before an objection to sharing, and not before a seal: so it is with pairs.
    """
    pieces = {UUID(one) for mark in timeline.marks for one in mark.pieces if _is_a_piece(one)}
    kept = kept_from(viewer, pieces, by_objections=timeline.subject_kind != "pair")
    if not kept:
        return timeline
    names = {str(one) for one in kept}
    return replace(timeline, marks=tuple(mark for mark in timeline.marks if names.isdisjoint(mark.pieces)))


def lives_seen_by(viewer: Viewer, homes: Iterable[UUID]) -> dict[UUID, list[people.LivesAt]]:
    """Who lives and lived in each of these homes, without whoever is not named to the viewer there."""
    unnamed = hidden_from(viewer).people | objecting_elsewhere(viewer)
    found = people.residents_of(homes)
    return {home: [one for one in lives if one.person not in unnamed] for home, lives in found.items()}


def _is_a_piece(key: str) -> bool:
    try:
        return bool(UUID(key))
    except ValueError:
        return False
