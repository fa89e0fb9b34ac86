import csv
import io
from datetime import date

import pytest

from jigsaw.care.reviews.actions import Beginning, TermsWords, agree_terms, start_review, take_chronology
from jigsaw.care.reviews.domain.words import Family, Kind
from jigsaw.foundation.organisations.queries import viewer_of
from tests.builders import Borough

KINDS = {"police": "police", "council": "council", "ambulance": "ambulance"}
HEADS = ("Date", "Time", "Source of information", "Event", "Outcome", "Recorded on", "Who was told")
POLICE = (
    (
        "3 May 2006",
        "10:00",
        "CAD 20417",
        "Called to the flat: three men would not leave",
        "Sent away",
        "3 May 2006",
        "",
    ),
    ("May 2006", "", "Log", "Neighbour worried", "", "20 May 2006", "council 25 May 2006"),
    ("as above", "", "Log", "Second call", "", "", ""),
)
COUNCIL = (
    ("3 May 2006", "", "Case note", "Police log 20417: two men in the flat", "Stayed", "9 May 2006", ""),
)


def written(rows):
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    return out.getvalue().encode()


class Reviewers(Borough):
    """Three agencies with two people each; the first of police and council lead a review as equals."""

    def __init__(self):
        super().__init__()
        self.rows = {}
        for key, kind in KINDS.items():
            agency = self.agency(key, kind)
            self.rows[key] = [self.practitioner(f"{key}{number}", agency) for number in (1, 2)]
        self.by = {key: viewer_of(rows[0]) for key, rows in self.rows.items()}
        self.other = {key: viewer_of(rows[1]) for key, rows in self.rows.items()}

    def terms(self, *agencies, **instead):
        told = {"purpose": "What can we learn?", "scope": "Three agencies, May 2006", "family": Family.ASKED}
        leads = frozenset(self.by[key].key for key in agencies or ("police", "council"))
        return TermsWords(**told | {"leads": leads} | instead)

    def begin(self, **instead):
        told = {"kind": Kind.ADULT_REVIEW, "title": "Adult A", "period_from": date(2006, 4, 1)}
        return Beginning(**told | {"period_to": date(2006, 7, 31)} | instead)

    def started(self, **instead):
        """A review whose terms only the police have agreed to."""
        return start_review(by=self.by["police"], begin=self.begin(**instead), terms=self.terms()).pk

    def agreed(self, **instead):
        """A review that is at work."""
        key = self.started(**instead)
        agree_terms(by=self.by["council"], review=key, version=1)
        return key

    def with_chronologies(self):
        """A review with the chronologies of police and council."""
        key = self.agreed()
        for agency, rows in (("police", POLICE), ("council", COUNCIL)):
            self.send(key, agency, rows)
        return key

    def send(self, key, agency, rows=POLICE, *, by=None):
        sender = by or self.by[agency]
        return take_chronology(by=sender, review=key, agency=agency, name="c.csv", content=written(rows))


@pytest.fixture
def town(db):
    return Reviewers()
