"""How many odd looks do the rules find, and how many others do they raise? make bench-looks (QUICK=1 for a small run)

A year's looks of an invented borough's workers, who live in it too, with odd looks of every rule planted among them. An
ordinary look is at somebody with whom the worker's team works, or at somebody new for whom a reason was given and of
whom the agency soon holds a record. Found: how many of the planted their rule found. Others: findings that were not
planted, in every 1,000 looks, by rule; most are workers whose own neighbours are among those with whom they work.
"""

import argparse
from collections import Counter
from datetime import datetime, timedelta
from random import Random
from time import process_time
from uuid import UUID
from zoneinfo import ZoneInfo

from bench.report import report
from jigsaw.care.looks.domain.odd import Known, Look, Somebody, Worker, odd_looks
from jigsaw.care.looks.domain.rules import rules_from
from jigsaw.care.looks.shipped import FILE

AGENCIES = ("trust", "council", "police", "housing")
START = datetime(2026, 1, 5, 8, 0, tzinfo=ZoneInfo("Europe/London"))
NAMES, A_POSTCODE, A_HOME = 900, 15, 3
"""How many family names there are, how many homes share a postcode, and how many people a home."""
CLIENTS, NEW_IN = 40, 12
"""How many people a worker works with, and one in how many looks is at somebody new."""


def main() -> None:
    """Read the command line, plant, look, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 looks")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random, looks_wanted = Random(asked.seed), 20_000 if asked.quick else 200_000
    people = _people(20_000)
    workers = {key: Worker(key, AGENCIES[key % 4], own=UUID(int=key * 37 + 1)) for key in range(1, 201)}
    looks = _ordinary(random, people, workers, looks_wanted)
    planted = _planted(random, people, workers, looks)
    famous = frozenset({(people[UUID(int=number)].name, "") for number in range(19_000, 19_010)})
    known = Known(people, workers, famous)
    began = process_time()
    found = odd_looks(looks, known, _rules(), START + timedelta(days=400))
    seconds = process_time() - began
    _tell(asked.seed, looks, planted, found, seconds)


def _rules():
    import tomllib

    return rules_from(tomllib.loads(FILE.read_text("utf-8")))


def _people(count: int) -> dict[UUID, Somebody]:
    made = {}
    for number in range(1, count + 1):
        home = number // A_HOME
        family = f"name{(home * 7919) % NAMES}" if number % A_HOME else f"name{(number * 104_729) % NAMES}"
        person = UUID(int=number)
        made[person] = Somebody(
            person=person,
            family_name=family,
            name=f"given{number} {family}",
            homes=frozenset({UUID(int=10**9 + home)}),
            postcodes=frozenset({f"ZZ{home // A_POSTCODE}"}),
            known_to=frozenset(AGENCIES),
        )
    return made


def _ordinary(random: Random, people, workers, count: int) -> list[Look]:
    everybody = [one for one in people if one.int < 19_000]
    clients = {key: random.sample(everybody, CLIENTS) for key in workers}
    looks = []
    for key in range(count):
        worker = workers[random.choice(list(workers))]
        is_new = random.randrange(NEW_IN) == 0
        person = random.choice(everybody if is_new else clients[worker.key])
        at = START + timedelta(days=random.randrange(360), minutes=random.randrange(10 * 60))
        looks.append(_look(key, at, worker, person, "said-why" if is_new else "team-involved"))
    return looks


def _look(key: int, at: datetime, worker: Worker, person: UUID, rule: str) -> Look:
    return Look(key, at, worker.key, worker.agency, "Adults", "practitioner", person, rule)


def _planted(random: Random, people, workers, looks: list[Look]) -> dict[str, set[int]]:
    """Odd looks of every rule, added to the others. Returns their keys by rule."""
    planted: dict[str, set[int]] = {}

    def plant(rule: str, worker: Worker, person: UUID, allowed: str = "team-involved", at=None) -> None:
        key = len(looks)
        when = at or START + timedelta(days=random.randrange(360), minutes=random.randrange(14 * 60))
        looks.append(_look(key, when, worker, person, allowed))
        planted.setdefault(rule, set()).add(key)

    every = list(workers.values())
    for worker in random.sample(every, 30):
        own = people[worker.own]
        plant("own-record", worker, own.person)
        near = [one for one in people.values() if one.homes & own.homes and one.person != own.person]
        family = [one for one in near if one.family_name == own.family_name]
        if family:
            plant("family", worker, family[0].person)
        street = [
            one for one in people.values() if one.postcodes & own.postcodes and not one.homes & own.homes
        ]
        plant("neighbour", worker, random.choice(street).person)
        same = [one for one in every if one.agency == worker.agency and one.key != worker.key]
        plant("colleague", worker, random.choice(same).own)
        plant("famous-name", worker, UUID(int=random.randrange(19_000, 19_010)))
        stranger = UUID(int=random.randrange(19_100, 20_000))
        people[stranger] = Somebody(stranger, "elsewhere", "some elsewhere")
        plant("no-relationship", worker, stranger, "said-why")
    for worker in random.sample(every, 10):
        begins = START + timedelta(days=random.randrange(360), hours=4)
        for minute, person in enumerate(random.sample(list(people), 40)):
            looks.append(
                _look(len(looks), begins + timedelta(minutes=minute), worker, person, "team-involved")
            )
        planted.setdefault("many-in-an-hour", set()).add(worker.key)
    return planted


def _tell(seed: int, looks, planted, found, seconds: float) -> None:
    by_look = {(one.rule, one.look.key) for one in found}
    hits = {
        rule: sum((rule, key) in by_look for key in keys)
        for rule, keys in planted.items()
        if rule != "many-in-an-hour"
    }
    hits["many-in-an-hour"] = len(
        {one.look.by for one in found if one.rule == "many-in-an-hour"} & planted["many-in-an-hour"]
    )
    of_all = {key for rule, keys in planted.items() if rule != "many-in-an-hour" for key in keys}
    others = Counter(one.rule for one in found if one.look.key not in of_all)
    others["many-in-an-hour"] -= hits["many-in-an-hour"]
    report(
        "looks",
        seed=seed,
        looks=len(looks),
        planted={rule: len(keys) for rule, keys in sorted(planted.items())},
        planted_found=dict(sorted(hits.items())),
        others_in_1000_looks={
            rule: round(1000 * n / len(looks), 2) for rule, n in sorted(others.items()) if n
        },
        all_others_in_1000_looks=round(1000 * sum(others.values()) / len(looks), 2),
        looks_a_cpu_second=round(len(looks) / seconds),
    )


if __name__ == "__main__":
    main()
