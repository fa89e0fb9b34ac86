"""A piece as every reader above intake gets it: one value, already narrowed to what its reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.foundation.core.time import Moment

NOTHING: Mapping[str, str] = MappingProxyType({})
WITHHELD_KIND = "withheld"
WITHHELD_LABEL = "A piece whose content is withheld"


@dataclass(frozen=True)
class Holder:
    """The agency that holds a piece: whom to ring."""

    key: str
    name: str
    kind: str
    telephone: str = ""
    contact: str = ""


@dataclass(frozen=True)
class About:
    """A source record that a piece is about, and in which role."""

    record: UUID
    role: str


@dataclass(frozen=True)
class Entry:
    """One piece, in the version that stood at the moment asked about, as this viewer may see it.

    Where `is_withheld`, only the holder, the moment and the subject through whom it was found are there.
    `note` says what became of earlier versions ("Corrected by its agency: …"). `incident` is whose number, and the
    number, of what other agencies may tell of too. `restriction` and `handling` say what others see of it.
    """

    piece: UUID
    shape: Shape
    kind: str
    label: str
    group: str
    tags: frozenset[str]
    when: Moment
    holder: Holder
    received: datetime
    until: Moment | None = None
    recorded: datetime | None = None
    words: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    about: tuple[About, ...] = ()
    place: str = ""
    address: int | None = None
    source: str = ""
    feed: str = ""
    version: int = 1
    note: str = ""
    is_withheld: bool = False
    restriction: str = ""
    handling: str = ""
    incident: str = ""

    def is_open(self, at: datetime) -> bool:
        """Whether an involvement or a state goes on at an instant: it began, and has no end before then."""
        lasts = self.shape is not Shape.EVENT and not self.is_withheld and self.when.at <= at
        return lasts and (self.until is None or self.until.latest() > at)


@dataclass(frozen=True)
class Withdrawn:
    """A piece that its agency took back: what it was, when it was taken back, and why."""

    label: str
    when: Moment
    holder: Holder
    at: datetime
    reason: str


@dataclass(frozen=True)
class RecordSaid:
    """What one agency's source record says of somebody, by its latest version; `received` is None when none came.

    `is_encoded`: the agency sent the identity encoded, so that nothing of it can be shown. `home`: which home its
    address is, however it is written; None where none is known.
    """

    record: UUID
    holder: Holder
    local_id: str
    first_received: datetime
    received: datetime | None = None
    versions: int = 0
    is_retracted: bool = False
    particulars: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    is_encoded: bool = False
    home: UUID | None = None
