"""Reads of reasons, for a viewer. A reason is a sentence and its pieces; nothing here counts or grades a
person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jigsaw.care.intake.derivation import sealed_by_now
from jigsaw.care.linkage.queries import people_known_to
from jigsaw.care.reasons import decided, following, resting
from jigsaw.care.reasons.coming_first import in_order
from jigsaw.care.reasons.derivation import how_many_to_read
from jigsaw.care.reasons.models import (
    STAYS_OPEN,
    Reason,
    ReasonAgency,
    ReasonDecision,
    ReasonPiece,
    SubjectKind,
)
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.care.reasons.resting import Quiet
from jigsaw.care.reasons.worth import by_lot_and_by_evidence, record_of
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people, kept_back, parties_today
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import end_of_day, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.core.wall import JIGSAW as ALL
from jigsaw.foundation.core.wall import reading_for
from jigsaw.foundation.organisations.models import Agency
from jigsaw.foundation.organisations.queries import agencies_by_key

__all__ = [
    "Decided", "ReasonSeen", "all_reasons", "by_lot_and_by_evidence", "evidence_of", "how_many_wait_to_be_read",
    "open_reasons", "pattern_of", "patterns_in_force", "reason", "reasons_about", "reasons_by_id", "record_of",
]  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """What somebody decided about a reason."""

    kind: str
    words: str
    why: str
    by: str
    agency: str
    at: datetime
    until: date | None


@dataclass(frozen=True)
class ReasonSeen:
    """A reason as a viewer sees it. `state` is open, quiet (no longer true) or withdrawn, in words in
    `state_words`.
    """

    id: UUID
    pattern: str
    version: int
    name: str
    sentence: str
    asks: str
    why: str
    source: str
    subject_kind: str
    subject: UUID
    other: UUID | None
    raised_at: datetime
    ended_at: datetime | None
    withdrawn_at: datetime | None
    statutory: bool
    holders: tuple[Agency, ...]
    decisions: tuple[Decided, ...]
    quiet: Quiet | None = None

    @property
    def people(self) -> frozenset[UUID]:
        """The ids of the people it is about; none of a home."""
        found = () if self.subject_kind == "home" else (self.subject, self.other)
        return frozenset(one for one in found if one)

    @property
    def state(self) -> str:
        """open, quiet or withdrawn."""
        if self.withdrawn_at:
            return "withdrawn"
        return "quiet" if self.ended_at and self.ended_at < now() - STAYS_OPEN else "open"

    @property
    def state_words(self) -> str:
        """The state in words for screens."""
        words = {"open": "Open", "quiet": "No longer the case", "withdrawn": "Withdrawn: its pieces changed"}
        in_force = pack_in_force().pattern(self.pattern)
        if self.state == "withdrawn" and (in_force is None or in_force.version != self.version):
            return "Withdrawn: its pattern was changed or stopped"
        return words[self.state]

    @property
    def purpose(self) -> Purpose:
        """What its pieces are read for. A duty, or a warning about somebody else, goes before an objection."""
        goes_before = self.statutory or self.subject_kind == SubjectKind.PAIR
        return Purpose.SAFEGUARDING if goes_before else Purpose.DIRECT_CARE

    @property
    def in_hand(self) -> bool:
        """Whether somebody has it in hand, and the day until which they have it is not past."""
        today = timezone.localdate()
        return any(
            one.kind == "in-hand" and (one.until is None or one.until > today) for one in self.decisions
        )


def reason(*, viewer: Viewer, reason_id: UUID) -> ReasonSeen:
    """One reason. Raises NotFound when there is none that the viewer may know of."""
    found = _seen(viewer, _known_to(viewer).filter(pk=reason_id))
    if not found:
        raise NotFound(
            "Opening a reason", "there is none here that you can see", "Go back to the list of reasons"
        )
    return found[0]


def reasons_by_id(*, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, ReasonSeen]:
    """These reasons, by id; those that there are not, or that the viewer may not know of, are absent."""
    return {one.id: one for one in _seen(viewer, _known_to(viewer).filter(pk__in=list(ids)))}


def reasons_about(*, viewer: Viewer, kind: str, ids: Iterable[UUID]) -> list[ReasonSeen]:
    """Every reason about these people or homes, newest first. A pair's reason is about the person exposed."""
    kinds = ["person", "pair"] if kind == "person" else [kind]
    about = _known_to(viewer).filter(subject_kind__in=kinds, subject__in=list(ids))
    return _seen(viewer, about.order_by("-raised_at", "pattern"))


def open_reasons(*, viewer: Viewer, pattern: str = "", most: int = 200) -> list[ReasonSeen]:
    """Open reasons that the viewer's agency is asked about: the time-critical first, then those about whoever has a
    place among this week's conversations, in its order, then the newest.

    An agency is asked when it holds a piece of the reason; and when the pattern names its kind to lead, if it
    knows the person, or the reason is about a home or has a time limit. Left out: what is in hand already, what is
    quiet after a conversation, and what the viewer's own agency muted or found not to need a conversation.
    """
    rows = _asked_of(viewer, _open(_known_to(viewer)))
    if pattern:
        rows = rows.filter(pattern=pattern)
    return _seen(viewer, in_order(rows)[:most])


def all_reasons(
    *, viewer: Viewer, as_known_on: date | None = None, pattern: str = "", most: int | None = None
) -> list[ReasonSeen]:
    """Every reason that is not withdrawn, oldest first; with a day, those raised and not withdrawn by its end."""
    rows = _known_to(viewer)
    if as_known_on:
        end = end_of_day(as_known_on)
        rows = rows.filter(raised_at__lt=end).exclude(withdrawn_at__lt=end)
    else:
        rows = rows.filter(withdrawn_at__isnull=True)
    if pattern:
        rows = rows.filter(pattern=pattern)
    return _seen(viewer, rows.order_by("raised_at", "pattern", "pk")[:most])


def evidence_of(*, viewer: Viewer, reason_id: UUID) -> list[UUID]:
    """The ids of the pieces that a reason rests on, earliest first. Read them by intake's queries, for the
    viewer.
    """
    rows = _known_to(viewer).filter(pk=reason_id, evidence__isnull=False)
    return list(rows.order_by("evidence__piece__at").values_list("evidence__piece_id", flat=True))


def how_many_wait_to_be_read(*, viewer: Viewer) -> int:
    """How many people and homes wait to be read by the patterns in force: a count of work, and about nobody."""
    return how_many_to_read()


def patterns_in_force(*, viewer: Viewer) -> tuple[Pattern, ...]:
    """The patterns by which reasons are found: what they ask, their words, their source."""
    return pack_in_force().patterns


def pattern_of(*, viewer: Viewer, one: ReasonSeen) -> Pattern | None:
    """The pattern that found a reason, while the pack in force still has that version of it."""
    found = pack_in_force().pattern(one.pattern)
    return found if found and found.version == one.version else None


def _known_to(viewer: Viewer) -> QuerySet[Reason]:
    """The reasons that a viewer may know of: none whose sentence rests on what an objection keeps from them.

    A duty goes before an objection, and so does a warning about somebody else: see `ReasonSeen.purpose`.
    """
    check_may_know_of_people(viewer)
    rows, records = _unsealed(viewer, Reason.objects.all()), kept_back(viewer)
    return rows.exclude(pk__in=_resting_on(viewer, records)) if records else rows


def _unsealed(viewer: Viewer, rows: QuerySet[Reason]) -> QuerySet[Reason]:
    """Those about nobody whom a seal keeps from the viewer, and that rest on no piece which names somebody so."""
    hidden = hidden_from(viewer)
    if not hidden.records:
        return rows
    with reading_for(ALL):
        naming = ReasonPiece.objects.filter(piece__subjects__record__in=hidden.records)
        resting = set(naming.values_list("reason_id", flat=True))
    return rows.exclude(subject__in=hidden.people).exclude(other__in=hidden.people).exclude(pk__in=resting)


@reading_for(ALL)
def _resting_on(viewer: Viewer, records: Collection[UUID]) -> set[UUID]:
    """Reasons that rest on what other agencies say of these source records. One query."""
    about = Q(piece__subjects__record__in=records, piece__subjects__role="subject")
    found = ReasonPiece.objects.filter(about, reason__statutory=False).exclude(piece__agency=viewer.agency)
    return set(found.exclude(reason__subject_kind=SubjectKind.PAIR).values_list("reason_id", flat=True))


def _showable(viewer: Viewer, rows: Iterable[Reason]) -> list[Reason]:
    """Those of these reasons that rest on nothing which its agency sealed since, or no longer shares. Two queries.

    Asked for all: the second wall keeps sealed pieces from the viewer, and what is not seen would hide nothing.
    """
    found = list(rows)
    if viewer.is_jigsaw or not found:
        return found
    sealed = sealed_by_now("piece")
    shared = Q(piece__agency__in=parties_today())
    resting = ReasonPiece.objects.filter(sealed | ~shared, reason__in=[row.pk for row in found])
    with reading_for(ALL):
        hidden = set(resting.exclude(piece__agency=viewer.agency).values_list("reason_id", flat=True))
    return [row for row in found if row.pk not in hidden]


def _open(rows: QuerySet[Reason]) -> QuerySet[Reason]:
    lasting = Q(ended_at__isnull=True) | Q(ended_at__gte=now() - STAYS_OPEN)
    return rows.filter(lasting, withdrawn_at__isnull=True)


def _asked_of(viewer: Viewer, rows: QuerySet[Reason]) -> QuerySet[Reason]:
    kind = getattr(agencies_by_key(viewer=viewer).get(viewer.agency), "kind", "")
    led = [pattern.id for pattern in pack_in_force().patterns if kind in pattern.lead]
    holds = Exists(ReasonAgency.objects.filter(reason=OuterRef("pk"), agency_id=viewer.agency))
    known = Exists(people_known_to(viewer=viewer, agency=viewer.agency).filter(person=OuterRef("subject")))
    leads = Q(pattern__in=led) & (known | Q(statutory=True) | Q(subject_kind="home"))
    asked = (
        rows.filter(holds | leads)
        .exclude(decided.is_put_aside_by(viewer.agency))
        .exclude(decided.is_in_hand())
    )
    return asked.exclude(resting.is_quiet(), statutory=False)


def _seen(viewer: Viewer, rows: QuerySet[Reason]) -> list[ReasonSeen]:
    found = _showable(viewer, rows)
    agencies = agencies_by_key(viewer=viewer)
    held: dict[UUID, list[Agency]] = defaultdict(list)
    for holder in ReasonAgency.objects.filter(reason__in=[row.pk for row in found]).order_by("agency_id"):
        held[holder.reason_id].append(agencies[holder.agency_id])
    told, quiet = _decisions(found, agencies), resting.quiet_about(found, agencies)
    return [_one(row, tuple(held[row.pk]), tuple(told[row.pk]), quiet.get(row.pk)) for row in found]


def _decisions(rows: list[Reason], agencies: dict[str, Agency]) -> dict[UUID, list[Decided]]:
    found: dict[UUID, list[Decided]] = defaultdict(list)
    whose = following.decisions_about(row.pk for row in rows)
    every = {key for keys in whose.values() for key in keys}
    kept = ReasonDecision.objects.filter(pk__in=every).select_related("by").in_bulk()
    for reason, keys in whose.items():
        for one in sorted((kept[key] for key in keys), key=lambda each: (each.at, each.pk)):
            name = agencies[one.agency].name if one.agency in agencies else one.agency
            told = Decided(one.kind, one.get_kind_display(), one.why, one.by.name, name, one.at, one.until)
            found[reason].append(told)
    return found


def _one(
    row: Reason, holders: tuple[Agency, ...], decisions: tuple[Decided, ...], quiet: Quiet | None
) -> ReasonSeen:
    pattern = pack_in_force().pattern(row.pattern)
    return ReasonSeen(
        id=row.pk,
        pattern=row.pattern,
        version=row.version,
        name=pattern.name if pattern else row.pattern,
        sentence=row.sentence,
        asks=pattern.asks if pattern else "",
        why=pattern.why if pattern else "",
        source=pattern.source if pattern else "",
        subject_kind=row.subject_kind,
        subject=row.subject,
        other=row.other,
        raised_at=row.raised_at,
        ended_at=row.ended_at,
        withdrawn_at=row.withdrawn_at,
        statutory=row.statutory,
        holders=holders,
        decisions=decisions,
        quiet=None if row.statutory else quiet,
    )
