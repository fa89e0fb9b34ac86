"""Invented people for the tests of linkage: one record at a time, said in one line."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from jigsaw.engine.linkage.cluster import Linked, compare_ready, link_all
from jigsaw.engine.linkage.decide import Outcome, decide
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.records import HumanDecision, Record

RECEIVED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ONE_NUMBER, ANOTHER_NUMBER = "9990000018", "9990000026"

ADA = Record(
    id="a", agency="gp", local_id="1", received_at=RECEIVED,
    given_names="Adaeze", family_name="Okafor", birth_date="1971-08-23", gender="F",
    postcode="QX1 1AA", uprn="100200300", telephone="01632 960123",
)  # fmt: skip


def other(record: Record = ADA, **changes: Any) -> Record:
    """The same human being as another agency wrote them down, with these differences."""
    return replace(record, **{"id": "b", "agency": "trust", "local_id": "2", **changes})


def verdict(left: Record, right: Record) -> Outcome:
    """What the shipped model decides about two records."""
    model = default_model()
    return decide(compare_ready(left, model), compare_ready(right, model), model)


def linked(*records: Record, decisions: list[HumanDecision] | None = None) -> Linked:
    """Who is who among these records, by the shipped model."""
    return link_all(records, decisions or [], default_model())
