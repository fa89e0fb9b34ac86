"""How much of a piece an agency's viewer is shown, by its restriction, its holder and the agreement."""

import pytest

from jigsaw.foundation.access.domain import Reveal
from jigsaw.foundation.access.rules.deciding import reveal


@pytest.mark.parametrize("restriction", ["", "content-withheld", "sealed"])
def test_a_holder_sees_its_own_pieces_whole_whether_it_shares_or_not(restriction):
    assert reveal(restriction, holder="police", agency="police", shares=False) is Reveal.FULL


@pytest.mark.parametrize(
    ("restriction", "shown"),
    [("", Reveal.FULL), ("content-withheld", Reveal.EXISTS), ("sealed", Reveal.NOTHING)],
)
def test_others_see_what_the_restriction_leaves(restriction, shown):
    assert reveal(restriction, holder="police", agency="council") is shown


@pytest.mark.parametrize("restriction", ["", "content-withheld", "sealed"])
def test_nothing_is_shown_of_an_agency_outside_the_agreement(restriction):
    assert reveal(restriction, holder="elsewhere", agency="council", shares=False) is Reveal.NOTHING
