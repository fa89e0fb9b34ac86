"""What of a piece about somebody is read by a professional before they, or those who support them, are shown it."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from jigsaw.care.intake.domain.entries import About

POLICE = "police"
_HELD_BY_POLICE = frozenset({"custody"})
READ_FIRST = frozenset(
    {
        *("safeguarding-concern", "concern-below-section-42", "safeguarding-enquiry"),
        *("visitors-report", "drug-activity-report", "antisocial-behaviour-report"),
        *("carer-strain", "injury-without-explanation"),
    }
)
"""Kinds in which somebody else spoke, or is spoken of, nearly always: their words are read before they are shown."""
COULD_HARM = frozenset({"warning-marker"})
"""Kinds that are about the safety of others: whether there is one is weighed before it is told."""


def is_about_them(about: Iterable[About], records: Collection[UUID]) -> bool:
    """Whether one of these source records is whom a piece is about, and not only somebody whom it names."""
    return any(one.record in records and one.role == "subject" for one in about)


def held_for(
    *, kind: str, holder_kind: str, about: Iterable[About], records: Collection[UUID]
) -> Mapping[str, bool]:
    """What the rules are told of a piece beside what its feed says of it.

    records: the person's own. What the police hold counts as held for law enforcement; what names somebody else, who is
    no worker, as words by which somebody else can be known.
    """
    others = (one for one in about if one.record not in records)
    return {
        "law_enforcement": POLICE in (holder_kind, kind.split("-")[0]) or kind in _HELD_BY_POLICE,
        "third_party_words": kind in READ_FIRST or any(one.role != "named-worker" for one in others),
        "serious_harm": kind in COULD_HARM,
    }
