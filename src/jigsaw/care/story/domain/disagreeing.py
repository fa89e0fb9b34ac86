"""Where agencies' records say different things of one person. Neither side wins: all are shown, with who says
which.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.people.domain.addresses import written
from jigsaw.care.people.domain.labels import gender_words

FACTS = {
    "family_name": "family name",
    "given_names": "given names",
    "birth_date": "birth date",
    "nhs_number": "NHS number",
    "gender": "gender",
    "address": "address",
    "died_on": "date of death",
}


@dataclass(frozen=True)
class Difference:
    """A fact, and each value with the agencies that say it, the most said first."""

    field: str
    fact: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


def differences(records: Iterable[RecordSaid]) -> tuple[Difference, ...]:
    """The facts on which standing records differ, spelling of case, spaces and punctuation aside.

    Two addresses that are one home are no difference, however they are written.
    """
    standing = [record for record in records if record.particulars and not record.is_retracted]
    found = (_difference(field, fact, standing) for field, fact in FACTS.items())
    return tuple(each for each in found if len(each.values) > 1)


def _difference(field: str, fact: str, records: Iterable[RecordSaid]) -> Difference:
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in records:
        if value := record.particulars.get(field, ""):
            said[_compared(field, value, record)].append((value, record.holder.name))
    values = [(_fullest(pairs), tuple(sorted({name for _, name in pairs}))) for pairs in said.values()]
    return Difference(field, fact, tuple(sorted(values, key=lambda value: (-len(value[1]), value[0]))))


def _fullest(pairs: list[tuple[str, str]]) -> str:
    return max((value for value, _ in pairs), key=len)


def _compared(field: str, value: str, record: RecordSaid) -> str:
    if field == "address":
        return str(record.home or "") or written(value, "", "").normal or _plain(value)
    return gender_words(value).casefold() if field == "gender" else _plain(value)


def _plain(value: str) -> str:
    return "".join(character for character in value.casefold() if character.isalnum())
