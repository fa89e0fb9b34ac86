"""Many calls: by one person, and from one communal address by many."""

from jigsaw.demo.lives import call_number
from jigsaw.demo.stories.cast import Cast


def many_calls(cast: Cast, number: int) -> None:
    """Seven calls in a month, most of them at night, few of them to hospital."""
    person = cast.take(30, 85, alone=True)
    home, teller = person.homes[-1][1], cast.teller
    for days_ago in (150, 97, 60, 27, 23, 19, 14, 10, 6, 3):
        teller.tell("ambulance", "ambulance-call", person, cast.minute(days_ago, "late"), home=home)
    minute = cast.minute(14, "late")
    call = call_number(teller, minute)
    teller.tell("ambulance", "ambulance-conveyance", person, minute, home=home, extras=call)
    teller.tell("hospital", "ed-attendance", person, minute + 70, extras=call)
    cast.part("many-ambulance-calls", number, "person", person, 27, "R01")


def hostel(cast: Cast, number: int) -> None:
    """Seventeen calls in four weeks from a hostel: ordinary for the place, and no sign of a home taken over."""
    residents = [cast.take(18, 70, shape="hostel") for _ in range(4)]
    home = residents[0].homes[-1][1]
    for place in range(17):
        person = residents[place % len(residents)]
        cast.teller.tell(
            "ambulance", "ambulance-call", person, cast.minute(28 - place * 1.6, "late"), home=home
        )
    for person in residents:
        cast.part("hostel-calls", number, "resident", person, 28, "R02 for the place, not R05", home)
