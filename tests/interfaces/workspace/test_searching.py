"""The search page."""

from jigsaw.foundation.audit.models import AuditEvent


def test_a_search_says_what_agreed_and_leads_to_the_story(borough, client):
    council = borough.agency("council")
    person = borough.person("Stephen Hoskins")
    borough.record(person, council)
    client.force_login(borough.practitioner("ann", council))
    text = client.get("/search", {"q": "steven hoskins"}).text
    assert "name sounds alike" in text
    assert f"/people/{person.pk}" in text


def test_a_search_is_kept_without_what_was_typed(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    client.get("/search", {"q": "steven hoskins"})
    kept = AuditEvent.objects.get(subject_id="search")
    assert kept.detail == {"people": 0, "homes": 0}
    assert "hoskins" not in str(vars(kept)).lower()


def test_finding_nobody_does_not_say_that_nobody_is_there(borough, client):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    assert "They may be known by another name" in client.get("/search", {"q": "zzyzx"}).text


def test_an_outsider_cannot_search(borough, client):
    client.force_login(borough.practitioner("olga", borough.agency("elsewhere", shares=False)))
    assert client.get("/search", {"q": "steven"}).status_code == 404
