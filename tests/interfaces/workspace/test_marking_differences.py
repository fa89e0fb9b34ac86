"""Two values side by side: the letters in which they differ are marked, and the comparison is said in words."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from jigsaw.interfaces.workspace.joins.marking import DIFFERS, NEITHER, ONE_ALONE, SAME, compared


def drawn(cell):
    return str(escape(cell))


def test_only_what_differs_is_marked():
    left, right, said = compared("1966-03-12", "1966-03-21")
    assert said is DIFFERS
    assert drawn(left).startswith("<span>1966-03-")
    assert '<mark class="app-differs">' in drawn(left) + drawn(right)


def test_upper_and_lower_case_are_no_difference():
    assert compared("MARSH", "Marsh") == ("MARSH", "Marsh", SAME)


def test_what_one_does_not_say_is_no_difference():
    assert compared("Marsh", "")[2] == ONE_ALONE
    assert compared("", "")[2] == NEITHER


@given(left=st.text(max_size=20), right=st.text(max_size=20))
def test_a_marked_value_keeps_its_letters_and_escapes_them(left, right):
    for value, cell in zip((left, right), compared(left, right)[:2], strict=True):
        bare = re.sub(r"</?(mark class=\"app-differs\"|mark|span)>", "", drawn(cell))
        assert bare == str(escape(value))
