"""Lives come from a hidden state; without coupling, nothing that agencies see follows it."""

from datetime import date

import pytest

from jigsaw.demo.borough import imagine
from jigsaw.demo.clock import DAY, Clock
from jigsaw.demo.moods import CRISIS, covering

CLOCK = Clock(date(2026, 9, 30))
URGENT = {"ambulance-call", "police-call", "crisis-line-call", "self-harm", "ed-attendance"}


def share_in_crisis(coupling):
    """Which share of urgent contacts falls on days on which the person's true state is crisis."""
    borough = imagine(2500, 3, CLOCK, coupling)
    in_crisis = {
        person.key: {
            day for start, end, level in person.spells if level == CRISIS for day in range(start, end)
        }
        for person in borough.place.people
    }
    urgent = [piece for piece in borough.pieces if piece.kind in URGENT and not piece.story]
    return sum(piece.at // DAY in in_crisis[piece.person.key] for piece in urgent) / len(urgent)


def test_urgent_contacts_gather_in_crises_and_without_coupling_they_do_not():
    coupled, uncoupled = share_in_crisis(1.0), share_in_crisis(0.0)
    assert coupled > 5 * uncoupled


def test_spells_cover_the_whole_time_at_their_highest_level():
    spells = covering([(10, 40, 1), (20, 30, 2), (35, 60, 1)], 100)
    assert spells == [(0, 10, 0), (10, 20, 1), (20, 30, 2), (30, 60, 1), (60, 100, 0)]


@pytest.mark.parametrize("people", [30, 120])
def test_a_tiny_borough_can_be_imagined(people):
    borough = imagine(people, 5, CLOCK)
    assert len(borough.place.people) == people
    assert max(piece.at for piece in borough.pieces) <= CLOCK.end
