"""Regenerating stored reasons from what each was kept with: the hash of its pattern, and the ids of its pieces.

A reason is regenerated when the definition with its hash, as it was in force, run over its pieces alone at the minute
at which it was raised, is true and gives the same sentence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.patterns import derivation as patterns
from jigsaw.care.reasons import ties, timelines
from jigsaw.care.reasons.models import Reason, ReasonPiece
from jigsaw.care.reasons.timelines import Pair
from jigsaw.engine.patterns.naive import explain, found_between
from jigsaw.engine.patterns.timeline import Mark, Timeline
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import minutes_since_epoch
from jigsaw.foundation.core.viewer import Viewer

AGAIN = "the same"
OTHERWISE = "another sentence"
NOT_TRUE = "not true of its pieces alone"
NOT_KNOWN = "its definition is not kept here"


@dataclass(frozen=True)
class Replayed:
    """One reason, and what came of regenerating it: one of the four words above."""

    reason: UUID
    pattern: str
    pattern_hash: str
    pieces: int
    outcome: str


def replay(
    *, viewer: Viewer, most: int = 1_000, pattern: str = "", reason: UUID | None = None
) -> Iterator[Replayed]:
    """Regenerate stored reasons that stand, the latest first. Raises Refused for who may not try patterns."""
    check(viewer, Act.TRY_PATTERNS)
    rows = Reason.objects.filter(withdrawn_at__isnull=True).order_by("-raised_at", "pk")
    if pattern:
        rows = rows.filter(pattern=pattern)
    if reason:
        rows = rows.filter(pk=reason)
    found = list(rows[:most])
    evidence = _evidence(found)
    for one in found:
        yield Replayed(
            one.pk, one.pattern, one.pattern_hash, len(evidence[one.pk]), _outcome(one, evidence[one.pk])
        )


def _evidence(rows: list[Reason]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for reason, piece in ReasonPiece.objects.filter(reason__in=[one.pk for one in rows]).values_list(
        "reason_id", "piece_id"
    ):
        found[reason].add(str(piece))
    return found


def _outcome(one: Reason, pieces: set[str]) -> str:
    try:
        pattern = patterns.definition(one.pattern_hash)
    except NotFound:
        return NOT_KNOWN
    line, at = _timeline(one, pieces), minutes_since_epoch(one.raised_at)
    if not explain(pattern, line, at).holds:
        return NOT_TRUE
    return AGAIN if found_between(pattern, line, at, None).sentence == one.sentence else OTHERWISE


def _timeline(one: Reason, pieces: set[str]) -> Timeline:
    """The marks of these pieces, as anybody could make them again; and those of no piece: age, ties, a crowded home."""
    if one.subject_kind == "home":
        whole = timelines.of_homes([one.subject])[one.subject]
    elif one.subject_kind == "pair" and one.other:
        pair = Pair(one.subject, one.other)
        whole = timelines.of_pairs({pair: ties.of_persons([one.subject]).get(pair, [])})[pair]
    else:
        whole = timelines.of_persons([one.subject])[one.subject]
    return Timeline(whole.subject_kind, whole.subject, tuple(_kept(whole.marks, pieces)))


def _kept(every: Iterable[Mark], pieces: set[str]) -> Iterator[Mark]:
    return (mark for mark in every if not mark.piece or mark.piece.startswith("tie:") or mark.piece in pieces)
