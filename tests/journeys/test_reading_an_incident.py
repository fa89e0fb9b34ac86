"""A practitioner reads of one night that ambulance and hospital told of, in one place of the story."""

import pytest

from tests.journeys.desk import DESKTOP, PHONE


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_one_incident_stands_in_one_place_with_each_agencys_piece_in_it(desk, workspace, width):
    sunita = desk("sunita", width=width)
    caller = workspace.somebody("many-ambulance-calls")
    sunita.open(f"/search?q={caller.nhs_number}")
    sunita.press(caller.family)
    if "Why do you need" in sunita.heading():
        sunita.choose("I have been asked to help them now")
        sunita.press("Continue")
    sunita.arrives(caller.family)
    sunita.sees("One incident, told by 2 agencies")
    incident = sunita.page.locator(".app-entry--incident").first
    assert incident.locator("li.app-entry").count() >= 2
    agencies = incident.locator(".app-agency").all_inner_texts()
    assert len(set(agencies)) == 2
