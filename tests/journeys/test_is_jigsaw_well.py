"""Somebody whose duty it is looks whether Jigsaw is well; nobody else is offered it."""

import pytest

from tests.journeys.desk import DESKTOP, PHONE


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_what_is_wrong_stands_first_with_what_to_do(desk, width):
    odette = desk("odette", width=width)
    odette.press("Health")
    odette.arrives("Is Jigsaw well?")
    odette.sees("The database answers", "The audit trail is kept", "Scheduled restore drill")


def test_front_line_workers_are_not_offered_it(desk):
    sunita = desk("sunita")
    assert sunita.page.get_by_role("link", name="Health").count() == 0
    assert sunita.open("/health") == 403
