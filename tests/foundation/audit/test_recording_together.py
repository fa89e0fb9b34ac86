"""What one transaction does may be recorded in one go: the same rows, chained in their order."""

import pytest
from django.db import transaction

from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.audit.chaining import recording_together
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW

pytestmark = pytest.mark.django_db


def recorded():
    return list(AuditEvent.objects.order_by("number").values_list("act", flat=True))


def fail_after_recording():
    with recording_together():
        record_act(by=JIGSAW, act="failed")
        raise ZeroDivisionError


def test_acts_are_recorded_at_the_end_in_the_order_in_which_they_were_done():
    with transaction.atomic(), recording_together():
        record_act(by=JIGSAW, act="first")
        with recording_together():
            record_act(by=JIGSAW, act="second")
        assert recorded() == []
    record_act(by=JIGSAW, act="third")
    assert recorded() == ["first", "second", "third"]
    places = AuditEvent.objects.order_by("number").values_list("lane", "number")
    assert len(set(places)) == 3


def test_nothing_of_what_failed_is_recorded_then_or_with_what_comes_after():
    with pytest.raises(ZeroDivisionError):
        fail_after_recording()
    assert recorded() == []
    record_act(by=JIGSAW, act="after")
    assert recorded() == ["after"]
