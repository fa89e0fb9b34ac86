"""Source records wait to be joined: because they changed, or only because a piece named them."""

import pytest

from jigsaw.care.intake.news import News
from jigsaw.care.linkage import actions
from jigsaw.care.linkage.models import RecordToLink
from jigsaw.foundation.core.viewer import JIGSAW
from tests.town import record, someone


@pytest.fixture
def known(town):
    town.send("gp", someone("G7"))
    return record("gp", "G7")


@pytest.mark.parametrize("order", [("named", "records"), ("records", "named")])
def test_a_record_that_changed_waits_as_changed_whatever_names_it_before_or_after(known, order):
    for why in order:
        actions.note_accepted(by=JIGSAW, news=News(**{why: {known}}))
    assert RecordToLink.objects.get(record=known).changed


def test_a_record_that_a_piece_only_named_does_not_wait_as_changed(known):
    actions.note_accepted(by=JIGSAW, news=News(named={known}))
    assert not RecordToLink.objects.get(record=known).changed
