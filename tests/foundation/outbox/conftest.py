"""An agency with a duty address, its manager, and a message put for it."""

import pytest
from django.db import transaction

from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.actions import add_practitioner, note_agency
from jigsaw.foundation.organisations.queries import viewer_of
from jigsaw.foundation.outbox import actions
from jigsaw.foundation.outbox.domain import Way

DUTY = "duty@slipway.example"


@pytest.fixture
def agency(db):
    note_agency(by=JIGSAW, key="slipway", name="Slipway Homes", kind="housing")
    actions.note_address(by=JIGSAW, agency="slipway", way=Way.EMAIL, address=DUTY)
    return "slipway"


@pytest.fixture
def people(agency):
    """A manager and a practitioner, as rows."""
    return {
        role: add_practitioner(
            by=JIGSAW, username=role, password="x", name=role.title(), agency=agency, team=None, role=role
        )
        for role in ("manager", "practitioner")
    }


@pytest.fixture
def manager(people):
    return viewer_of(people["manager"])


@pytest.fixture
def put(agency):
    def made(key="one", **told):
        words = {"subject": "Something waits", "body": "Sign in", "agencies": [agency]} | told
        with transaction.atomic():
            return actions.put(by=JIGSAW, key=key, **words)

    return made
