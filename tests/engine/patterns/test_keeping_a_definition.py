"""A pattern is kept word for word, so that what it found can be explained when its file has changed."""

import json

import pytest
from hypothesis import given

from jigsaw.care.reasons.pack import pack_of_files
from jigsaw.engine.patterns.keeping import from_kept, kept
from tests.engine.patterns.invented import CONDITIONS, pattern


def there_and_back(one):
    return from_kept(json.loads(json.dumps(kept(one))))


@pytest.mark.parametrize("one", pack_of_files().patterns, ids=lambda one: one.id)
def test_every_pattern_of_the_pack_comes_back_as_it_was(one):
    assert there_and_back(one) == one


@given(CONDITIONS)
def test_every_condition_comes_back_as_it_was(condition):
    assert there_and_back(pattern(condition)).condition == condition


def test_what_is_no_kept_pattern_is_refused():
    with pytest.raises(ValueError, match="no pattern"):
        from_kept({"is": "Number", "of": []})
