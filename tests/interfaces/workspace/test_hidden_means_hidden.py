"""What a viewer may not know of answers exactly like what is not there: the same bytes, by as many statements."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.foundation.access.actions import break_glass
from jigsaw.foundation.core.identity import reason_id
from jigsaw.foundation.organisations.queries import viewer_of
from tests.care.reasons.kept_back import reason_resting_on
from tests.interfaces.workspace.opening import answered, opened

PAGES = {
    "story": "/people/{person}",
    "oldest first": "/people/{person}?order=oldest",
    "one agency": "/people/{person}?agency=council",
    "one group": "/people/{person}?group=Contacts",
    "as known on": "/people/{person}?known=2026-04-01",
    "only new": "/people/{person}?new=yes",
    "network": "/people/{person}/network",
    "records": "/people/{person}/records",
    "patterns": "/people/{person}/patterns",
    "one pattern": "/people/{person}/patterns/R03",
    "wishes": "/people/{person}/wishes",
    "home": "/homes/{home}",
    "home with residents": "/homes/{home}?who=residents",
    "patterns of a home": "/homes/{home}/patterns",
    "front page": "/",
    "search": "/search?q=Marsh",
    "reasons": "/reasons",
    "sort of reasons": "/reasons?page=2",
    "what is new": "/reasons/new",
    "conversations": "/conversations",
    "may I share": "/sharing?person={person}",
    "call a conversation": "/conversations/call?person={person}",
}


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def police(borough):
    return borough.agency("police", "police")


@pytest.fixture
def steven(borough, council, police):
    person, address = borough.person(), borough.home()
    person.ours, person.theirs = borough.record(person, police), borough.record(person, council)
    person.address = address
    borough.lives(person, address, police)
    borough.piece(person.ours, kind="police-call", words="Ours", address=address)
    borough.piece(person.theirs, words="Told to all", address=address)
    return person


@pytest.fixture
def pat(borough, client, police, steven):
    client.force_login(borough.practitioner("pat", police))
    opened(client, f"/people/{steven.pk}")
    opened(client, f"/homes/{steven.address.home_id}")
    return client


def reading(client, address):
    """What an address answers, and by how many statements: once it is warm."""
    client.get(address, follow=True)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answered(answer), len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_sealed_piece_changes_no_byte_and_no_statement_of_any_page(borough, pat, steven, page):
    address = PAGES[page].format(person=steven.pk, home=steven.address.home_id)
    without = reading(pat, address)
    sealed = {"restriction": "sealed", "address": steven.address, "incident": "police/L-1"}
    borough.piece(steven.theirs, kind="ambulance-call", words="Refuge", at="2026-03-01", **sealed)
    other = borough.record(borough.person("Ann Okafor"), borough.agency("council"))
    borough.piece(steven.theirs, (other, "alleged"), kind="warning-marker", shape="state", **sealed)
    assert reading(pat, address) == without


@pytest.mark.parametrize(
    "route", ["/people/{}", "/people/{}/records", "/homes/{}", "/reasons/{}", "/conversations/{}"]
)
def test_to_an_outsider_what_is_there_is_like_what_is_not(borough, client, steven, route):
    client.force_login(borough.practitioner("olga", borough.agency("elsewhere", shares=False)))
    there = steven.address.home_id if "homes" in route else steven.pk
    answers = []
    for key in (there, uuid4()):
        client.get(route.format(key))
        with CaptureQueriesContext(connection) as asked:
            answers.append((answered(client.get(route.format(key))), len(asked)))
    assert answers[0] == answers[1]
    assert answers[0][0][0] == 404


def test_a_piece_and_a_broken_glass_of_another_agency_are_like_none(borough, client, council, police, steven):
    glass = break_glass(
        by=viewer_of(borough.practitioner("ann", council)), person=steven.pk, records=[steven.theirs.pk],
        reason="He does not answer", minutes=15,
    )  # fmt: skip
    piece = borough.piece(steven.theirs, restriction="sealed")
    client.force_login(borough.practitioner("mo", police, "manager"))
    for route, there in (("/pieces/{}/others-see", piece.pk), ("/broken-glass/{}", glass.pk)):
        answers = [answered(client.get(route.format(key))) for key in (there, uuid4())]
        assert answers[0] == answers[1]
        assert answers[0][0] == 404


def test_no_page_says_whether_it_changed(pat, steven):
    answer = pat.get(f"/people/{steven.pk}", headers={"If-None-Match": "*", "If-Modified-Since": "0"})
    assert answer.status_code == 200
    assert not {"ETag", "Last-Modified"} & set(answer.headers)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["/people/{}", "/people/{}/network", "/reasons/{}"])
def test_of_withheld_content_a_page_offers_who_holds_it_and_whom_to_ring_and_no_more(
    borough, pat, council, steven, page
):
    other = borough.record(borough.person("Zebedee Quillfeather"), council)
    told = {"words": "He was hit", "attributes": {"outcome": "Refuge"}, "restriction": "content-withheld"}
    piece = borough.piece(steven.theirs, (other, "alleged"), kind="warning-marker", shape="state", **told)
    key = reason_resting_on(piece, about=steven.pk).pk if "reasons" in page else steven.pk
    text = pat.get(page.format(key), follow=True).text
    assert f"Ring {council.contact} on {council.telephone}" in text
    for hidden in ("He was hit", "Refuge", "Quillfeather", f'kind">{label_of("warning-marker")}'):
        assert hidden not in text


def test_a_reason_that_is_not_there_and_one_that_is_kept_back_answer_alike(borough, pat, council, steven):
    kept = reason_resting_on(borough.piece(steven.theirs, restriction="sealed"), steven.pk)
    none = reason_id("R99", 1, str(steven.pk), 1)
    answers = [answered(pat.get(f"/reasons/{key}")) for key in (kept.pk, none)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
