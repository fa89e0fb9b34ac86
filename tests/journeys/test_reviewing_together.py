"""A joint review from its terms to its report: seven chronologies in seven shapes become one, and what was learned."""

import io

import pytest
from docx import Document

from jigsaw.demo.replay.chronologies import told
from jigsaw.demo.replay.shapes import agency_of, written_files
from tests.journeys.desk import PHONE

HELD_BY = {
    "ambulance": "St Brannock Ambulance Service",
    "council": "St Brannock Council",
    "gp": "St Brannock GP Practices",
    "hospital": "St Brannock General Hospital",
    "housing": "Slipway Homes",
    "police": "St Brannock Police",
    "trust": "St Brannock Mental Health NHS Trust",
}


@pytest.fixture
def files(tmp_path):
    """The replay's seven files, each with the agency whose it is."""
    for name, content in written_files(told(1)).items():
        (tmp_path / name).write_bytes(content)
    return {HELD_BY[agency_of(one.name)]: one for one in sorted(tmp_path.iterdir())}


def start(sunita):
    sunita.open("/reviews")
    sunita.press("Start a review")
    sunita.arrives("Start a review")
    sunita.choose("St Brannock Council", "St Brannock Police")
    sunita.type("A part of a name", "castell")
    sunita.press("Continue")
    sunita.arrives("Start a review")
    sunita.sees_no("Odette Rainham")
    sunita.choose("Safeguarding Adult Review", "They were asked, and their questions stand first")
    sunita.choose("Imogen Castell, St Brannock Police")
    sunita.type("What is it called?", "Adult A")
    sunita.date("The first day that it looks at", 1, 1, 2005)
    sunita.date("The last day that it looks at", 31, 12, 2006)
    sunita.type("What do we want to learn?", "Why nobody saw the whole")
    sunita.type("How far does it go?", "Seven agencies")
    sunita.press("Start and put the terms forward")
    sunita.arrives("Adult A")
    return sunita.page.url.removeprefix(sunita.url)


def send(sunita, address, files):
    for agency, file in files.items():
        sunita.open(f"{address}/files/new")
        sunita.select("Whose chronology is it?", agency)
        sunita.page.set_input_files("input[type=file]", str(file))
        sunita.press("Send it")
        sunita.sees("rows were accepted")
    sunita.arrives("Chronologies that came in")
    while sunita.page.get_by_role("link", name="Set it aside").count():
        sunita.press("Set it aside")
        sunita.type("Why?", "It is told in the row above")
        sunita.press("Set it aside")
    sunita.sees("No row waits.")


def compose(sunita, imogen, address):
    sunita.open(f"{address}/twice")
    sunita.arrives("Told twice?")
    sunita.sees("pairs wait", "What speaks for one event", "Nothing is merged")
    sunita.choose("Yes, one event told twice")
    sunita.type("Why?", "The letter is of that day")
    sunita.press("Decide")
    sunita.sees("Both tellings stay", "Undo")
    imogen.open(f"{address}/chronology")
    imogen.arrives("The composite chronology")
    imogen.sees("of 7 agencies", "Also told by", "Times without an entry", "By what law")
    imogen.press("The row as it came")
    imogen.arrives("An entry")
    imogen.choose("A key event")
    imogen.type("Why?", "The first of many")
    imogen.press("Save")
    imogen.sees("What was said before stays", "The first of many")
    imogen.open(f"{address}/known?day_day=1&day_month=3&day_year=2005")
    imogen.arrives("What each agency knew on a day")
    imogen.sees("Slipway Homes on 1 March 2005", "nobody is recorded to have told it")


def learn(sunita, imogen, address):
    sunita.open(address)
    sunita.press("Write down what was learned")
    sunita.type("What was learned?", "Each call was looked at by itself")
    sunita.choose("The team around the person: agencies working together")
    sunita.page.get_by_role("group", name="On which key events").get_by_role("checkbox").first.check()
    sunita.press("Save")
    sunita.press("Add something to be done")
    sunita.arrives("What is to be done")
    sunita.type("What is to be done?", "Count calls to one address together")
    sunita.select("By which agency?", "St Brannock Police")
    sunita.type("By whom there?", "Head of the control room")
    sunita.date("By when?", 1, 2, 2026)
    sunita.type("How will we know?", "A reason is raised by the third call")
    sunita.press("Save")
    imogen.open(address)
    imogen.arrives("Adult A")
    imogen.press("Check after 3 months")
    imogen.arrives("Did it change anything?")
    imogen.choose("In part")
    imogen.type("How do you know?", "Calls are counted at night")
    imogen.press("Save")
    imogen.sees("after 3 months: In part")


def test_seven_chronologies_become_one_and_what_was_learned(desk, files):
    sunita, imogen = desk("sunita"), desk("imogen", width=PHONE)
    address = start(sunita)
    imogen.open(f"{address}/terms")
    imogen.arrives("Terms of reference")
    imogen.press("I agree to these terms")
    sunita.open(f"{address}/questions/new")
    sunita.type("Who asks?", "His sister")
    sunita.type("What do they want to know?", "Why did nobody go in?")
    sunita.press("Save")
    send(sunita, address, files)
    compose(sunita, imogen, address)
    learn(sunita, imogen, address)
    sunita.open(address)
    sunita.press("Finish the report")
    sunita.sees("Not finished: a question of the family has no answer")
    sunita.press("Answer it")
    sunita.type("What do we answer?", "Each thought that another would")
    sunita.press("Save")
    sunita.press("Finish the report")
    sunita.sees("The report is finished")
    report = Document(io.BytesIO(sunita.page.request.get(f"{sunita.url}{address}/report.docx").body()))
    told_first = [one.text for one in report.paragraphs if one.text]
    assert told_first.index("What the family asked") < told_first.index("What was learned")
    assert "Each thought that another would" in told_first
