"""Bringing stored reasons to what was found: new ones added, known ones brought up to date, lost ones
withdrawn.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.reasons.finding import FoundReason
from jigsaw.care.reasons.models import Reason, ReasonAgency, ReasonPiece
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.time import from_minutes

_MAY_CHANGE = ["ended_at", "withdrawn_at", "sentence", "pattern_hash"]
_COLUMNS = (
    *(
        "id",
        "pattern",
        "version",
        "pattern_hash",
        "subject_kind",
        "subject",
        "other",
        "sentence",
        "raised_at",
    ),
    *("ended_at", "withdrawn_at", "statutory"),
)
_TYPES = (UUID, str, int, str, str, UUID, UUID, str, datetime, datetime, datetime, bool)
_KEPT = f"SELECT {', '.join(_COLUMNS)} FROM reasons_reason"  # noqa: S608 (names of our own columns)
_OF = Question(
    f"""{_KEPT} WHERE subject_kind IN ('person', 'home') AND subject = ANY(%s)
    UNION ALL {_KEPT} WHERE subject_kind = 'pair' AND subject = ANY(%s) UNION {_KEPT} WHERE other = ANY(%s)""",
    *_TYPES,
)
_FEW = 200
"""So many are asked about with what else is asked of a reading; further ones by themselves."""
_EVIDENCE = Question(
    "SELECT reason_id, piece_id FROM reasons_reasonpiece WHERE reason_id = ANY(%s)", UUID, UUID
)


@dataclass
class Difference:
    """What became of some subjects' reasons: rows as they now stand.

    opened: new, or found again after they were withdrawn (back). changed: what they say or rest on. quiet: no longer
    the case. withdrawn: no longer found.
    """

    new: list[Reason] = field(default_factory=list)
    back: list[Reason] = field(default_factory=list)
    changed: list[Reason] = field(default_factory=list)
    quiet: list[Reason] = field(default_factory=list)
    withdrawn: list[Reason] = field(default_factory=list)
    stirred: int = 0
    lost: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many reasons were raised, changed in anything, and withdrawn."""
        return {"raised": len(self.new), "changed": self.stirred, "withdrawn": self.lost}


def store(found: Iterable[FoundReason], stored: dict[UUID, Reason], at: datetime) -> Difference:
    """Make the stored reasons of some subjects equal to what was found of them. Returns what became of them.

    stored: all that is stored about those subjects, by id. at: when a reason that is no longer found is
    withdrawn.
    """
    wanted = {one.id: one for one in found}
    told = Difference()
    rows = {key: stored[key] for key in wanted if key in stored}
    before = {key: (row.ended_at, row.withdrawn_at, row.sentence) for key, row in rows.items()}
    changed = [row for key, row in rows.items() if _brought_up_to_date(row, wanted[key])]
    lost = [row for key, row in stored.items() if key not in wanted and row.withdrawn_at is None]
    for row in lost:
        row.withdrawn_at = at
    new = [one for key, one in wanted.items() if key not in stored]
    made = [_row(one) for one in new]
    insert_rows(Reason, _COLUMNS, [[getattr(row, name) for name in _COLUMNS] for row in made])
    if changed or lost:
        Reason.objects.bulk_update([*changed, *lost], _MAY_CHANGE, batch_size=500)
    moved = _with_other_evidence([wanted[key] for key in rows])
    _store_evidence([*new, *moved])
    told.stirred, told.lost = len(changed), len(lost)
    told.new, told.withdrawn = made, lost
    others = {one.id for one in moved}
    for key, row in rows.items():
        _tell_apart(told, row, before[key], has_moved=key in others)
    return told


def _tell_apart(
    told: Difference,
    row: Reason,
    before: tuple[datetime | None, datetime | None, str],
    *,
    has_moved: bool,
) -> None:
    ended_at, withdrawn_at, sentence = before
    if withdrawn_at is not None and row.withdrawn_at is None:
        told.back.append(row)
    elif withdrawn_at is None and row.withdrawn_at is not None:
        told.withdrawn.append(row)
    elif row.withdrawn_at is None and ended_at is None and row.ended_at is not None:
        told.quiet.append(row)
    elif row.withdrawn_at is None and (has_moved or sentence != row.sentence or _lasts_again(row, ended_at)):
        told.changed.append(row)


def _lasts_again(row: Reason, ended_at: datetime | None) -> bool:
    return ended_at is not None and row.ended_at is None


def ask_stored_of(*, singles: Iterable[UUID], paired: Iterable[UUID]) -> Callable[[], dict[UUID, Reason]]:
    """Ask what is stored about these people and homes (singles), and about pairs with one of these people, by id.

    Read when called, so that others can be asked meanwhile.
    """
    ones, twos = list(singles), list(paired)
    answers = [_OF.ahead(ids, (), ()) for ids in batches(ones[_FEW:])]
    answers += [_OF.ahead((), ids, ids) for ids in batches(twos[_FEW:])]
    answers.append(_OF.ahead(ones[:_FEW], twos[:_FEW], twos[:_FEW]))
    return lambda: {row[0]: _kept(row) for answer in answers for row in answer()}


def _kept(row: tuple[object, ...]) -> Reason:
    kept = Reason(**dict(zip(_COLUMNS, row, strict=True)))
    kept._state.adding = False
    return kept


def _row(one: FoundReason) -> Reason:
    pattern = pack_in_force().pattern(one.found.pattern)
    row = Reason(
        id=one.id,
        pattern=one.found.pattern,
        version=one.found.version,
        subject_kind=one.subject_kind,
        subject=one.subject,
        other=one.other,
        raised_at=from_minutes(one.found.raised_at),
        statutory=bool(pattern and pattern.statutory),
    )
    _brought_up_to_date(row, one)
    return row


def _brought_up_to_date(row: Reason, one: FoundReason) -> bool:
    before = [getattr(row, name) for name in _MAY_CHANGE]
    row.ended_at = from_minutes(one.found.ended_at) if one.found.ended_at is not None else None
    row.withdrawn_at = row.ended_at if one.found.withdrawn else None
    row.sentence = one.found.sentence
    row.pattern_hash = one.pattern_hash
    return before != [getattr(row, name) for name in _MAY_CHANGE]


def _with_other_evidence(known: list[FoundReason]) -> list[FoundReason]:
    """Those whose pieces are no longer the ones stored: a late piece, or a joined record, tells more of one moment.

    What was stored of them is taken away.
    """
    stored: dict[UUID, set[UUID]] = {one.id: set() for one in known}
    for ids in batches(stored):
        for reason, piece in _EVIDENCE.ask(ids):
            stored[reason].add(piece)
    others = [one for one in known if set(_pieces(one)) != stored[one.id]]
    for part in batches(others):
        for model in (ReasonPiece, ReasonAgency):
            model.objects.filter(reason__in=[one.id for one in part]).delete()
    return others


def _store_evidence(new: list[FoundReason]) -> None:
    if not new:
        return
    evidence = {one.id: _pieces(one) for one in new}
    holders = intake.holders_of({piece for pieces in evidence.values() for piece in pieces})
    insert_rows(
        ReasonPiece,
        ("reason", "piece"),
        [(reason, piece) for reason, pieces in evidence.items() for piece in pieces],
    )
    asked = {(reason, holders[piece]) for reason, pieces in evidence.items() for piece in pieces}
    insert_rows(ReasonAgency, ("reason", "agency"), sorted(asked))


def _pieces(one: FoundReason) -> list[UUID]:
    # A tie that no single piece shows (living at one address) has a name of its own, and is no piece.
    return [UUID(piece) for piece in one.found.evidence if not piece.startswith("tie:")]
