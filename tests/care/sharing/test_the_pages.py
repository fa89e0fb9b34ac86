import re

import pytest
from django.test import Client

from jigsaw.care.sharing.models import SharingPolicy, SharingRequest
from jigsaw.care.sharing.presenters.answer import answer_page
from jigsaw.care.sharing.presenters.paper import answer_paper
from jigsaw.care.sharing.queries import leads, request_seen
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.documents import pdf
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import agencies_by_key
from tests.care.sharing.conftest import KINDS


@pytest.fixture
def at(town):
    """The browser of somebody."""

    def sit_down(viewer):
        client = Client()
        client.force_login(Practitioner.objects.get(pk=viewer.key))
        return client

    return sit_down


def words(answer):
    """What stands on a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def asked(**told):
    return {"other": "housing", "purpose": "care", "kinds": ["events"], "wish": "not-asked"} | told


def test_what_is_most_often_right_is_chosen_already(town, at):
    person = town.person()
    town.record(person, town.agency("council"))
    page = at(town.workers["council"]).get(f"/sharing?person={person.pk}").content.decode()
    assert re.search(r'value="care"[^>]*checked', page)
    assert re.search(r'value="not-asked"[^>]*checked', page)
    assert re.search(r'value="involvement"[^>]*checked', page)
    assert "Steven Marsh" in page
    unknown = at(town.workers["trust"]).get("/sharing").content.decode()
    assert not re.search(r'value="care"[^>]*checked', unknown)


def test_the_answer_says_the_decision_first_then_what_why_and_whom_to_ring(town, at):
    town.policy()
    client = at(town.workers["council"])
    page = words(client.post("/sharing", asked(kinds=["events", "health", "everything"]), follow=True))
    for before, after in [
        ("Yes to part of it", "You may tell them"),
        ("You may tell them", "Wait with this"),
    ]:
        assert page.index(before) < page.index(after)
    for told in ("Do not tell this", "What you owe", "Whom to ring", "Paragraph 4 of the policy", "The law"):
        assert told in page


def test_what_waits_goes_to_a_named_person_even_beside_what_is_never_told(town, at):
    town.policy()
    worker, lead = at(town.workers["council"]), at(town.leads["council"])
    page = words(worker.post("/sharing", asked(kinds=["events", "police", "everything"]), follow=True))
    assert "was asked to decide" in page
    here = f"/sharing/answers/{SharingRequest.objects.get().pk}"
    lead.post(f"{here}/decide", {"outcome": "permit", "why": "The police agreed"})
    page = words(worker.get(here))
    assert "Yes to part of it" in page
    assert page.index("What police or probation told us") < page.index("Do not tell this")
    assert page.index("Do not tell this") < page.index("The whole record")


def test_danger_is_answered_by_one_press(town, at):
    page = words(at(town.workers["council"]).post("/sharing/danger", follow=True))
    assert "Yes: tell them now" in page
    assert "999" in page


def test_what_is_missing_is_said_with_everything_that_was_chosen_kept(town, at):
    answer = at(town.workers["council"]).post("/sharing", asked(other="", kinds=[]))
    assert answer.status_code == 422
    assert "Select whom you want to tell" in words(answer)
    assert "Select what you want to tell" in words(answer)


def test_a_named_person_is_asked_again_and_decides_on_a_page(town, at):
    town.policy()
    worker, lead = at(town.workers["council"]), at(town.leads["council"])
    page = words(worker.post("/sharing", asked(kinds=["police"]), follow=True))
    assert "Council-lead, Caldicott Guardian of Council, was asked to decide. The answer is due by" in page
    here = f"/sharing/answers/{SharingRequest.objects.get().pk}"
    assert "Asked again" in words(worker.post(f"{here}/chase", follow=True))
    assert "1 question waits for your decision" in words(lead.get("/sharing"))
    assert worker.get(f"{here}/decide").status_code == 403
    assert lead.post(f"{here}/decide", {"outcome": "permit"}).status_code == 422
    lead.post(f"{here}/decide", {"outcome": "permit", "why": "The police agreed"})
    page = words(worker.get(here))
    assert "Yes, you may share this" in page
    assert "Council-lead, Caldicott Guardian, decided: The police agreed" in page


def test_a_no_offers_whom_to_ask_all_the_same(town, at):
    town.policy()
    worker = at(town.workers["council"])
    page = words(worker.post("/sharing", asked(kinds=["everything"]), follow=True))
    assert "No, not like this" in page
    assert "Ask Council-lead to decide" in page
    here = f"/sharing/answers/{SharingRequest.objects.get().pk}"
    assert "was asked to decide" in words(worker.post(f"{here}/named-person", follow=True))


def test_anothers_answer_and_what_is_not_there_look_alike(town, at):
    at(town.workers["council"]).post("/sharing", asked())
    stranger = at(town.workers["police"])
    there = stranger.get(f"/sharing/answers/{SharingRequest.objects.get().pk}")
    not_there = stranger.get("/sharing/answers/00000000-0000-0000-0000-000000000000")
    assert (there.status_code, words(there)) == (404, words(not_there))


def test_a_policy_reads_as_numbered_sentences_and_is_signed_by_the_named_person(town, at):
    town.policy(signed=["council", "trust", "housing"])
    lead = at(town.leads["police"])
    page = words(lead.get("/sharing/policies/care"))
    assert (
        "For care and support and a conversation between agencies, each of the agencies may be told:" in page
    )
    assert "Not signed by all" in page
    assert lead.post("/sharing/policies/care/1/sign", {}).status_code == 422
    assert "In force" in words(lead.post("/sharing/policies/care/1/sign", {"read": "true"}, follow=True))
    assert "Sign this policy" not in words(at(town.workers["police"]).get("/sharing/policies/care"))


def test_an_agency_leaves_on_a_page_with_its_why(town, at):
    town.policy()
    page = at(town.leads["police"]).post(
        "/sharing/policies/care/1/leave", {"why": "Reorganised"}, follow=True
    )
    assert "Police-lead: Reorganised" in words(page)


def test_a_new_version_is_written_as_sentences_and_put_forward(town, at):
    town.policy()
    lead = at(town.leads["council"])
    page = words(lead.post("/sharing/policies/care/change", follow=True))
    assert "Sharing for care and support" in page
    lead.post("/sharing/policies/draft/duty/0", {"words": "Ring before you write."})
    lead.post("/sharing/policies/draft/restriction/1", {"remove": "1"})
    assert "Ring before you write." in words(lead.get("/sharing/policies/draft"))
    page = words(lead.post("/sharing/policies/draft", {"changed": "Ring first"}, follow=True))
    assert "This version does not count yet" in page
    made = SharingPolicy.objects.get(version=2)
    assert (made.by_name, made.changed) == ("Council-lead", "Ring first")
    assert "Ring before you write." in made.text
    assert 'kinds = ["everything"]' not in made.text


WHOLE = {
    "key": "night",
    "name": "Sharing at night",
    "about": "Who is on call",
    "parties": ["council", "trust"],
    "starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2026",
    "ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2028",
    "permitted_use": "To care for one person.\n\nNothing else.",
    "hours": "4",
    "contact": "The night desk",
}  # fmt: skip
PERMIT = {
    "purposes": ["care"],
    "kinds": ["events"],
    "words": "You may.",
    "basis": "The law",
    "objection": "ask",
}


def test_a_policy_is_written_from_nothing_and_says_what_it_still_lacks(town, at):
    lead = at(town.leads["council"])
    lead.post("/sharing/policies/draft/new")
    assert lead.post("/sharing/policies/draft/whole", {**WHOLE, "hours": "soon"}).status_code == 422
    page = words(lead.post("/sharing/policies/draft/whole", WHOLE, follow=True))
    assert "permit: give at least one" in page
    page = words(lead.post("/sharing/policies/draft/permit/0", PERMIT, follow=True))
    assert "For care and support, each of the agencies may be told: what happened. You may." in page
    lead.post("/sharing/policies/draft", {"changed": "It is new"})
    assert SharingPolicy.objects.get().key == "night"
    assert lead.get("/sharing/policies/draft").status_code == 404


@pytest.mark.parametrize("path", ["draft/new", "care/change"])
def test_front_line_workers_are_told_why_they_do_not_write(town, at, path):
    town.policy()
    answer = at(town.workers["council"]).post(f"/sharing/policies/{path}")
    assert answer.status_code == 403
    assert "named person of an agency, writes policies" in words(answer)


def test_the_list_of_policies_says_who_signs_and_what_ends(town, at):
    from datetime import date, timedelta

    town.policy(ends_on=date.today() + timedelta(days=20))
    page = words(at(town.workers["trust"]).get("/sharing/policies"))
    assert "It ends in 20 days" in page
    assert all(f"{key.capitalize()}-lead, Caldicott Guardian" in page for key in KINDS)


def test_the_log_and_every_page_opens_for_every_role(town, at):
    town.policy()
    at(town.workers["council"]).post("/sharing", asked())
    for viewer in (
        town.workers["council"],
        town.leads["housing"],
        town.viewer(town.agency("council"), "analyst"),
    ):
        for path in (
            "/sharing",
            "/sharing?ask=them",
            "/sharing/log",
            "/sharing/policies",
            "/sharing/policies/care/1",
        ):
            assert at(viewer).get(path).status_code == 200


def test_an_answer_is_taken_as_a_pdf_whose_name_says_nothing_and_the_taking_is_recorded(town, at):
    town.policy()
    person = town.person()
    town.record(person, town.agency("council"))
    client = at(town.workers["council"])
    client.post(f"/sharing?person={person.pk}", asked(kinds=["events", "everything"]))
    key = SharingRequest.objects.get().pk
    paper = client.get(f"/sharing/answers/{key}/paper")
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Disposition"] == f'attachment; filename="sharing-{str(key)[:8]}.pdf"'
    assert AuditEvent.objects.filter(act="took an answer about sharing on paper").count() == 1
    assert at(town.workers["police"]).get(f"/sharing/answers/{key}/paper").status_code == 404


def test_the_paper_says_what_the_screen_says(town, at):
    town.policy()
    viewer = town.workers["council"]
    at(viewer).post("/sharing", asked(kinds=["events", "health", "everything"]))
    seen = request_seen(viewer=viewer, key=SharingRequest.objects.get().pk)
    known = agencies_by_key(viewer=viewer)
    paper = answer_paper(answer_page(Shell("An answer"), seen, known, leads(viewer=viewer)))
    told = pdf.page_of(paper)
    assert [one.heading for one in paper.sections] == [
        "The answer", "You may tell them", "Wait with this", "Do not tell this", "What you owe", "Whom to ring", "Why"
    ]  # fmt: skip
    for sentence in ("Yes to part of it", "Paragraph 4 of the policy", "Council-lead, Caldicott Guardian"):
        assert sentence in told
