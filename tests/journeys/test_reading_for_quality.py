"""A plan before a quality panel: referred, read twice, decided, the author answered by name, the person told."""

from uuid import UUID

from jigsaw.care.panels.domain.rubric import rubric
from jigsaw.care.panels.domain.sampling import is_read_twice
from tests.journeys.desk import PHONE

PANEL = "Thursday panel"


def open_panel(sunita):
    sunita.open("/panels/new")
    sunita.arrives("Open a panel")
    sunita.choose("St Brannock Police", "St Brannock Council")
    sunita.press("Continue")
    sunita.arrives("Open a panel")
    sunita.type("What is the panel called?", PANEL)
    sunita.choose("Imogen Castell, St Brannock Police")
    sunita.press("Save")
    sunita.sees(f"What the {PANEL} comes to")


def refer(nkemi):
    nkemi.open("/panels/refer")
    nkemi.arrives("Refer to a panel")
    nkemi.select("Which panel?", PANEL)
    nkemi.choose("A care and support plan", "May it be paid for?")
    nkemi.answer("Is it urgent?", "No")
    nkemi.type("The assessment or plan", "He wants his flat back, and his sister near.")
    nkemi.press("Save")
    nkemi.sees("Enter how many pounds a week it costs")
    nkemi.type("How many pounds a week does it cost?", "120.50")
    nkemi.press("Save")
    nkemi.arrives("A care and support plan")
    nkemi.sees("£120.50")
    return nkemi.page.url.removeprefix(nkemi.url)


def score(reader, address, level, words):
    reader.open(address)
    reader.sees("No scores to show yet")
    reader.press("Read and score")
    reader.arrives("Read and score")
    for asks in rubric().lines.values():
        reader.answer(asks, level)
    reader.type("What do you want the author to know?", words)
    reader.press("Save")


def test_a_plan_is_read_decided_and_told(desk):
    sunita, imogen, nkemi = desk("sunita"), desk("imogen", width=PHONE), desk("nkemi")
    open_panel(sunita)
    address = refer(nkemi)
    score(sunita, address, rubric().levels[2], "Say who does it")
    if is_read_twice(UUID(address.rsplit("/", 1)[1])):
        sunita.sees_no("/decide")
        score(imogen, address, rubric().levels[1], "Where is the carer?")
    nkemi.open(address)
    nkemi.sees_no("Say who does it")

    imogen.open(f"{address}/decide")
    imogen.arrives("Decide")
    imogen.sees("An eligible need is met all the same", "Lowest of the lines", "Say who does it")
    imogen.choose("Agreed with conditions")
    imogen.type("Why?", "It says what you want")
    imogen.type("The conditions", "Your sister is asked too")
    imogen.type("To the author, by name", "Well heard. Say who does it.")
    imogen.press("Decide")
    imogen.sees("The author is told")
    imogen.press("Tell the person")
    imogen.arrives("Tell the person")
    assert "If you do not agree, tell us" in imogen.page.get_by_label("The letter").input_value()
    imogen.choose("By post")
    imogen.press("Save")
    imogen.sees("why this is safe")
    imogen.choose("By hand, to them alone")
    imogen.press("Save")
    imogen.arrives("A care and support plan")

    nkemi.open(address)
    nkemi.arrives("A care and support plan")
    nkemi.sees("Well heard. Say who does it.", "by hand, to them alone", "Imogen Castell")
    sunita.open("/panels")
    sunita.arrives("Quality panels")
    sunita.press(f"What the {PANEL} comes to")
    sunita.arrives(PANEL)
    sunita.sees("Who reads for it", "Difference")
