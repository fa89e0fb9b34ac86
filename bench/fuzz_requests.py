"""Random requests to the rules of access: every act, asker, subject and standing that can go together."""

from dataclasses import fields
from random import Random

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.rules.request import (
    Agreement,
    Asker,
    Purpose,
    Request,
    Told,
    askers_of,
    subjects_of,
)

ROLES = ("practitioner", "manager", "steward", "analyst", "privacy-officer", "caldicott-guardian", "")
AGENCIES = ("police", "council")
RESTRICTIONS = ("", "", "content-withheld", "sealed")
ONE_BY_ONE = [Act.LOOK, Act.KNOW_OF_PIECE, Act.READ_PIECE]
CARING = [Purpose.DIRECT_CARE, Purpose.SAFEGUARDING]
_FLAGS = tuple(one.name for one in fields(Request) if isinstance(one.default, bool))


def drawn_request(random: Random) -> Request:
    """One request. How often each flag is up is drawn first: with all flags at even odds, forbids win always."""
    act = random.choice([*Act, *ONE_BY_ONE * 4])
    often = random.choice((0.03, 0.1, 0.3, 0.9))
    usual = random.random() < 0.6
    flags = {name: random.random() < often for name in _FLAGS}
    if usual:
        flags["holder_shares"] = True
    return Request(
        act=act,
        subject=random.choice(subjects_of(act)),
        asker=random.choice([*askers_of(act), *[Asker.PRACTITIONER] * 3]),
        role=random.choice(ROLES),
        agency=random.choice(AGENCIES),
        told=random.choice(list(Told)),
        holder=random.choice(AGENCIES),
        restriction=random.choice(RESTRICTIONS),
        information=random.choice(("care", "general")),
        purpose=random.choice(CARING if usual else list(Purpose)),
        agreement=Agreement.IN_FORCE if usual else random.choice(list(Agreement)),
        **flags,
    )
