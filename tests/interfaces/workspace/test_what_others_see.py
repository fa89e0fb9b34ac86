"""The page on which an agency decides what others see of its piece."""

from uuid import uuid4

import pytest

from tests.interfaces.workspace.opening import answered, opened


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def steven(borough, council):
    person = borough.person()
    borough.record(person, borough.agency("police", "police"))
    person.ours = borough.piece(borough.record(person, council), kind="gp-contact", words="About his father")
    return person


def test_who_holds_it_is_led_from_the_story_and_decides(borough, client, council, steven):
    client.force_login(borough.practitioner("ann", council))
    where = f"/pieces/{steven.ours.pk}/others-see"
    assert where in opened(client, f"/people/{steven.pk}").text
    assert "What do others see of this piece?" in client.get(where).text
    answer = client.post(where, {"restriction": "sealed", "why": "He asked us"}, follow=True)
    assert "No other agency knows of this" in answer.text


def test_a_why_and_what_is_seen_are_needed(borough, client, council, steven):
    client.force_login(borough.practitioner("ann", council))
    text = client.post(f"/pieces/{steven.ours.pk}/others-see", {}).text
    assert "Enter why you decide so" in text
    assert "Select what other agencies see" in text


def test_for_others_there_is_no_such_page_and_no_way_to_it(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    assert "others-see" not in opened(client, f"/people/{steven.pk}").text
    there, none = (client.get(f"/pieces/{key}/others-see") for key in (steven.ours.pk, uuid4()))
    assert there.status_code == 404
    assert answered(there) == answered(none)
