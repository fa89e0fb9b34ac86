"""What a sound row says, as frozen values: a source record, a piece, or that one of them is withdrawn.

Each has a fingerprint of its content, without the moment of receiving: a row that is sent again unchanged has
the same one, so that loading it again changes nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.intake.domain.mapping import RECORD_FIELDS
from jigsaw.care.people.domain.addresses import WrittenAddress
from jigsaw.foundation.core.time import Accuracy, Moment

NOWHERE = WrittenAddress("", "", "", "")
INVALID = "invalid"
ALL_FIELDS = frozenset(RECORD_FIELDS)


@dataclass(frozen=True, slots=True)
class RecordStatement:
    """What one agency calls one person, or the encoding of it (`engine.linkage.encoded.text`) that it sends instead.

    nhs_number: its digits, or as given when it is none; then its status is "invalid" and it joins nobody.
    received_at: when the agency sent it; None when the file does not say. gives: the fields that the mapping knows,
    which tell a feed that never speaks of a birth date from one that says there is none.
    """

    local_id: str
    gives: frozenset[str] = ALL_FIELDS
    title: str = ""
    given_names: str = ""
    family_name: str = ""
    known_as: str = ""
    birth_date: Moment | None = None
    nhs_number: str = ""
    nhs_number_status: str = ""
    gender: str = ""
    ethnicity: str = ""
    telephone: str = ""
    email: str = ""
    died_on: Moment | None = None
    address: WrittenAddress = NOWHERE
    recorded: Moment | None = None
    encoding: str = ""
    former_nhs_numbers: str = ""
    received_at: datetime | None = None
    fingerprint: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        said = (
            *(self.local_id, self.title, self.given_names, self.family_name, self.known_as),
            *(
                _canonical(self.birth_date),
                self.nhs_number,
                self.nhs_number_status,
                self.gender,
                self.ethnicity,
            ),
            *(self.telephone, self.email, _canonical(self.died_on), _place(self.address)),
            _canonical(self.recorded),
            # Only where there is one, so that what was kept before there were encodings is still known again.
            *filter(None, (self.encoding,)),
            *((("former", self.former_nhs_numbers),) if self.former_nhs_numbers else ()),
        )
        object.__setattr__(self, "fingerprint", _fingerprint(said))


@dataclass(frozen=True, slots=True)
class PieceStatement:
    """One event, involvement or state, by the agency's own reference.

    subjects: (the agency's id of a person, role). attributes: further words by our names. incident: what other
    agencies may have told of too, as "whose number/number"; "" where none was given.
    """

    source_reference: str
    shape: Shape
    kind: str
    when: Moment
    until: Moment | None = None
    recorded: Moment | None = None
    words: str = ""
    address: WrittenAddress = NOWHERE
    restriction: str = ""
    handling: str = ""
    subjects: tuple[tuple[str, str], ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    incident: str = ""
    received_at: datetime | None = None
    fingerprint: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        said = (
            *(self.source_reference, self.kind, _canonical(self.when), _canonical(self.until)),
            *(_canonical(self.recorded), self.words, _place(self.address), self.restriction),
            *(sorted(self.subjects), sorted(self.attributes.items())),
            *((("handling", self.handling),) if self.handling else ()),
            # Only where there is one, so that what was kept before incidents were read is still known again.
            *((("incident", self.incident),) if self.incident else ()),
        )
        object.__setattr__(self, "fingerprint", _fingerprint(said))


class Withdrawn(StrEnum):
    """What a withdrawal is of."""

    RECORD = "record"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The agency takes back a record or a piece; `reference` is its own id of it."""

    of: Withdrawn
    reference: str
    received_at: datetime | None = None


Statement = RecordStatement | PieceStatement | Withdrawal


def iso_date(moment: Moment | None) -> str:
    """A day as ISO writes it, no more exact than it is known: "2006", "2006-05", "2006-05-22"; or nothing."""
    if moment is None:
        return ""
    length = {Accuracy.YEAR: 4, Accuracy.MONTH: 7}.get(moment.accuracy, 10)
    return moment.local.date().isoformat()[:length]


def _canonical(moment: Moment | None) -> str:
    if moment is None:
        return ""
    return f"{moment.at.isoformat()} {moment.accuracy}{' ?' if moment.uncertain else ''}"


def _place(address: WrittenAddress) -> list[str]:
    return [address.lines, address.postcode, address.uprn]


def _fingerprint(said: tuple[object, ...]) -> str:
    return hashlib.sha256(_ENCODER.encode(said).encode()).hexdigest()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
