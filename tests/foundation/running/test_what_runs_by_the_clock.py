from datetime import timedelta

import pytest

from jigsaw.foundation.running.lately import DRILL, last_run
from jigsaw.foundation.running.models import LastRun
from jigsaw.foundation.running.noting import note_ended, take_turn_to_run

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def test_of_several_that_would_run_it_one_does_and_not_again_before_its_time():
    assert [take_turn_to_run(work=DRILL, every=WEEK) for _ in range(3)] == [True, False, False]
    LastRun.objects.update(began_at=last_run(DRILL).began_at - WEEK)
    assert [take_turn_to_run(work=DRILL, every=WEEK) for _ in range(2)] == [True, False]


def test_how_it_ended_is_kept_until_the_next_has_ended():
    assert last_run(DRILL) is None
    note_ended(work=DRILL, sound=False, told="The copy could not be opened")
    LastRun.objects.update(began_at=last_run(DRILL).began_at - WEEK)
    take_turn_to_run(work=DRILL, every=WEEK)
    assert (last_run(DRILL).sound, last_run(DRILL).told) == (False, "The copy could not be opened")
    note_ended(work=DRILL, sound=True)
    assert last_run(DRILL).sound is True
    assert last_run(DRILL).ended_at >= last_run(DRILL).began_at
