"""What a feed.toml says, once it has been read: how one agency's files become source records and pieces.

Frozen values only: `mapping_read` makes them, `mapping_check` checks them against the kinds and the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.intake.domain.readers.row import Layout

FEED_FILE = "feed.toml"
FORMAT = 1

AGENCY_KINDS = ("nhs-trust", "acute-hospital", "gp", "ambulance", "council", "housing", "police", "charity")
HOLDS = ("source-records", "pieces", "both")
RESTRICTIONS = ("", "content-withheld", "sealed")
HANDLINGS = ("", "law-enforcement", "third-party-words", "serious-harm", "general")
ROLES = (
    *("subject", "caller", "alleged", "witness", "carer", "household", "relative"),
    *("named-worker",),
)
RECORD_FIELDS = (
    *(
        "local_id",
        "nhs_number",
        "nhs_number_status",
        "former_nhs_numbers",
        "title",
        "given_names",
        "family_name",
        "known_as",
    ),
    *("birth_date", "gender", "ethnicity", "telephone", "email", "address", "postcode", "uprn", "died_on"),
    *("encoding", "deleted", "recorded"),
)
PIECE_FIELDS = (
    *("source_reference", "kind", "when", "until", "recorded", "words", "address", "postcode", "uprn"),
    *("deleted", "restriction", "handling", "incident"),
)
DATE_FIELDS = frozenset({"birth_date", "died_on", "recorded", "when", "until"})

# The columns that one field is made of, joined by a space (an address by commas).
Columns = tuple[str, ...]
Codes = Mapping[str, str]
NO_CODES: Codes = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AgencyDetails:
    """The agency whose folder it is, and whom to ring there. one_id_each: whether it gives nobody two ids."""

    key: str
    name: str
    kind: str
    ods_code: str = ""
    telephone: str = ""
    contact: str = ""
    one_id_each: bool = False


@dataclass(frozen=True, slots=True)
class RecordMap:
    """Which columns make a source record, by our field. only_where: as for a piece."""

    columns: Mapping[str, Columns]
    only_where: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubjectMap:
    """Whom a piece is about: the column of the agency's own id, and the role, fixed or by a column."""

    local_id: Columns
    role: str = ""
    role_column: str = ""
    roles: Codes = field(default_factory=lambda: NO_CODES)


@dataclass(frozen=True, slots=True)
class PieceMap:
    """Which columns make one piece of a row, by our field, and what the local codes mean.

    shape: None where the kind says it. suffix: added to the reference where one row gives several pieces.
    only_where: by column, the values with which a row gives this piece. incident_of: whose number the incident is.
    handlings: what the codes of each column of handling mean. handling_always: what holds of every piece that it gives.
    """

    columns: Mapping[str, Columns]
    subjects: tuple[SubjectMap, ...]
    shape: Shape | None = None
    kinds: Codes = field(default_factory=lambda: NO_CODES)
    kind_always: str = ""
    kind_otherwise: str = ""
    restrictions: Codes = field(default_factory=lambda: NO_CODES)
    handlings: Codes = field(default_factory=lambda: NO_CODES)
    handling_always: str = ""
    only_where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    attributes: Mapping[str, Columns] = field(default_factory=dict)
    values: Mapping[str, Codes] = field(default_factory=dict)
    suffix: str = ""
    incident_of: str = ""

    @property
    def all_kinds(self) -> frozenset[str]:
        """Every kind that it can give."""
        return frozenset({*self.kinds.values(), self.kind_always, self.kind_otherwise} - {""})


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How the files of one name are read, and the feed they belong to.

    every_minutes: how often one is expected; None when irregular. blank: values that mean nothing was given.
    """

    name: str
    feed: str
    holds: str
    layout: Layout
    every_minutes: int | None = None
    received: str = ""
    record: RecordMap | None = None
    pieces: tuple[PieceMap, ...] = ()
    blank: frozenset[str] = frozenset()

    @property
    def all_kinds(self) -> frozenset[str]:
        """Every kind of piece that its rows can give."""
        return frozenset().union(*(piece.all_kinds for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class FolderMapping:
    """One agency's folder: the agency, and how each of its files is read."""

    agency: AgencyDetails
    files: tuple[FileMapping, ...]


@dataclass(frozen=True, slots=True)
class MappingFault:
    """One thing wrong with a mapping: in which file, at which key, what, and the mend."""

    file: str
    key: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}, {self.key}: {self.why}. {self.mend}"
