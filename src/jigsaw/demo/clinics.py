"""The mental health trust's episodes: referrals, community teams, crisis team, wards, young people."""

from jigsaw.demo.chance import happens
from jigsaw.demo.clock import DAY, HOUR
from jigsaw.demo.moods import CRISIS, STEADY, STRAINED, Spell
from jigsaw.demo.people import Person
from jigsaw.demo.pieces import Teller
from jigsaw.demo.signins import workers

ENDINGS = ("completed", "own-request", "not-attending", "transferred", "moved-away")
HOW_OFTEN = (52, 16, 14, 12, 6)
# How an appointment turns out: kinds, and how often each happens while steady, strained and in crisis.
TURNS = (
    "care-contact",
    "contact-not-attended",
    "contact-cancelled-by-person",
    "contact-cancelled-by-provider",
)
WEIGHTS = ((84, 7, 4, 5), (70, 18, 6, 6), (52, 34, 7, 7))


def episodes(teller: Teller, person: Person, spells: list[Spell]) -> None:
    """What the trust does for one person over the two years."""
    rng, age = teller.rng, person.age_on(teller.clock.today)
    if age >= 18 and happens(rng, 0.05):
        community(teller, person, spells, -rng.randrange(30, 1200) * DAY, None)
    for start, end, level in spells:
        if level == STRAINED and happens(rng, 0.3):
            referral(teller, person, spells, start, end)
        elif level == CRISIS and happens(rng, 0.45):
            crisis(teller, person, start, end)
        if level == CRISIS and age >= 18 and happens(rng, 0.24):
            ward(teller, person, start + 2)


def level_on(spells: list[Spell], day: int) -> int:
    """The state on a day."""
    return next((level for start, end, level in spells if start <= day < end), STEADY)


def ending(teller: Teller) -> dict[str, str]:
    """Why an episode ended, as a piece's extras."""
    reason = teller.rng.choices(ENDINGS, HOW_OFTEN)[0]
    return {"ended_reason": reason, "ended_by": "person" if reason == "own-request" else "service"}


def someone(teller: Teller, team: str) -> dict[str, str]:
    """A worker of the team."""
    return dict(teller.rng.choice(workers(team)))


def referral(teller: Teller, person: Person, spells: list[Spell], start: int, end: int) -> None:
    """A referral, accepted or not."""
    rng, minute = teller.rng, teller.minute(start + 3, "office")
    teller.tell("trust", "referral-made", person, minute)
    age = person.age_on(teller.clock.today)
    if happens(rng, 0.3):
        teller.tell("trust", "referral-not-accepted", person, minute + rng.randrange(2, 20) * DAY)
    elif age < 19:
        young_person(teller, person, spells, minute + 20 * DAY)
    else:
        until = end * DAY + rng.randrange(50, 300) * DAY
        community(teller, person, spells, minute + rng.randrange(10, 45) * DAY, until)


def community(teller: Teller, person: Person, spells: list[Spell], at: int, until: int | None) -> None:
    """A community team's episode, with its appointments and a key worker."""
    extras = someone(teller, "community-mental-health")
    closing = ending(teller) if until is not None and until < teller.clock.end else {}
    kind = "substance-misuse" if happens(teller.rng, 0.12) else "community-mental-health"
    piece = teller.tell("trust", kind, person, at, until=until, extras=extras | closing)
    if piece is None:
        return
    teller.tell("trust", "key-worker", person, at + DAY, until=until, extras=extras | {"value": "named"})
    if until is not None:
        leave_well(teller, person, until)
    appointments(teller, person, spells, at, until, teller.rng.choice((14, 21, 28, 42)))


def appointments(
    teller: Teller, person: Person, spells: list[Spell], at: int, until: int | None, gap: int
) -> None:
    """Planned contacts through an episode; how they turn out follows the state that shows."""
    day, last = max(1, at // DAY + gap), (teller.clock.end if until is None else until) // DAY
    while day < last:
        turn = teller.rng.choices(TURNS, WEIGHTS[level_on(spells, day)])[0]
        teller.tell("trust", turn, person, teller.minute(day, "office"))
        day += gap + teller.rng.randrange(-3, 4)


def crisis(teller: Teller, person: Person, start: int, end: int) -> None:
    """Home treatment: visits every day or two, then a close with or without a plan and a signpost."""
    rng, at = teller.rng, teller.minute(start, "day")
    until = min(end * DAY + 5 * DAY, at + 45 * DAY)
    extras = someone(teller, "crisis") | ending(teller)
    teller.tell("trust", "crisis-team", person, at, until=until, extras=extras)
    day = start + 1
    while day * DAY < until:
        teller.tell("trust", "crisis-team-contact", person, teller.minute(day, "day"))
        day += rng.choice((1, 2, 2, 3, 4))
    leave_well(teller, person, until)


def leave_well(teller: Teller, person: Person, until: int) -> None:
    """What a good ending leaves behind, most of the time."""
    if happens(teller.rng, 0.74):
        teller.tell("trust", "safety-plan-given", person, until - 3 * HOUR)
    if happens(teller.rng, 0.72):
        teller.tell("trust", "signpost-offered", person, until - 2 * HOUR)


def ward(teller: Teller, person: Person, start: int) -> None:
    """A ward stay with its legal status, and a follow-up that is mostly made within 72 hours."""
    rng, at = teller.rng, teller.minute(start, "any")
    until = at + rng.randrange(6, 55) * DAY
    extras = someone(teller, "wards") | {"ward": rng.choice(("Heron", "Kingfisher"))}
    teller.tell("trust", "ward-stay", person, at, until=until, extras=extras | {"ended_reason": "completed"})
    section = rng.choice(("informal", "section-2", "section-2", "section-3"))
    teller.tell("trust", "legal-status", person, at + HOUR, until=until, extras={"value": section})
    if happens(rng, 0.35):
        teller.tell(
            "trust", "suicide-concern", person, at + 2 * HOUR, until=until + 30 * DAY, extras={"value": "yes"}
        )
    leave_well(teller, person, until)
    if happens(rng, 0.87):
        teller.tell("trust", "follow-up-contact", person, until + rng.randrange(8, 70) * HOUR)
    elif happens(rng, 0.5):
        teller.tell("trust", "follow-up-contact", person, until + rng.randrange(80, 200) * HOUR)


def young_person(teller: Teller, person: Person, spells: list[Spell], at: int) -> None:
    """Children and young people's mental health, and for some nearing 18 a named worker in adult services."""
    born = teller.clock.minute_of(person.born)
    adult = born + int(18 * 365.25) * DAY
    until = min(adult, at + teller.rng.randrange(120, 500) * DAY)
    extras = someone(teller, "young-people") | (
        {"ended_reason": "completed"} if until < teller.clock.end else {}
    )
    piece = teller.tell("trust", "camhs", person, at, until=until, extras=extras)
    if piece is None:
        return
    appointments(teller, person, spells, at, until, 28)
    if happens(teller.rng, 0.5):
        named = someone(teller, "community-mental-health")
        teller.tell("trust", "adult-named-worker", person, max(at, adult - 200 * DAY), extras=named)
