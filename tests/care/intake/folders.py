"""An invented ambulance service's folder, for tests: its mapping, its files, and loading it."""

from jigsaw.care.intake import actions
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.mapping_check import check_folder
from jigsaw.care.intake.domain.rows import read_file
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW

MAPPING = """format = 1
[agency]
key = "brannock-ambulance"
name = "Brannock Ambulance Service"
kind = "ambulance"
telephone = "01632 960100"

[[file]]
name = "patients*.csv"
feed = "patients"
every = "1 day"
holds = "source-records"
[file.record]
local_id = "PatientID"
nhs_number = "NHS"
given_names = "Forename"
family_name = "Surname"
birth_date = "DOB"
died_on = "DOD"
address = ["Addr1", "Town"]
postcode = "PC"
deleted = "Deleted"

[[file]]
name = "calls*.csv"
feed = "calls"
every = "1 day"
holds = "pieces"
received = "Sent"
blank = ["NULL"]
[[file.piece]]
shape = "event"
source_reference = "CallID"
kind = "Type"
kinds = { "CALL" = "ambulance-call", "CONV" = "ambulance-conveyance" }
when = ["Day", "Time"]
words = "Narrative"
address = "Where"
postcode = "PC"
deleted = "Void"
restriction = "Sens"
restrictions = { "N" = "", "S" = "content-withheld" }
[[file.piece.subject]]
local_id = "PatientID"
role = "subject"
[[file.piece.subject]]
local_id = "CallerID"
role = "caller"
[file.piece.attributes]
outcome = "Outcome"
[file.piece.values.outcome]
"SR" = "seen-and-left"
"""
PATIENT = {
    "PatientID": "P1", "NHS": "999 000 0018", "Forename": "Ann", "Surname": "Okafor", "DOB": "22/05/1970",
    "DOD": "", "Addr1": "1 High Street", "Town": "Brannock", "PC": "ZZ1 1AA", "Deleted": "",
}  # fmt: skip
CALL = {
    "CallID": "C1", "Type": "CALL", "Day": "01/05/2024", "Time": "14:30", "Narrative": "Fell at home",
    "Where": "1 High Street", "PC": "ZZ1 1AA", "Void": "", "Sens": "N", "PatientID": "P1", "CallerID": "",
    "Outcome": "SR", "Sent": "02/05/2024 06:00",
}  # fmt: skip


def call(**changes):
    """A call's row, with some of its values changed."""
    return CALL | changes


def patient(**changes):
    """A patient's row, with some of its values changed."""
    return PATIENT | changes


def write(folder, name, rows, mapping=MAPPING):
    """Put a file of rows and the mapping into the folder."""
    (folder / "feed.toml").write_text(mapping, encoding="utf-8")
    lines = [",".join(rows[0]), *(",".join(f'"{value}"' for value in row.values()) for row in rows)]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def load(folder, *, now_at=None):
    """Load every file of the folder; the counts of all together."""
    checked = check_folder(folder)
    noted = actions.note_folder(by=JIGSAW, checked=checked)
    total = Counts()
    for path, said in checked.files:
        feed = noted.feeds[said.feed]
        delivery = actions.begin_delivery(by=JIGSAW, feed=feed, mapping=noted.mapping, path=path)
        answers = read_file(path, said, now_at or now())
        total.add(actions.accept(by=JIGSAW, delivery=delivery, answers=answers, now=now_at))
    return total


def changes(counts):
    """The counts that are not nought, without the number of rows."""
    return {name: count for name, count in counts.as_json().items() if count and name != "rows"}
