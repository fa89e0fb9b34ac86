"""A call that several agencies tell of, each with the number that the police gave it, is one call."""

import pytest

from tests.town import piece, raised, someone

ANN = "9990000018"


@pytest.fixture
def told(town):
    """Three urgent contacts of one person, with these police log numbers."""

    def tell(first="", second="", third=""):
        town.send(
            "police", someone("P1", nhs=ANN), *pieces("police-call", "02", "P1", first), on="2026-01-03"
        )
        town.send(
            "gp", someone("G1", nhs=ANN), *pieces("out-of-hours-contact", "04", "G1", second), on="2026-01-05"
        )
        town.send("gp", *pieces("out-of-hours-contact", "06", "G1", third), on="2026-01-07")

    return tell


def pieces(kind, day, about, log):
    return [piece(f"{kind} {day}", kind, f"2026-01-{day} 10:00", about, log=log)]


def test_three_numbers_are_three_calls(told):
    told("L1", "L2", "L3")
    assert len(raised("R03")) == 1


def test_without_a_number_nothing_is_guessed(told):
    told()
    assert len(raised("R03")) == 1


def test_copies_of_one_call_are_counted_once(told):
    told("L1", "L1", "l 1")
    assert not raised("R03")


def test_a_number_sent_late_withdraws_a_reason_that_counted_one_call_twice(told, town):
    told("L1", "L1", "L3")
    assert not raised("R03")
    town.send("gp", *pieces("out-of-hours-contact", "08", "G1", ""), on="2026-01-09")
    (one,) = raised("R03")
    town.send("gp", *pieces("out-of-hours-contact", "08", "G1", "L3"), on="2026-01-12")
    one.refresh_from_db()
    assert f"{one.withdrawn_at:%Y-%m-%d}" == "2026-01-12"
