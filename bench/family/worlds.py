"""The boroughs of the family: what differs between them, the seeds, and which half of the seeds may be tuned on.

Nobody lives here. The numbers below are invented, and were fixed before any order was tuned; they are no estimate of
how often anything happens in England.
"""

from dataclasses import dataclass, field, replace

DAYS = 728
FIRST_DAY = 364
"""The first year is only lived through: it is the baseline. Harms and conversations count from here on."""

TUNING_SEEDS = (11, 12)
REPORT_SEEDS = (21, 22)
"""The halves. Whatever was chosen by looking at figures was chosen on the first; the second is only reported."""

AGENCIES = ("ambulance", "police", "hospital", "gp", "trust", "council", "housing", "charity")


@dataclass(frozen=True)
class Sort:
    """One kind of piece: who holds it, how many a year of a person who is well, how many times that in the others.

    times: when struggling, when in crisis.
    """

    kind: str
    agency: str
    a_year: float
    times: tuple[float, float]


SORTS = (
    Sort("ambulance-call", "ambulance", 0.5, (2.5, 10.0)),
    Sort("police-call", "police", 0.4, (2.0, 8.0)),
    Sort("police-welfare-check", "police", 0.1, (3.0, 12.0)),
    Sort("ed-attendance", "hospital", 0.6, (2.0, 7.0)),
    Sort("out-of-hours-contact", "gp", 0.5, (2.0, 5.0)),
    Sort("gp-contact", "gp", 5.0, (1.3, 1.5)),
    Sort("crisis-line-call", "trust", 0.2, (4.0, 15.0)),
    Sort("care-contact", "trust", 6.0, (1.0, 0.9)),
    Sort("contact-not-attended", "trust", 0.8, (2.0, 3.0)),
    Sort("concern-below-section-42", "council", 0.12, (3.0, 8.0)),
    Sort("self-neglect-observed", "council", 0.08, (3.0, 6.0)),
    Sort("rent-arrears", "housing", 0.5, (2.0, 3.0)),
    Sort("antisocial-behaviour-report", "housing", 0.4, (2.0, 5.0)),
    Sort("visitors-report", "housing", 0.08, (2.0, 6.0)),
    Sort("charity-contact", "charity", 2.0, (1.2, 1.3)),
)


@dataclass(frozen=True)
class Dynamics:
    """Chances a day: from well to struggling, back, on to crisis, back from crisis; and of harm in each."""

    worsens: float = 1 / 1_200
    recovers: float = 1 / 60
    breaks: float = 1 / 90
    calms: float = 1 / 60
    harm: tuple[float, float, float] = (1 / 300_000, 1 / 8_000, 1 / 150)


@dataclass(frozen=True)
class Outage:
    """One agency's feed is silent from one day for some days; its pieces come at the end, or never."""

    agency: str
    first: int
    days: int
    arrives: bool


@dataclass(frozen=True)
class Change:
    """From one day on an agency writes this many times as many pieces of the same life."""

    agency: str
    first: int
    times: float


@dataclass(frozen=True)
class World:
    """One borough. Everything that is not named is as in the plain one.

    coupling: how strongly pieces follow the hidden state (0: not at all). tail: shape of the spread of people's own
    rates (small: a few people have very many pieces). bursts: benign bursts a person a year, at `burst_agency`.
    recorded: how many times as much each agency records of group "b", whose harms are as many. echoes: the share of
    999 calls that the ambulance service's, the police's and the hospital's systems each tell of. lag: mean days before
    a piece reaches us. weekly: pieces come once a week. trait: how far harm goes with a person's own rate.
    """

    name: str
    people: int = 4_000
    coupling: float = 1.0
    tail: float = 1.2
    bursts: float = 0.1
    burst_agency: str = "hospital"
    recorded: dict[str, float] = field(default_factory=dict)
    echoes: float = 0.1
    lag: float = 0.5
    weekly: tuple[str, ...] = ()
    trait: float = 0.0
    outage: Outage | None = None
    change: Change | None = None
    dynamics: Dynamics = field(default_factory=Dynamics)


def _of_every_agency(times: float) -> dict[str, float]:
    return dict.fromkeys(AGENCIES, times)


WORLDS = (
    World("plain"),
    World("benign bursts", bursts=1.0),
    World("outage of the trust's feed", outage=Outage("trust", 500, 60, arrives=True)),
    World("a feed that never comes back", outage=Outage("police", 546, DAYS - 546, arrives=False)),
    World("police begin to record twice as much", change=Change("police", 500, 2.0)),
    World("a group over-recorded by police and ambulance", recorded={"police": 2.0, "ambulance": 2.0}),
    World("a group over-recorded by all", recorded=_of_every_agency(1.6)),
    World("a group under-recorded by all", recorded=_of_every_agency(0.5)),
    World("heavier tails", tail=0.5),
    World("lighter tails", tail=4.0),
    World("extracts once a week", weekly=("trust", "council", "housing"), lag=1.5),
    World("one night told three times", echoes=0.6),
    World("pieces say less", coupling=0.6),
    World(
        "crises are short",
        dynamics=Dynamics(breaks=1 / 45, calms=1 / 25, harm=(1 / 300_000, 1 / 8_000, 1 / 60)),
    ),
    World("those with many pieces are harmed more", trait=0.5),
)
CONTROL = World("control: pieces say nothing", coupling=0.0)


def quick(world: World) -> World:
    """The same borough with fewer people."""
    return replace(world, people=1_000)
