"""A steward at the pages of joins: the queue, a pair, one key, undo, a second look, and why two are apart."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jigsaw.care.intake.domain.entries import Holder, RecordSaid
from jigsaw.care.linkage.models import JoinNotice, LinkDecision, UndoneDecision
from jigsaw.care.stewardship import actions
from jigsaw.care.stewardship.models import JoinAtStake, ReviewPair, SecondLook
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.time import now
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.interfaces.stewarding import bring_up_to_date
from jigsaw.interfaces.workspace.joins.common import name_of
from tests.care.stewardship.conftest import numbered
from tests.town import Town, are_one, person_of, record, someone

WHY = "They are twins, or others of one family"


@pytest.fixture
def town(db, tmp_path, settings):
    """A town with two pairs that wait; no decision is looked at again unless a test says so."""
    settings.JIGSAW_SECOND_LOOKS = 0.0
    made = Town(tmp_path)
    for at, family in enumerate(("Achebe", "Brannigan")):
        mine = {"tel": f"01632 96000{at}", "addr": f"{at + 1} Mill Lane", "pc": "ZZ1 2AB"}
        for number, agency in enumerate(("police", "gp")):
            nhs = numbered(2 * at + number)
            made.send(
                agency,
                someone(
                    f"{agency[0].upper()}{at}", "Oluwaseun", family, f"194{at}-05-2{at}", nhs=nhs, **mine
                ),
            )
    return made


@pytest.fixture
def desk(town):
    """Signs somebody of a role in."""

    def sit_down(role="steward", agency="council"):
        viewer = town.viewer(agency, role=role)
        client = Client()
        client.force_login(Practitioner.objects.get(pk=viewer.key))
        client.viewer = viewer
        return client

    return sit_down


def address(at=0):
    left, right = sorted((record("police", f"P{at}"), record("gp", f"G{at}")), key=str)
    return f"/joins/{left}/{right}"


def read(client, path, **more):
    answer = client.get(path, more, follow=True)
    assert answer.status_code == 200, answer.content[:400]
    return answer.content.decode()


def test_the_queue_tells_what_hangs_on_each_pair_and_the_rule(desk):
    page = read(desk(), "/joins")
    assert "Nothing that was sent hangs on it yet" in page
    assert "Then pairs with an open reason about either side" in page
    assert JoinAtStake.objects.count() == 2


def test_differences_are_marked_in_words_and_letters(desk):
    page = read(desk(), address())
    assert 'class="app-differs"' in page
    assert "Differs" in page
    assert "Speaks for" in page


def test_what_is_asked_begins_as_a_sentence_does(desk):
    assert ">two different" not in read(desk(), "/joins")


@pytest.mark.parametrize(("answer", "joined"), [("same", True), ("apart", False)])
def test_a_button_decides_with_a_common_why_and_goes_to_the_next_pair(desk, answer, joined):
    steward = desk()
    bring_up_to_date()
    answered = steward.post(address(), {"answer": answer, "why": WHY})
    assert answered.url == address(1)
    assert are_one("police/P0", "gp/G0") is joined
    assert LinkDecision.objects.get().why == WHY


def test_an_answer_without_any_why_is_not_kept(desk):
    answered = desk().post(address(), {"answer": "same", "why": "", "words": " "})
    assert "Enter what decides it" in answered.content.decode()
    assert not LinkDecision.objects.exists()


def test_leaving_for_later_needs_no_why_and_decides_nothing(desk):
    steward = desk()
    bring_up_to_date()
    assert steward.post(address(), {"answer": "later"}).url == address(1)
    assert not LinkDecision.objects.exists()
    assert address(0) not in read(steward, "/joins")


def test_the_last_pair_leads_back_to_the_list(desk):
    steward = desk()
    bring_up_to_date()
    steward.post(address(0), {"answer": "apart", "why": WHY})
    assert steward.post(address(1), {"answer": "apart", "why": WHY}).url == reverse("joins")


def test_a_decision_is_undone_with_a_why_from_the_list(desk):
    steward = desk()
    steward.post(address(), {"answer": "same", "why": WHY})
    key = LinkDecision.objects.get().pk
    assert f"/joins/decisions/{key}/undo" in read(steward, "/joins/decisions", whose="mine")
    assert (
        "Enter why you undo it" in steward.post(f"/joins/decisions/{key}/undo", {"why": ""}).content.decode()
    )
    steward.post(f"/joins/decisions/{key}/undo", {"why": "I mistook the house"})
    assert not are_one("police/P0", "gp/G0")
    assert UndoneDecision.objects.get().why == "I mistook the house"
    assert "I mistook the house" in read(steward, "/joins/decisions")


def test_who_looked_at_a_wrong_join_is_told_on_their_home_page(desk):
    steward, worker = desk(), desk("practitioner")
    steward.post(address(), {"answer": "same", "why": WHY})
    person = person_of("gp", "G0")
    record_look(by=worker.viewer, subject_kind="person", subject_id=person.pk, why="Direct care")
    steward.post(f"/joins/decisions/{LinkDecision.objects.get().pk}/undo", {"why": "Twins"})
    page = read(worker, "/")
    assert "One person became two" in page
    assert "may have been about somebody else" in page
    notice = JoinNotice.objects.get(practitioner_id=worker.viewer.key)
    assert desk("practitioner").post(f"/notices/{notice.pk}/read").status_code == 404
    assert worker.post(f"/notices/{notice.pk}/read").url == "/"
    assert "One person became two" not in read(worker, "/")


def test_a_second_look_does_not_show_what_was_decided(desk, settings):
    settings.JIGSAW_SECOND_LOOKS = 1.0
    first, second = desk(), desk(agency="gp")
    first.post(address(), {"answer": "same", "why": "", "words": "The mother says so"})
    key = SecondLook.objects.get().pk
    blind = read(second, f"/joins/again/{key}")
    for path in (f"/joins/again/{key}", address(), "/joins/decisions", "/joins/again"):
        assert "The mother says so" not in read(second, path)
    assert "They are joined now" not in blind
    assert second.get(address()).url == f"/joins/again/{key}"
    unsaid = read(second, "/joins/why", one="police/P0", other="gp/G0")
    assert "Give your second opinion on these two records first" in unsaid
    assert "The mother says so" not in unsaid
    assert first.get(f"/joins/again/{key}").status_code == 404
    second.post(f"/joins/again/{key}", {"answer": "apart", "why": WHY})
    assert "The mother says so" in read(second, "/joins/again")


def test_two_who_differ_settle_it_by_talking(desk, settings):
    settings.JIGSAW_SECOND_LOOKS = 1.0
    first, second = desk(), desk(agency="gp")
    first.post(address(), {"answer": "same", "why": WHY})
    key = SecondLook.objects.get().pk
    second.post(f"/joins/again/{key}", {"answer": "apart", "why": WHY})
    assert WHY in read(first, f"/joins/again/{key}/talk")
    first.post(f"/joins/again/{key}/talk", {"same": "apart", "why": "They are cousins"})
    assert not are_one("police/P0", "gp/G0")
    page = read(desk("manager"), "/joins/agreement")
    assert "0 of 1 pair" in page
    assert "So few pairs say little" in page


def test_why_two_are_apart_is_answered_for_any_two(desk):
    steward = desk()
    page = read(steward, "/joins/why", one="police/P0", other="gp/G1")
    assert "These two" in page
    assert "The same NHS number" in page
    faulty = read(steward, "/joins/why", one="police/P9", other="gp/G1")
    assert "Enter a record that is there" in faulty
    assert "another record than the first" in read(steward, "/joins/why", one="gp/G1", other="gp/G1")


def test_a_review_is_answered_pair_by_pair_without_its_strata(desk):
    steward = desk()
    key = actions.draw(by=steward.viewer, pairs=20, seed=1)
    page = read(steward, f"/joins/reviews/{key}/next")
    assert "Pair 1" in page
    assert not any(pair.stratum in page for pair in ReviewPair.objects.all())
    for pair in ReviewPair.objects.all():
        steward.post(f"/joins/reviews/{key}/next", {"answer": "same", "why": WHY, "number": pair.number})
    assert steward.get(f"/joins/reviews/{key}/next").url == f"/joins/reviews/{key}"
    assert "95% interval" in read(steward, f"/joins/reviews/{key}")
    assert f"/joins/reviews/{key}" in read(desk("manager"), "/joins/agreement")


def test_two_people_with_several_records_are_asked_about_once(desk, town):
    steward = desk()
    nhs = numbered(0)
    mine = {"tel": "01632 960000", "addr": "1 Mill Lane", "pc": "ZZ1 2AB"}
    town.send("council", someone("C0", "Oluwaseun", "Achebe", "1940-05-20", nhs=nhs, **mine))
    listed = read(steward, "/joins")
    assert "Between them lie 3 pairs of records" in listed
    page = read(steward, address())
    assert "your answer holds for all of them" in page
    assert "Holds for it" in page
    assert "My answer is about these two records only" in page
    steward.post(address(), {"answer": "apart", "why": WHY, "only_these": "true"})
    assert LinkDecision.objects.count() == 1


def test_a_record_sent_encoded_is_named_by_the_agency_s_own_number():
    holder = Holder("police", "Police", "police")
    encoded = RecordSaid(uuid4(), holder, "P7", now(), is_encoded=True)
    assert name_of(encoded) == "P7 (sent encoded: no name)"
    assert name_of(replace(encoded, is_encoded=False)) == "P7 (no name was sent)"


PAGES = ("/joins", "/joins/next", "a pair", "/joins/decisions", "/joins/again", "/joins/why")


@pytest.mark.parametrize("role", ["practitioner", "manager", "analyst"])
@pytest.mark.parametrize("path", PAGES)
def test_only_a_steward_opens_these_pages(desk, role, path):
    client = desk(role)
    assert client.get(address() if path == "a pair" else path).status_code == 403


def test_an_outsider_sees_none_of_it(town):
    client = Client()
    client.force_login(Practitioner.objects.get(pk=town.outsider().key))
    assert {client.get(path).status_code for path in ("/joins", address(), "/joins/agreement")} <= {403, 404}


def test_each_look_at_a_pair_is_recorded(desk):
    steward = desk()
    read(steward, address())
    told = AuditEvent.objects.filter(act="looked at joins", by_id=steward.viewer.key).get()
    assert set(told.detail["records"]) == {str(record("police", "P0")), str(record("gp", "G0"))}
