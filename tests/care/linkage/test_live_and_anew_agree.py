"""A few records at a time, or everybody in one go: the same people, joins, homes and residences."""

import tempfile
from pathlib import Path
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import given

from jigsaw.care.linkage.actions import joining
from tests.histories import FEW, HISTORIES, tell
from tests.town import Town
from tests.worked_out import people_and_homes

pytestmark = pytest.mark.django_db


def worked_out(history, *, anew_from):
    """What becomes of a history when so many waiting records make Jigsaw link everybody anew."""
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(joining, "ANEW_FROM", anew_from),
        transaction.atomic(),
    ):
        town = Town(Path(folder))
        tell(town, history)
        found = people_and_homes()
        transaction.set_rollback(True)
    return found


@FEW
@given(HISTORIES)
def test_linking_what_came_gives_what_linking_everybody_would(history):
    assert worked_out(history, anew_from=10**9) == worked_out(history, anew_from=1)
