"""Concerns that met nobody's threshold, and somebody who is busy with services and well."""

from jigsaw.demo.stories.cast import Cast


def between(cast: Cast, number: int) -> None:
    """The council and the landlord each had a concern; neither met the test; nobody put them together."""
    person = cast.take(35, 90, alone=True)
    home, teller = person.homes[-1][1], cast.teller
    for days_ago, agency in ((130, "council"), (86, "housing"), (33, "council")):
        where = home if agency == "housing" else None
        teller.tell(agency, "concern-below-section-42", person, cast.minute(days_ago, "office"), home=where)
    teller.tell("council", "self-neglect-observed", person, cast.minute(32, "office"), home=home)
    teller.tell("ambulance", "ambulance-call", person, cast.minute(35, "day"), home=home)
    cast.part("concerns-between-thresholds", number, "person", person, 130, "R08")


def busy_but_well(cast: Cast, number: int) -> None:
    """Many contacts, all planned: a new diagnosis, a repaired flat, a choir."""
    person = cast.take(40, 80)
    home, teller = person.homes[-1][1], cast.teller
    for days_ago in range(80, 2, -6):
        teller.tell("gp", "gp-contact", person, cast.minute(days_ago, "office"))
    for days_ago in range(77, 2, -7):
        teller.tell("charity", "peer-group", person, cast.minute(days_ago, "office"))
    if home.social:
        teller.tell("housing", "repair-visit", person, cast.minute(44, "office"), home=home)
    cast.part("busy-but-well", number, "person", person, 80, "none")
