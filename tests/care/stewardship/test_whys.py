"""The why of a decision: a common one, one's own words, or both."""

import pytest

from jigsaw.care.stewardship.domain.whys import COMMON, RECORDS, why_of


@pytest.mark.parametrize(
    ("chosen", "written", "kept"),
    [
        (RECORDS, "", RECORDS),
        (COMMON[1], "the GP", f"{COMMON[1]}: the GP"),
        (RECORDS, " They are cousins ", "They are cousins"),
        ("", "They are cousins", "They are cousins"),
        ("made up", "", ""),
        ("", " ", ""),
    ],
)
def test_the_why_that_is_kept(chosen, written, kept):
    assert why_of(chosen, written) == kept
