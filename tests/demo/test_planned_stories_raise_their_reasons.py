"""A whole borough through the door: stories raise the reasons they are made for, and records join as they should."""

import pytest
from django.db import transaction

from jigsaw.demo import scoring
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load

# Without the mark no test database is made, and the module's fixture would find another.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(borough, django_db_setup, django_db_blocker):
    """The borough of 700 people, loaded once for this file, and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(by=JIGSAW, folder=borough / "agencies")
        yield borough / "truth"
        transaction.set_rollback(True)


@pytest.fixture
def parts(loaded):
    """Each part in a planned story, with what it raised."""
    return scoring.stories(JIGSAW, loaded)


def test_every_planned_story_raises_what_it_is_made_for(parts):
    missed = [(part.story, part.place, part.role, sorted(part.missed)) for part in parts if part.missed]
    assert missed == []


def test_what_only_looks_alike_raises_none_of_them(parts):
    wrong = [(part.story, part.place, part.role, sorted(part.wrong)) for part in parts if part.wrong]
    assert wrong == []
    assert any(part.forbidden for part in parts)


def test_nearly_all_records_of_one_person_are_joined_and_nearly_no_others(loaded):
    score = scoring.joins(JIGSAW, loaded)
    assert score.records > 1_000
    assert score.precision > 0.995
    assert score.recall > 0.95


def test_without_a_truth_there_is_nothing_to_score(tmp_path):
    with pytest.raises(NotFound):
        scoring.joins(JIGSAW, tmp_path)
