"""Source records side by side: what each says, where they differ, and why each is joined."""

from dataclasses import dataclass

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.people.domain.labels import birth_words
from jigsaw.care.story.pages.lines import badge
from jigsaw.care.story.queries import RecordsSide
from jigsaw.foundation.core.nhs_number import spaced
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.parts import Agency

FACTS = {
    "title": "Title",
    "given_names": "Given names",
    "family_name": "Family name",
    "known_as": "Known as",
    "birth_date": "Birth date",
    "nhs_number": "NHS number",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "telephone": "Telephone",
    "email": "Email",
    "address": "Address",
    "died_on": "Died",
}


@dataclass(frozen=True)
class RecordFact:
    """One fact of a record. `differs` when another agency's record says something else."""

    title: str
    value: str
    differs: bool


@dataclass(frozen=True)
class RecordCard:
    """One agency's record of the person."""

    agency: Agency
    local_id: str
    why: str
    state: str
    received: Moment | None
    facts: tuple[RecordFact, ...]


def record_cards(side: RecordsSide) -> tuple[RecordCard, ...]:
    """Every source record as a card, with what differs marked."""
    differing = {each.field for each in side.differences}
    return tuple(_card(record, side.whys.get(record.record, ""), differing) for record in side.records)


def _card(record: RecordSaid, why: str, differing: set[str]) -> RecordCard:
    facts = tuple(
        RecordFact(title, _words(field, record.particulars[field]), field in differing)
        for field, title in FACTS.items()
        if field in record.particulars
    )
    received = Moment(record.received) if record.received else None
    return RecordCard(badge(record.holder), record.local_id, why, _state(record), received, facts)


def _words(field: str, value: str) -> str:
    if field in ("birth_date", "died_on"):
        return birth_words(value)
    return spaced(value) if field == "nhs_number" else value


def _state(record: RecordSaid) -> str:
    if record.is_retracted:
        return "Taken back by its agency"
    if record.is_encoded:
        return "Identity sent encoded by its agency: who it is cannot be read here"
    if record.received is None:
        return "Named in a piece; the agency has not sent who this is"
    return f"Version {record.versions}" if record.versions > 1 else ""
