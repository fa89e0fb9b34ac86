"""Counts by month, drawn: two bars beside each other, and the same facts as a table."""

import re

from jigsaw.foundation.design.pictures.bars import HEIGHT, MonthBars

PICTURE = MonthBars("People found", "In force", "Tried", [("2025-12", 4, 2), ("2026-01", 0, 8)])


def heights(kind):
    found = re.findall(
        rf'<rect class="app-bars__{kind}" x="[^"]+%"[^>]+height="([\d.]+)"', PICTURE.__html__()
    )
    return [float(one) for one in found]


def test_the_largest_count_is_as_tall_as_the_picture_and_the_others_in_proportion():
    assert heights("first") == [HEIGHT / 2, 0]
    assert heights("second") == [HEIGHT / 4, HEIGHT]


def test_every_number_stands_in_the_table():
    drawn = PICTURE.__html__()
    assert "Dec 2025" in drawn
    assert re.findall(r'data-head="Tried">(\d+)<', drawn) == ["2", "8"]


def test_nothing_found_is_drawn_as_nothing():
    assert "<rect" in MonthBars("People found", "In force", "Tried", [("2025-12", 0, 0)]).__html__()
    assert "x1=" in MonthBars("People found", "In force", "Tried", []).__html__()
