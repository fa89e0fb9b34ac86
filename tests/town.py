"""A town whose agencies send tiny extracts through the real door: folders of CSV with a feed.toml.

A test says what each agency sends on which day, and reads back who is who, where they live and which reasons there
are.
"""

import csv
import itertools

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.care.linkage.models import Edge, Link
from jigsaw.care.people.models import Person
from jigsaw.care.reasons.models import Reason
from jigsaw.foundation.core.identity import record_id
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load
from tests.builders import Borough

KINDS_OF_AGENCY = {
    "ambulance": "ambulance", "police": "police", "council": "council", "housing": "housing", "gp": "gp",
    "trust": "nhs-trust", "hospital": "acute-hospital", "charity": "charity",
}  # fmt: skip
RECORD = (
    "ID",
    "NHS",
    "Given",
    "Family",
    "DOB",
    "Tel",
    "Addr",
    "PC",
    "UPRN",
    "Died",
    "Recorded",
    "Deleted",
    "Sent",
)
PIECE = (
    "Ref", "Shape", "Kind", "When", "Until", "Words", "Addr", "PC", "UPRN", "Void", "Sens", "ID", "Caller", "Alleged",
    "Value", "Ended", "Log", "Sent",
)  # fmt: skip
MAPPING = """format = 1
[agency]
key = "{key}"
name = "{name}"
kind = "{kind}"
telephone = "01632 960100"

[[file]]
name = "people*.csv"
feed = "people"
every = "1 day"
holds = "source-records"
received = "Sent"
[file.record]
local_id = "ID"
nhs_number = "NHS"
given_names = "Given"
family_name = "Family"
birth_date = "DOB"
telephone = "Tel"
address = ["Addr"]
postcode = "PC"
uprn = "UPRN"
died_on = "Died"
recorded = "Recorded"
deleted = "Deleted"

[[file]]
name = "pieces*.csv"
feed = "pieces"
every = "1 day"
holds = "pieces"
received = "Sent"
"""
PIECES = """
[[file.piece]]
shape = "{shape}"
only_where = {{ Shape = ["{shape}"] }}
source_reference = "Ref"
kind = "Kind"
kinds = {{ {kinds} }}
when = "When"
until = "Until"
words = "Words"
address = ["Addr"]
postcode = "PC"
uprn = "UPRN"
deleted = "Void"
incident = "Log"
incident_of = "police"
restriction = "Sens"
restrictions = {{ "" = "", "W" = "content-withheld", "X" = "sealed" }}
[[file.piece.subject]]
local_id = "ID"
role = "subject"
[[file.piece.subject]]
local_id = "Caller"
role = "caller"
[[file.piece.subject]]
local_id = "Alleged"
role = "alleged"
[file.piece.attributes]
value = "Value"
ended_reason = "Ended"
"""


def mapping_of(agency):
    """The feed.toml of one of the town's agencies: every kind by its own code."""
    parts = [MAPPING.format(key=agency, name=agency.capitalize(), kind=KINDS_OF_AGENCY[agency])]
    for shape in ("event", "involvement", "state"):
        codes = (code for code, kind in all_kinds().items() if kind.shape == shape)
        parts.append(PIECES.format(shape=shape, kinds=", ".join(f'"{code}" = "{code}"' for code in codes)))
    return "".join(parts)


def someone(local_id, given="Ann", family="Okafor", born="1970-05-22", **told):
    """What an agency says of a person. Keys are columns, in lower case or not."""
    return _row(RECORD, {"ID": local_id, "Given": given, "Family": family, "DOB": born}, told)


def piece(reference, kind, when, about="", **told):
    """A statement. `about` is the agency's own id of the person; the shape is the kind's."""
    shape = all_kinds()[kind].shape.value
    return _row(PIECE, {"Ref": reference, "Kind": kind, "Shape": shape, "When": when, "ID": about}, told)


def _row(columns, told, more):
    spelt = {column.lower(): column for column in columns}
    return dict.fromkeys(columns, "") | told | {spelt[name.lower()]: value for name, value in more.items()}


class Town:
    """Agencies that send, and what Jigsaw makes of it."""

    def __init__(self, folder):
        self.folder = folder
        self.count = itertools.count(1)
        self.borough = Borough()
        for agency, kind in KINDS_OF_AGENCY.items():
            self.borough.agency(agency, kind)

    def write(self, agency, *rows, on):
        """Put what an agency sends on a day into a folder of its own; returns the folder."""
        at = self.folder / f"{next(self.count):04}"
        at.mkdir()
        (at / "feed.toml").write_text(mapping_of(agency), encoding="utf-8")
        for name, columns in (("people", RECORD), ("pieces", PIECE)):
            with (at / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                mine = [row for row in rows if tuple(row) == columns]
                writer.writerows(row | {"Sent": row["Sent"] or f"{on} 06:00"} for row in mine)
        return at

    def send(self, agency, *rows, on="2026-01-05"):
        """Load what an agency sends on a day, whole: joined and read by the patterns. Nothing may be refused."""
        loaded = load(by=JIGSAW, folder=self.write(agency, *rows, on=on))
        assert loaded.total.refused == 0
        return loaded

    def viewer(self, agency="council", role="practitioner"):
        """Somebody of an agency that shares."""
        return self.borough.viewer(self.borough.agency(agency), role)

    def outsider(self):
        """Somebody of an agency that is party to no agreement."""
        return self.borough.viewer(self.borough.agency("elsewhere", shares=False))


def record(agency, local_id):
    """The id of an agency's record."""
    return record_id(agency, local_id)


def person_of(agency, local_id):
    """The person that an agency's record belongs to; None when it is not joined."""
    return Person.objects.filter(links__record=record_id(agency, local_id)).first()


def groups():
    """Who is who: the sets of records, each as agency/local id, that are one person."""
    found = {}
    for person, agency, local in Link.objects.values_list("person", "record__agency_id", "record__local_id"):
        found.setdefault(person, set()).add(f"{agency}/{local}")
    return {frozenset(one) for one in found.values()}


def are_one(*names):
    """Whether these records, each as agency/local id, are all one person."""
    return any(set(names) <= group for group in groups())


def edges():
    """What was found between records: their ends, the kind, the weight, the words."""
    fields = ("left_id", "right_id", "kind", "weight", "why", "held_apart_by")
    return set(Edge.objects.values_list(*fields))


def raised(pattern, **about):
    """The stored reasons of a pattern that are not withdrawn, earliest first."""
    found = Reason.objects.filter(pattern=pattern, withdrawn_at__isnull=True, **about)
    return list(found.order_by("raised_at"))
