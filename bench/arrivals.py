"""Invented source records as five agencies would send them, one after another: quick to make, hard to tell apart.

People live in households that share a family name, a home and sometimes a telephone; one in fifty is a twin. An agency
leaves fields out, misspells, exchanges day and month, and knows an older address.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from jigsaw.demo.names import Origin, origins
from jigsaw.engine.linkage.records import Record

AGENCIES = ("trust", "gp", "ambulance", "council", "housing")
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)


def arrivals(count: int, seed: int, told_by: tuple[int, ...] = (1, 2, 2, 3, 4)) -> Iterator[Record]:
    """So many records of two fifths as many people, each person's one after another; `local_id` says whose.

    told_by: of how many agencies each person is known, drawn from these.
    """
    rng, made, person = Random(seed), 0, 0
    while made < count:
        for one in _household(rng, person):
            person += 1
            for agency in rng.sample(AGENCIES, rng.choice(told_by)):
                if made < count:
                    yield as_written(rng, one, agency, FIRST_DAY + timedelta(seconds=made))
                    made += 1


def as_written(rng: Random, person: Record, agency: str, received: datetime) -> Record:
    """What an agency says of a person, with its faults."""
    said = {name: "" for name, share in _LEFT_OUT if rng.random() < share}
    if rng.random() < 0.1:
        said["given_names"] = _misspelt(rng, person.given_names)
    if rng.random() < 0.05 and len(person.birth_date) == len("1970-05-22"):
        year, month, day = person.birth_date.split("-")
        said["birth_date"] = f"{year}-{day}-{month}" if int(day) < 13 else year
    if rng.random() < 0.1:
        said |= _home(rng.randrange(400_000))
    key = f"{agency}-{person.local_id}"
    return replace(person, id=key, agency=agency, received_at=received, **said)


_LEFT_OUT = (("nhs_number", 0.5), ("email", 0.7), ("telephone", 0.4), ("uprn", 0.3), ("gender", 0.1))


def _household(rng: Random, first: int) -> Iterator[Record]:
    origin = rng.choices(every_origin(), [one.share for one in every_origin()])[0]
    shared = {
        **_home(first),
        "telephone": f"077{first % 100_000_000:08d}",
        "family_name": rng.choice(origin.family),
    }
    born = _born(rng)
    for at in range(rng.choice((1, 2, 2, 3, 4))):
        born = born if at and rng.random() < 0.02 else _born(rng)
        yield _person(rng, origin, first + at, born, shared)


def _person(rng: Random, origin: Origin, number: int, born: str, shared: dict[str, str]) -> Record:
    gender = rng.choice(("male", "female"))
    return Record(
        "", "", str(number), FIRST_DAY, given_names=origin.given(rng, gender), birth_date=born, gender=gender,
        nhs_number=nhs_number(number), email=f"p{number}@example.org", **shared,
    )  # fmt: skip


def _born(rng: Random) -> str:
    return (datetime(1935, 1, 1, tzinfo=UTC) + timedelta(days=rng.randrange(30_000))).strftime("%Y-%m-%d")


def _home(number: int) -> dict[str, str]:
    street = number // 12
    code = f"QX{street % 90 + 10} {street // 90 % 9 + 1}{chr(65 + street // 810 % 24)}{chr(65 + street // 19_440 % 24)}"
    lines = f"{number % 12 + 1} Street {street}"
    return {"address": lines, "postcode": code, "uprn": str(10_000_000 + number)}


def nhs_number(serial: int) -> str:
    """A valid number of the test range, another for each serial number under 900,000."""
    digits = f"999{serial % 1_000_000:06d}"
    check = 11 - sum(int(one) * weight for one, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return f"{digits}{check % 11}" if check != 10 else ""


def _misspelt(rng: Random, name: str) -> str:
    at = rng.randrange(1, max(2, len(name)))
    return name[:at] + name[at + 1 :]


@cache
def every_origin() -> tuple[Origin, ...]:
    """Where the invented people's families come from."""
    return tuple(origins())
