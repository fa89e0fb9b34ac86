"""The story as known on a day is the story that a database of only what had come by that day would tell."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.entries import entries
from jigsaw.care.intake.models import SourceRecord
from jigsaw.care.intake.records import records_said
from jigsaw.care.people.models import Address
from tests.histories import FEW, FIRST, HISTORIES, Sent, tell
from tests.town import Town

pytestmark = pytest.mark.django_db


def told(viewer, on=None):
    """What is told of each agency's record, and at each written address.

    Who is who, and which home an address belongs to, are told as they are known today: later news may have mended
    them.
    """
    found = {}
    for record in SourceRecord.objects.all():
        said = records_said(viewer, [record.pk], on)
        if said:
            found[record.pk] = (
                _without_homes(said),
                _plain(entries(viewer, records=[record.pk], as_known_on=on)),
            )
    for address in Address.objects.all():
        pieces = _plain(entries(viewer, addresses=[address.pk], as_known_on=on))
        if pieces:
            found[address.uprn, address.normal] = pieces
    return found


def _without_homes(records):
    return [replace(one, home=None) for one in records]


def _plain(pieces):
    # The number of an address's row is its place in one database, and says nothing.
    return [replace(one, address=None) for one in pieces]


@FEW
@given(HISTORIES, st.integers(-1, 6))
def test_as_known_on_a_day_is_what_would_have_been_told_that_day(history, number):
    sent = [one for one in history if isinstance(one, Sent)]
    day = FIRST + timedelta(days=31 + number)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        town = Town(Path(folder))
        tell(town, sent)
        looking_back = told(town.viewer("gp"), on=day)
        transaction.set_rollback(True)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        town = Town(Path(folder))
        tell(town, sent, until=number)
        assert told(town.viewer("gp")) == looking_back
        transaction.set_rollback(True)


def test_what_comes_after_the_day_is_not_told(db, tmp_path):
    town = Town(tmp_path)
    tell(town, [Sent("gp", (("piece", "e1", "gp-contact", 1, "1", {}),))])
    assert told(town.viewer("gp"), on=date(2026, 5, 31)) == {}
