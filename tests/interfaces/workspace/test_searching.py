"""The search page."""

import pytest

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.interfaces.workspace.search import MOST_KEPT


def test_a_search_says_what_agreed_and_leads_to_the_story(borough, client):
    council = borough.agency("council")
    person = borough.person("Stephen Hoskins")
    borough.record(person, council)
    client.force_login(borough.practitioner("ann", council))
    text = client.post("/search", {"q": "steven hoskins"}, follow=True).text
    assert "name sounds alike" in text
    assert f"/people/{person.pk}" in text


def test_a_search_is_kept_without_what_was_typed(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    client.post("/search", {"q": "steven hoskins"}, follow=True)
    kept = AuditEvent.objects.get(subject_id="search")
    assert (kept.detail["people_found"], kept.detail["homes_found"]) == (0, 0)
    assert "hoskins" not in str(vars(kept)).lower()


def test_finding_nobody_does_not_say_that_nobody_is_there(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    assert "They may be known by another name" in client.post("/search", {"q": "zzyzx"}, follow=True).text


def test_an_outsider_cannot_search(borough, client):
    client.force_login(borough.practitioner("olga", borough.agency("elsewhere", shares=False)))
    assert client.post("/search", {"q": "steven"}).status_code == 404
    assert client.get("/search", {"for": "steven"}).status_code == 404


@pytest.mark.parametrize("method", ["post", "get"])
def test_what_was_typed_stands_in_no_address(borough, client, method):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    answered = getattr(client, method)("/search", {"q": "steven hoskins"})
    assert "hoskins" not in answered.url
    assert 'value="steven hoskins"' in client.get(answered.url).text


def test_the_back_button_leads_to_each_of_the_last_searches(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    pages = [client.post("/search", {"q": f"name{number}"}).url for number in range(MOST_KEPT + 1)]
    assert 'value="name1"' in client.get(pages[1]).text
    assert "no longer kept" in client.get(pages[0]).text
    assert client.post("/search", {"q": "name1"}).url == pages[1]


def test_a_search_is_of_the_session_alone(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    address = client.post("/search", {"q": "steven hoskins"}).url
    client.force_login(borough.practitioner("bo", borough.agency("gp")))
    assert "hoskins" not in client.get(address).text
