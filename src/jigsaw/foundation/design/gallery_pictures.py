"""Invented pictures for the page at /design."""

from datetime import date

from markupsafe import Markup

from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.parts import Agency
from jigsaw.foundation.design.pictures.lanes import Lane, LaneMark, Lanes, Quiet, lanes_picture
from jigsaw.foundation.design.pictures.network import Network, Node, Tie, network_picture

TRUST = Agency("Penhallow Mental Health Trust", "nhs-trust")
PRACTICE = Agency("Quay Street Surgery", "gp")
AMBULANCE = Agency("St Brannock Ambulance Service", "ambulance")
COUNCIL = Agency("Penhallow Council", "council")
HOUSING = Agency("Saltmarsh Homes", "housing")
POLICE = Agency("Penhallow Police", "police")


def _day(year: int, month: int, day: int = 1) -> Moment:
    return Moment.from_local(date(year, month, day), Accuracy.DAY)


def _event(label: str, year: int, month: int, day: int) -> LaneMark:
    return LaneMark("event", _day(year, month, day), label, f"#piece-{year}-{month}-{day}")


def few_lanes() -> Markup:
    """Three agencies over two years, each piece drawn."""
    trust = Lane(
        TRUST,
        (
            LaneMark("involvement", _day(2024, 3, 4), "Community team", "#team", _day(2025, 1, 20)),
            LaneMark("involvement", _day(2024, 9, 1), "Psychology", "#psychology", _day(2025, 3, 1)),
            LaneMark("state", _day(2025, 12, 1), "Section 117 aftercare", "#aftercare"),
        ),
    )
    calls = (_event("Ambulance call", 2025, 11, 3), _event("Ambulance call", 2026, 1, 12))
    ambulance = Lane(
        AMBULANCE, (_event("Ambulance call", 2024, 5, 2), *calls, _event("Ambulance call", 2026, 4, 2))
    )
    housing = Lane(HOUSING, (LaneMark("involvement", _day(2024, 6, 1), "Tenancy", "#tenancy"),))
    sentence = "No contact with any agency that shares, from 2 March 2025 to 2 November 2025: 8 months."
    return lanes_picture(
        Lanes(
            title="The story by agency",
            lanes=(trust, ambulance, housing),
            first=_day(2024, 2).at,
            last=_day(2026, 5, 22).at,
            quiet=(Quiet(_day(2025, 3, 2), _day(2025, 11, 2), sentence),),
        )
    )


def crowded_lanes() -> Markup:
    """Nine years with more events than can be drawn singly."""
    calls = tuple(
        _event(
            ("Ambulance call", "Conveyed to hospital")[number % 3 == 0],
            2017 + number // 12,
            number % 12 + 1,
            day,
        )
        for number in range(110)
        for day in (2, 19)[: 1 + number % 2]
    )
    visits = tuple(_event("GP visit", 2018 + number % 8, 1 + number * 5 % 12, 9) for number in range(30))
    return lanes_picture(
        Lanes(
            title="A long story by agency",
            lanes=(Lane(AMBULANCE, calls), Lane(PRACTICE, visits)),
            first=_day(2017, 1).at,
            last=_day(2026, 5, 22).at,
        )
    )


def network() -> Markup:
    """A person, two homes and four people."""
    return network_picture(
        Network(
            title="People and homes",
            centre=Node("rosie", "Rosalind Achterberg"),
            nodes=(
                Node("court", "14 Saltmarsh Court, Penhallow", "home", "Now", "#court"),
                Node("piotr", "Piotr Vance", "person", "", "#piotr"),
                Node("mother", "Margaret Achterberg", "person", "Carer", "#mother"),
                Node("quay", "3 Quay Street", "home", "2011 to 2023", "#quay"),
                Node("worker", "Amara Osei", "person", "Care co-ordinator"),
            ),
            ties=(
                Tie("rosie", "court", "lives at"),
                Tie("piotr", "rosie", "friend of"),
                Tie("piotr", "court", "stays at"),
                Tie("mother", "rosie", "mother of"),
                Tie("rosie", "quay", "lived at"),
                Tie("worker", "rosie", "works with"),
            ),
        )
    )
