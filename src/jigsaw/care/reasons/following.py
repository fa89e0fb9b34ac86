"""Whom a decision about a reason, or a quiet after a conversation, is about now.

People and homes are worked out: joined, parted or placed anew they may get another id, and their reasons with them.
What was decided follows the source records, or the written addresses, that the subject had at that time. Where they
came apart it holds of each: all that each has was there when it was decided. What is new to those who decided ends a
quiet all the same (see `quieting`).
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.people import queries as leading
from jigsaw.care.reasons.finding import Subject
from jigsaw.care.reasons.models import Quieting, Reason, ReasonDecision, SubjectWas
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW

_OTHER_TOO = """(r.other IS NULL OR EXISTS (SELECT 1 FROM reasons_subjectwas o JOIN linkage_link ol
    ON ol.record_id = o.record_id WHERE o.is_other AND ol.person_id = r.other AND o.{of} = w.{of}))"""
_AT_HOMES = """reasons_reason r JOIN people_address a ON a.home_id = r.subject
    JOIN reasons_subjectwas w ON w.address_id = a.id"""
_OF_PEOPLE = """reasons_reason r JOIN linkage_link l ON l.person_id = r.subject
    JOIN reasons_subjectwas w ON w.record_id = l.record_id"""
_SAME_REASON = """d.pattern = r.pattern AND d.version = r.version AND d.subject_kind = r.subject_kind
    AND d.raised_at = r.raised_at"""
_DECISIONS = Question(
    " UNION ".join(
        f"""SELECT r.id, w.decision_id FROM {rows} JOIN reasons_reasondecision d ON d.id = w.decision_id
        WHERE r.id = ANY(%s) AND NOT w.is_other AND {_SAME_REASON} AND {_OTHER_TOO.format(of="decision_id")}"""  # noqa: S608 (fixed words)
        for rows in (_OF_PEOPLE, _AT_HOMES)
    ),
    *(UUID, int),
)
_QUIETS = Question(
    " UNION ".join(
        f"""SELECT r.id, w.quieting_id FROM {rows} JOIN reasons_quieting d ON d.id = w.quieting_id
        WHERE r.id = ANY(%s) AND NOT w.is_other AND d.pattern = r.pattern AND d.subject_kind = r.subject_kind
        AND {_OTHER_TOO.format(of="quieting_id")}"""  # noqa: S608 (fixed words)
        for rows in (_OF_PEOPLE, _AT_HOMES)
    ),
    *(UUID, int),
)


def subject_of(row: Reason) -> Subject:
    """Whom a reason is about now: where the ids that it knows lead."""
    other = _now("person", row.other) if row.other else None
    kind = "home" if row.subject_kind == "home" else "person"
    return Subject(row.subject_kind, _now(kind, row.subject), other)  # type: ignore[arg-type]  # the column holds these


def every_id_of(subject: Subject) -> set[UUID]:
    """The ids under which a person, the person exposed of a pair, or a home is and was known."""
    find = leading.home_ids_that_lead_to if subject.kind == "home" else leading.ids_that_lead_to
    return find(JIGSAW, [subject.id])


def keep(
    subject: Subject, *, decision: ReasonDecision | None = None, quieting: Quieting | None = None
) -> None:
    """Keep which records or addresses the subject has, beside what was just decided or made quiet."""
    told = {"decision": decision, "quieting": quieting}
    rows = []
    if subject.kind == "home":
        rows += [SubjectWas(address_id=one, **told) for one in sorted(people.addresses_of([subject.id]))]
    else:
        ends = [one for one in (subject.id, subject.other) if one]
        records = linkage.records_of(ends)
        rows += [
            SubjectWas(record_id=record, is_other=one == subject.other, **told)
            for one in ends
            for record in records.get(one, ())
        ]
    SubjectWas.objects.bulk_create(rows)


def decisions_about(reasons: Iterable[UUID]) -> dict[UUID, set[int]]:
    """The decisions that hold of each of these reasons, also those made of it under another id, by reason."""
    found: dict[UUID, set[int]] = defaultdict(set)
    for ids in batches(reasons):
        for key, reason in ReasonDecision.objects.filter(reason_id__in=ids).values_list("pk", "reason_id"):
            found[reason].add(key)
        for reason, key in _DECISIONS.ask(ids, ids):
            found[reason].add(key)
    return found


def quiets_about(reasons: Iterable[UUID]) -> dict[UUID, set[int]]:
    """What was made quiet of each of these reasons' patterns about its subject, over or not, by reason."""
    found: dict[UUID, set[int]] = defaultdict(set)
    for ids in batches(reasons):
        for reason, key in _QUIETS.ask(ids, ids):
            found[reason].add(key)
    return found


def about_the_subject(of: str) -> QuerySet[SubjectWas]:
    """Narrow reasons by: what a row of `of` (decision, quieting) says of the subject that a person's reason has now."""
    other = SubjectWas.objects.filter(
        **{of: OuterRef(of)}, is_other=True, record__link__person=OuterRef(OuterRef("other"))
    )
    mine = SubjectWas.objects.filter(is_other=False, record__link__person=OuterRef("subject"))
    return _same_kind(of, mine).filter(~Q(**{f"{of}__subject_kind": "pair"}) | Exists(other))


def about_the_home(of: str) -> QuerySet[SubjectWas]:
    """As `about_the_subject`, for reasons about homes."""
    return _same_kind(of, SubjectWas.objects.filter(address__home=OuterRef("subject")))


def _same_kind(of: str, rows: QuerySet[SubjectWas]) -> QuerySet[SubjectWas]:
    same = {f"{of}__subject_kind": OuterRef("subject_kind"), f"{of}__pattern": OuterRef("pattern")}
    return rows.filter(**same)


def _now(kind: str, key: UUID) -> UUID:
    find = leading.home if kind == "home" else leading.person
    try:
        return find(JIGSAW, key).pk
    except NotFound:
        return key
