"""The values that components draw."""

from datetime import date

from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.parts import Agency, Entry, Gap, Pages, Tag, by_month
from jigsaw.foundation.design.shapes import AGENCY_SHAPES

POLICE = Agency("Penhallow Police", "police")


def entry(year, month, accuracy=Accuracy.DAY):
    return Entry(Moment.from_local(date(year, month, 3), accuracy), POLICE, "Police contact")


def test_pieces_stand_under_the_month_in_which_they_happened():
    groups = by_month([entry(2026, 5), entry(2026, 5), entry(2026, 4)])
    assert [(group.title, group.count) for group in groups] == [("May 2026", 2), ("April 2026", 1)]


def test_a_piece_known_only_by_its_year_is_put_in_no_month():
    [group] = by_month([entry(2023, 1, Accuracy.YEAR)])
    assert group.title == "2023, month not known"


def test_a_gap_is_told_and_not_counted():
    [group] = by_month([Gap("No contact for 14 months", entry(2026, 5).when), entry(2026, 5)])
    assert group.count == 1
    assert len(group.entries) == 2


def test_later_groups_start_closed_and_each_has_its_own_anchor():
    groups = by_month([entry(2026, 5), entry(2026, 4), entry(2026, 5)], open_groups=1)
    assert [group.is_open for group in groups] == [True, False, False]
    assert len({group.anchor for group in groups}) == 3


def test_every_kind_of_agency_has_its_own_shape():
    assert len(set(AGENCY_SHAPES.values())) == len(AGENCY_SHAPES)
    assert "<circle" in Agency("Somebody", "unheard-of").__html__()


def test_tags_and_badges_escape_their_words():
    assert "<b>" not in Tag("<b>", '"><b>').__html__()
    assert "<b>" not in Agency("<b>", '"><b>').__html__()


def test_a_page_of_a_list_has_its_address():
    assert Pages(2, 9, "?q=a&page={page}").href(3) == "?q=a&page=3"
