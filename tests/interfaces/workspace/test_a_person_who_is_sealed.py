"""A person whom somebody sealed is there for those let in; for everybody else there is nobody, on every page."""

from uuid import uuid4

import pytest

from jigsaw.foundation.access.actions import break_glass
from jigsaw.foundation.access.models import PersonSeal
from jigsaw.foundation.access.sealing_people import letting_in, lift_seal, seal_person, seals
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.organisations.models import Team
from jigsaw.foundation.organisations.queries import viewer_of
from tests.interfaces.workspace.opening import answered, opened
from tests.interfaces.workspace.test_hidden_means_hidden import PAGES, reading

WHY = "Moved to a refuge; her former partner works for a partner agency"


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def police(borough):
    return borough.agency("police", "police")


@pytest.fixture
def guardian(borough, council):
    return viewer_of(borough.practitioner("guardian", council, "caldicott-guardian"))


@pytest.fixture
def steven(borough, council, police):
    person, person.address = borough.person(), borough.home()
    person.ours = borough.record(person, police)
    borough.lives(person, person.address, police)
    borough.piece(person.ours, kind="police-call", words="Ours", address=person.address)
    return person


@pytest.fixture
def ada(borough, council, police):
    """Sealed in each test; both agencies hold a record of hers."""
    person = borough.person("Adelheid Zurbriggen", birth_date="1981-02-03", nhs_number="9434765919")
    person.ours, person.theirs = borough.record(person, council), borough.record(person, police)
    return person


def sealed(guardian, person, *records, let_in=("council/Duty",)):
    told = {"reason": WHY, "let_in": letting_in(let_in)}
    return seal_person(by=guardian, person=person.pk, records=[one.pk for one in records], **told)


@pytest.fixture
def pat(borough, client, police, steven):
    client.force_login(borough.practitioner("pat", police))
    opened(client, f"/people/{steven.pk}")
    opened(client, f"/homes/{steven.address.home_id}")
    return client


@pytest.fixture(autouse=True)
def duty(borough, council):
    worker = borough.practitioner("duty", council)
    worker.team = Team.objects.get_or_create(agency=council, name="Duty")[0]
    worker.save()
    return worker


@pytest.mark.parametrize("page", PAGES)
def test_somebody_sealed_changes_no_byte_and_no_statement_of_any_page(
    borough, guardian, pat, steven, ada, page
):
    other = borough.person("Una Marr")
    sealed(guardian, other, borough.record(other, borough.agency("council")))
    sealed(guardian, ada, ada.ours, ada.theirs)
    address = PAGES[page].format(person=steven.pk, home=steven.address.home_id)
    without = reading(pat, address)
    borough.lives(ada, steven.address, borough.agency("council"))
    for_both = (steven.ours, (ada.ours, "alleged"))
    borough.piece(
        *for_both, kind="police-call", words="Her name is here", address=steven.address, at="2026-03-01"
    )
    borough.piece(ada.theirs, kind="warning-marker", shape="state", address=steven.address)
    assert reading(pat, address) == without


PERSONS = ("", "/network", "/records", "/looks", "/wishes", "/supporters", "/patterns", "/break-glass")


@pytest.mark.parametrize("page", PERSONS)
def test_their_own_pages_answer_as_for_nobody(guardian, pat, ada, page):
    sealed(guardian, ada, ada.ours)
    theirs, nobodys = (pat.get(f"/people/{key}{page}") for key in (ada.pk, uuid4()))
    assert answered(theirs)[0] == 404
    assert answered(theirs) == answered(nobodys)


@pytest.mark.parametrize("words", ["Zurbriggen", "Zurbrigen", "1981-02-03", "9434765919", "Adelheid"])
def test_a_search_finds_them_by_nothing_and_learns_no_spelling(guardian, pat, steven, ada, words):
    sealed(guardian, ada, ada.ours)
    found = pat.post("/search", {"q": words}, follow=True).text
    assert "Zurbriggen" not in found.replace(words, "")
    assert str(ada.pk) not in found


def test_those_let_in_see_them_and_others_of_their_own_agency_do_not(
    borough, client, guardian, council, ada, duty
):
    sealed(guardian, ada, ada.ours)
    client.force_login(duty)
    assert "Zurbriggen" in opened(client, f"/people/{ada.pk}").text
    client.force_login(borough.practitioner("other", council))
    assert opened(client, f"/people/{ada.pk}").status_code == 404


def test_no_broken_glass_opens_them(borough, guardian, police, ada):
    sealed(guardian, ada, ada.ours)
    pat = viewer_of(borough.practitioner("pat", police))
    with pytest.raises(NotFound):
        break_glass(by=pat, person=ada.pk, records=[ada.theirs.pk], reason="She is in danger now", minutes=15)


def test_the_seal_goes_with_the_record_when_people_are_joined_and_stays_when_they_are_parted(
    borough, guardian, pat, steven, ada
):
    sealed(guardian, ada, ada.ours)
    link = type(ada.ours.link).objects
    link.filter(record=steven.ours).update(person=ada.pk)
    assert opened(pat, f"/homes/{steven.address.home_id}").text.count("Ours") == 0
    link.filter(record=steven.ours).update(person=steven.pk)
    assert "Ours" in opened(pat, f"/people/{steven.pk}").text
    link.filter(record=ada.ours).update(person=steven.pk)
    assert opened(pat, f"/people/{steven.pk}").status_code == 404


def test_the_page_seals_and_lifts_and_both_are_kept(borough, client, council, ada, duty):
    boss = borough.practitioner("boss", council, "manager")
    client.force_login(boss)
    opened(client, f"/people/{ada.pk}")
    client.post(f"/people/{ada.pk}/seal", {"reason": WHY, "let_in": ["council/Duty"]})
    assert "Adelheid Zurbriggen" in client.get("/sealed-people").text
    seal = PersonSeal.objects.get()
    client.post(f"/sealed-people/{seal.pk}", {"reason": "She moved again, and is safe"})
    assert "Adelheid Zurbriggen" not in client.get("/sealed-people").text
    kept = AuditEvent.objects.filter(act__in=["sealed a person", "lifted a seal"]).order_by("pk")
    assert [(one.act, one.why) for one in kept] == [
        ("sealed a person", WHY),
        ("lifted a seal", "She moved again, and is safe"),
    ]


def test_a_manager_who_is_not_let_in_neither_sees_nor_lifts_a_seal(borough, guardian, council, ada):
    seal = sealed(guardian, ada, ada.ours)
    boss = viewer_of(borough.practitioner("boss", council, "manager"))
    assert (len(seals(viewer=guardian)), seals(viewer=boss)) == (1, [])
    with pytest.raises(NotFound):
        lift_seal(by=boss, seal=seal.pk, reason="I want to know")


def test_a_seal_needs_the_role_a_reason_and_somebody_let_in(borough, guardian, police, ada):
    for change in (
        {"reason": " "},
        {"let_in": []},
        {"records": []},
        {"by": viewer_of(borough.practitioner("p", police))},
    ):
        told = {"by": guardian, "person": ada.pk, "records": [ada.ours.pk], "reason": WHY}
        with pytest.raises(Refused):
            seal_person(**{**told, "let_in": letting_in(["council"]), **change})
