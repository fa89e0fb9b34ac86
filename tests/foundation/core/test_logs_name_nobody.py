"""What a log may say when something fails."""

import logging
import sys

from jigsaw.foundation.core.logs import WithoutPeople


def logged(message, *values, exc_info=None):
    record = logging.LogRecord("jigsaw", logging.ERROR, __file__, 1, message, values, exc_info)
    return WithoutPeople().format(record)


def test_an_exception_is_told_by_its_kind_and_place_and_not_by_its_words():
    try:
        raise ValueError("Steven Example, 999 123 4567")
    except ValueError:
        said = logged("Internal Server Error: /people", exc_info=sys.exc_info())
    assert "ValueError" in said
    assert "test_logs_name_nobody.py" in said
    assert "Example" not in said
    assert "999" not in said


def test_ids_and_what_was_searched_for_are_left_out_of_an_address():
    said = logged("Not Found: %s", "/people/6894eb28-d025-596d-88a3-15e1889703dd?words=Steven")
    assert "6894eb28" not in said
    assert "Steven" not in said
    assert "/people/…" in said
