"""A review from terms to report with plain form posts, and nothing for whoever takes no part."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from jigsaw.care.reviews import queries
from jigsaw.care.reviews.models import Review
from jigsaw.foundation.audit.models import AuditEvent
from tests.builders import PASSWORD
from tests.care.reviews.conftest import POLICE, written


@pytest.fixture
def browser(town, client):
    """Signs in, one after the other."""

    def sit_down(username):
        client.logout()
        assert client.login(username=username, password=PASSWORD)
        return client

    return sit_down


def page(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_review_is_started_and_the_other_lead_agrees(town, browser):
    police = browser("police1")
    told = {
        "kind": "joint-investigation", "title": "Adult A", "purpose": "Learn", "scope": "May", "family": "asked",
        "leads": [town.by["police"].key, town.by["council"].key], "period_from_day": 1, "period_from_month": 5,
        "period_from_year": 2006, "period_to_day": 31, "period_to_month": 5, "period_to_year": 2006,
    }  # fmt: skip
    assert police.post("/reviews/new", told).status_code == 302
    key = Review.objects.get().pk
    assert "Terms wait for 1 to agree" in page(police, f"/reviews/{key}")
    council = browser("council1")
    assert "Read the terms and agree to them" in page(council, f"/reviews/{key}")
    council.post(f"/reviews/{key}/terms/1/agree")
    assert "At work" in page(council, f"/reviews/{key}")


def test_a_file_that_is_sent_says_how_many_rows_were_accepted(town, browser):
    key = town.agreed()
    police = browser("police1")
    file = SimpleUploadedFile("c.csv", written(POLICE))
    answer = police.post(f"/reviews/{key}/files/new", {"agency": "police", "file": file}, follow=True)
    text = answer.content.decode()
    assert "2 of 3 rows were accepted. 1 wait below, each with why." in text
    assert "it has none of the forms that can be read without guessing" in text
    (waiting,) = queries.refused_rows(town.by["police"], key)
    assert "as above" in page(police, f"/reviews/{key}/refused/{waiting.pk}")
    police.post(f"/reviews/{key}/refused/{waiting.pk}", {"date": "4 May 2006", "fact": "Second call"})
    assert "Second call" in page(police, f"/reviews/{key}/chronology")


def test_a_pair_is_decided_with_a_reason_and_undone(town, browser):
    key = town.with_chronologies()
    council = browser("council1")
    (waiting,) = queries.told_twice(town.by["council"], key)
    asked = {"left": waiting.left.key, "right": waiting.right.key, "verdict": "same"}
    assert "Both give the reference 20417." in page(council, f"/reviews/{key}/twice")
    assert council.post(f"/reviews/{key}/twice", asked).status_code == 422
    council.post(f"/reviews/{key}/twice", asked | {"why": "One log"})
    text = page(council, f"/reviews/{key}/chronology")
    assert "Told differently: how many" in text
    assert "Also told by Council." in text
    (decision,) = queries.decided(town.by["council"], key)
    council.post(f"/reviews/{key}/twice/{decision.pk}/undo", {"why": "Not sure"})
    assert len(queries.told_twice(town.by["council"], key)) == 1


def test_what_was_known_is_shown_for_a_day(town, browser):
    key = town.with_chronologies()
    council = browser("council1")
    text = page(council, f"/reviews/{key}/known?day_day=31&day_month=5&day_year=2006")
    assert "Told by Police" in text
    assert "on 31 May 2006" in text


def test_names_are_hidden_on_the_page_and_in_the_paper(town, browser):
    key = town.agreed()
    town.send(key, "police", [("3 May 2006", "", "Log", "Corwin Lanyon rang", "", "", "")])
    police = browser("police1")
    police.post(f"/reviews/{key}/names", {"label": "Adult A", "name": "Corwin Lanyon"})
    assert "Corwin" in page(police, f"/reviews/{key}/chronology")
    assert "Corwin" not in page(police, f"/reviews/{key}/chronology?names=hidden")
    answer = police.get(f"/reviews/{key}/chronology.docx?names=hidden")
    words = [cell.text for row in Document(io.BytesIO(answer.content)).tables[0].rows for cell in row.cells]
    assert "[Adult A] rang" in words


def test_from_a_finding_to_a_check_and_the_report(town, browser):
    key = town.agreed()
    police = browser("police1")
    police.post(f"/reviews/{key}/questions/new", {"asked_by": "His sister", "question": "Why?"})
    (asked,) = queries.questions(town.by["police"], key)
    police.post(f"/reviews/{key}/questions/{asked.pk}", {"answer": "Nobody asked"})
    police.post(
        f"/reviews/{key}/findings/new",
        {"words": "Nobody called", "domain": "working-together", "question": ""},
    )
    (found,) = queries.findings(town.by["police"], key)
    due = {"due_on_day": 1, "due_on_month": 2, "due_on_year": 2020}
    told = {"what": "Call", "agency": "police", "owner": "Head", "how_we_know": "Counted", **due}
    police.post(f"/reviews/{key}/findings/{found.pk}/action", told)
    action = found.recommendations.get()
    police.post(f"/reviews/{key}/actions/{action.pk}", {"what": "accepted", "why": "Yes"})
    assert "3 checks are due" in page(police, f"/reviews/{key}")
    police.post(
        f"/reviews/{key}/actions/{action.pk}/checks/3", {"changed": "partly", "words": "Calls doubled"}
    )
    assert "2 checks are due" in page(police, f"/reviews/{key}")
    police.post(f"/reviews/{key}/finish")
    assert "Reported" in page(police, f"/reviews/{key}")
    headings = [
        one.text for one in Document(io.BytesIO(police.get(f"/reviews/{key}/report.docx").content)).paragraphs
    ]
    assert "Nobody called" in headings
    assert [one for one in headings if one][2:4] == ["What the family asked", "His sister asked: Why?"]
    text = page(police, f"/reviews/{key}")
    assert text.index("What the family asks") < text.index("What we look at") < text.index("What was learned")
    assert police.get(f"/reviews/{key}/report.pdf").content.startswith(b"%PDF")


ADDRESSES = (
    "", "/terms", "/terms/change", "/members/new", "/questions/new", "/files", "/files/new", "/chronology", "/twice",
    "/known", "/names", "/findings/new", "/report.docx", "/chronology.docx",
)  # fmt: skip


def test_for_whoever_takes_no_part_no_page_is_there(town, browser):
    key = town.with_chronologies()
    stranger = browser("police2")
    for address in ADDRESSES:
        assert "there is none here that you can see" in page(stranger, f"/reviews/{key}{address}", 404)
    assert "You take part in no review." in page(stranger, "/reviews")


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_the_template_that_we_ship_is_read_when_it_is_filled_in(town, browser, form):
    from jigsaw.care.reviews.reading import read_chronology

    content = browser("police1").get(f"/reviews/template.{form}").content
    read = read_chronology(f"a.{form}", content, {"gp": "surgery", "police": "police"})
    (row,) = read.accepted
    assert row.when.text() == "about 22 May 2006, 2:30pm"
    assert [agency for agency, _ in row.told] == ["surgery", "police"]
    assert row.number == 1
    assert row.more == ()


def test_a_review_that_is_started_opens_and_the_terms_hold_their_own_basis(town, browser):
    key = town.agreed()
    police = browser("police1")
    told = {"purpose": "Learn", "scope": "May", "family": "asked", "basis": "The agreement of 1 May 2026"}
    leads = [town.by["police"].key, town.by["council"].key]
    police.post(f"/reviews/{key}/terms/change", told | {"leads": leads})
    browser("council1").post(f"/reviews/{key}/terms/2/agree")
    council = browser("council1")
    for address in ("chronology", "twice", "files", "known", "names"):
        assert "The agreement of 1 May 2026" in page(council, f"/reviews/{key}/{address}")
    look = AuditEvent.objects.filter(act="looked at a chronology").latest("pk")
    assert "The agreement of 1 May 2026" in look.why


def test_leads_are_chosen_from_the_agencies_asked_for(town, browser):
    police = browser("police1")
    assert "Which agencies?" in page(police, "/reviews/new")
    text = page(police, "/reviews/new?agency=council&name=cil2")
    assert "Council2, Council" in text
    assert "Council1" not in text
    assert "Police1, Police" in text


def test_a_member_leaves_and_a_lead_does_not(town, browser):
    key = town.agreed()
    police = browser("police1")
    police.post(f"/reviews/{key}/members/new?agency=ambulance", {"practitioner": town.by["ambulance"].key})
    ambulance = browser("ambulance1")
    assert "Leave the review" in page(ambulance, f"/reviews/{key}")
    ambulance.post(f"/reviews/{key}/members/{town.by['ambulance'].key}/out")
    page(ambulance, f"/reviews/{key}", 404)
    answer = browser("police1").post(f"/reviews/{key}/members/{town.by['council'].key}/out", follow=True)
    assert "a lead leaves when new terms name others" in answer.content.decode()


def test_names_come_back_on_the_page_and_nothing_of_it_is_kept(town, browser):
    key = town.agreed()
    town.send(key, "police", [("3 May 2006", "", "Log", "Corwin Lanyon rang", "", "", "")])
    police = browser("police1")
    police.post(f"/reviews/{key}/names", {"label": "Adult A", "name": "Corwin Lanyon"})
    answer = police.post(f"/reviews/{key}/names", {"text": "[Adult A] was cold"})
    assert "Corwin Lanyon was cold" in answer.content.decode()
    assert AuditEvent.objects.filter(act="brought names back of a review").count() == 1
    assert "Names" not in page(browser("ambulance1"), f"/reviews/{key}/names", 404)


def test_many_refused_rows_come_a_hundred_on_a_page(town, browser):
    key = town.agreed()
    town.send(key, "police", [("no day", "", "Log", f"Call {number}", "", "", "") for number in range(150)])
    text = page(browser("police1"), f"/reviews/{key}/files?page=2")
    assert ("Call 149" in text, "Call 3;" in text, "Page 2 of 2" in text) == (True, False, True)


def test_a_pair_can_be_left_for_later(town, browser):
    key = town.with_chronologies()
    town.send(
        key, "council", [("3 May 2006", "", "Note", "Police called: three men would not leave", "", "", "")]
    )
    police = browser("police1")
    first, second = (page(police, f"/reviews/{key}/twice{asked}") for asked in ("", "?left=1"))
    assert "Leave this pair for now" in first
    assert first != second


def test_the_page_says_what_is_still_to_come(town, browser):
    key = town.with_chronologies()
    text = page(browser("police1"), f"/reviews/{key}")
    assert "1 pair may be told twice" in text
    assert "No chronology yet" not in text
    assert "No chronology yet from Council and Police" in page(
        browser("police1"), f"/reviews/{town.agreed()}"
    )
