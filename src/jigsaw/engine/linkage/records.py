"""What goes into linkage, and what comes out: plain frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Record:
    """What one agency calls one person. Every field but the first four is text, and empty when the agency
    said nothing.

    `birth_date` is ISO and may be partial: "1958", "1958-03" or "1958-03-02". `encoding`: the identity as its
    agency encoded it (`encoded.text`), for a record without names. `former_nhs_numbers`: those that its number
    superseded, a space between them. `came_at`: when it came here, where that is another moment than the agency's.
    """

    id: str
    agency: str
    local_id: str
    received_at: datetime
    given_names: str = ""
    family_name: str = ""
    known_as: str = ""
    birth_date: str = ""
    nhs_number: str = ""
    nhs_number_status: str = ""
    gender: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    uprn: str = ""
    encoding: str = ""
    former_nhs_numbers: str = ""
    came_at: datetime | None = None

    @property
    def here_since(self) -> datetime:
        """When it came here, as far as that is known."""
        return self.came_at or self.received_at


@dataclass(frozen=True, slots=True)
class HumanDecision:
    """A person looked at two records and said that they are, or are not, the same human being."""

    left: str
    right: str
    same: bool
    decided_at: datetime


class EdgeKind(StrEnum):
    """What an edge between two records is."""

    AUTOMATIC = "automatic"
    HUMAN = "human"
    DOUBTFUL = "doubtful"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Edge:
    """What ties two records, `left` before `right` by id.

    `weight` is the match weight in bits; an equal NHS number and a human decision have fixed weights (see
    `decide`). A cut edge would have joined its records had `held_apart_by` not forbidden it.
    """

    left: str
    right: str
    weight: float
    why: str
    kind: EdgeKind
    held_apart_by: str = ""

    @property
    def is_active(self) -> bool:
        """Whether the edge takes part in settling who is who. A doubtful edge only waits for a person."""
        return self.kind is not EdgeKind.DOUBTFUL


Person = tuple[str, ...]
"""The ids of one person's records, first received first."""
