"""Somebody who is losing their home: the council hears first, the trust does not know where they are."""

from jigsaw.demo.signins import workers
from jigsaw.demo.stories.cast import Cast


def tell(cast: Cast, number: int) -> None:
    """Notice from the landlord, a request for help, nights with friends, letters to the old address."""
    person = cast.take(20, 55, alone=True)
    home, teller = person.homes[-1][1], cast.teller
    extras = workers("community-mental-health")[0]
    teller.tell("trust", "community-mental-health", person, cast.minute(280, "office"), extras=extras)
    teller.tell("trust", "key-worker", person, cast.minute(279, "office"), extras=extras | {"value": "named"})
    teller.tell("housing", "eviction-notice", person, cast.minute(49, "office"), home=home)
    teller.tell("council", "homelessness-approach", person, cast.minute(21, "office"))
    teller.tell(
        "council", "accommodation", person, cast.minute(16, "office"), extras={"value": "sofa-surfing"}
    )
    teller.tell("trust", "contact-not-attended", person, cast.minute(10, "office"))
    cast.part("losing-a-home", number, "person", person, 49, "R25")
