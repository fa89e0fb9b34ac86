"""The pack builds itself: why now, the person's words, last time, one chronology of all; and so do the minutes."""

import io
from datetime import date, timedelta

import docx
import pytest

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.actions import Fact
from jigsaw.foundation.core.dates import read_date


@pytest.fixture
def brought(cast, conversation):
    """Housing brings two facts, one of them without a date."""
    facts = [
        Fact("The lock was changed", "Officer's visit", read_date("March 2026")),
        Fact("Visitors by night", "A neighbour"),
    ]
    told = {"worries": "Somebody else decides", "doing": "Weekly visits", "person_wants": "Peace"}
    actions.contribute(by=cast.colleague, conversation=conversation.pk, facts=facts, **told)
    return conversation


def read(browser, conversation, what="pack"):
    return browser.get(f"/conversations/{conversation.pk}/{what}").content.decode()


def test_it_holds_why_the_persons_words_and_each_part(signed_in, brought):
    page = read(signed_in("caller"), brought)
    for words in (
        "Three calls in a month",
        "I want my flat to myself",
        "The lock was changed",
        "Weekly visits",
    ):
        assert words in page
    assert "No conversation about this was held before" in page


def test_the_chronology_is_in_order_and_undated_facts_come_last(cast, brought):
    lines = queries.gathered_for(cast.caller, brought).chronology
    assert [line.what for line in lines] == ["The lock was changed", "Visitors by night"]
    assert lines[0].source == "Officer's visit"


def test_what_was_agreed_last_time_says_whether_it_was_done(signed_in, cast, a_call, held, action):
    actions.hand_on_action(by=cast.colleague, action=action.pk, agency="council", whom="Duty", why="Theirs")
    actions.take_on_action(by=cast.adviser, action=action.pk)
    told = {"outcome": "no-more-needed", "note": "Enough", "answers": {"person-told": "All"}}
    actions.close_conversation(by=cast.caller, conversation=held.pk, **told)
    again = actions.call_conversation(by=cast.caller, call=a_call())
    page = read(signed_in("caller"), again)
    assert "Change the locks" in page
    assert "Taken on by another agency, not done yet" in page
    assert "since we last met" in page
    assert "&lt;" not in page


def test_word_and_pdf_hold_the_same_and_no_name_in_the_files_name(signed_in, brought, person):
    browser = signed_in("caller")
    word = browser.get(f"/conversations/{brought.pk}/pack.docx")
    written = docx.Document(io.BytesIO(word.content))
    headings = [one.text for one in written.paragraphs if one.style.name.startswith("Heading")]
    assert "Why we talk" in headings
    assert any(
        "The lock was changed" in cell.text
        for table in written.tables
        for row in table.rows
        for cell in row.cells
    )
    pdf = browser.get(f"/conversations/{brought.pk}/pack.pdf")
    assert pdf.content.startswith(b"%PDF")
    for answer in (word, pdf):
        assert person.name.split()[0].lower() not in answer["Content-Disposition"].lower()


def test_minutes_draft_themselves_from_what_was_written(signed_in, cast, brought):
    told = {"came": ["housing"], "understanding": "Visitors frighten her"}
    actions.hold_conversation(by=cast.caller, conversation=brought.pk, **told)
    actions.disagree(by=cast.caller, conversation=brought.pk, name="Dr Rao", words="I would wait")
    due = date.today() + timedelta(days=3)
    agreed = {
        "what": "Fit a chain",
        "agency": "housing",
        "owner": "Dilwyn",
        "due_on": due,
        "how_we_know": "Seen",
    }
    actions.agree_action(by=cast.caller, conversation=brought.pk, **agreed)
    page = read(signed_in("colleague"), brought, "minutes")
    for words in (
        "Visitors frighten her",
        "Dr Rao: I would wait",
        "Fit a chain",
        "St Brannock Homes",
        "Came",
    ):
        assert words in page


@pytest.mark.parametrize("part", ["uninvited", "outsider"])
@pytest.mark.parametrize("what", ["pack", "pack.docx", "minutes", "minutes.pdf"])
def test_nobody_else_finds_it(signed_in, brought, part, what):
    assert signed_in(part).get(f"/conversations/{brought.pk}/{what}").status_code == 404
