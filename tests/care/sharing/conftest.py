from datetime import date
from pathlib import Path

import pytest

from jigsaw.care import sharing
from jigsaw.care.sharing.actions import name_lead, sign_policy, write_policy
from jigsaw.care.sharing.domain.reading import read_policy, text_of
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.queries import viewer_of
from tests.builders import Borough

SHIPPED = Path(sharing.__file__).parent / "shipped"
KINDS = {"council": "council", "trust": "nhs-trust", "housing": "housing", "police": "police"}


def shipped(file, /, **instead):
    """One of the policies that are shipped, for the agencies of these tests and for as long as a test needs."""
    told = {"parties": list(KINDS), "starts_on": date(2020, 1, 1), "ends_on": date(2024, 1, 1)} | instead
    return read_policy((SHIPPED / f"{file}.toml").read_text("utf-8"), **told)


class Sharers(Borough):
    """Four agencies, each with a front-line worker and a named person who signs and decides."""

    def __init__(self):
        super().__init__()
        self.workers, self.leads = {}, {}
        for key, kind in KINDS.items():
            agency = self.agency(key, kind)
            self.workers[key] = self.viewer(agency)
            lead = self.practitioner(f"{key}-lead", agency)
            self.leads[key] = viewer_of(lead)
            name_lead(by=JIGSAW, agency=key, practitioner=lead.pk, title="Caldicott Guardian")

    def policy(
        self, name="care", *, signed=tuple(KINDS), starts_on=date(2020, 1, 1), ends_on=None, **instead
    ):
        """A shipped policy, written and signed by these; it holds for two years from today when no day is given."""
        last = ends_on or date.today().replace(year=date.today().year + 2, day=1)
        first = max(starts_on, date(last.year - 4, 1, 1))
        made = write_policy(by=JIGSAW, text=text_of(shipped(name, starts_on=first, ends_on=last, **instead)))
        for agency in signed:
            sign_policy(by=self.leads[agency], key=made.key, version=made.version)
        return made


@pytest.fixture
def town(db):
    return Sharers()
