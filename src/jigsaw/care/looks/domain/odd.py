"""Which looks are odd: open rules over plain values, each finding with its evidence, and never a score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from jigsaw.care.looks.domain.rules import Rules

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Look:
    """One look by a person's name: who, of which agency, team and role, at whom, when, and the rule that allowed it."""

    key: int
    at: datetime
    by: int
    agency: str
    team: str
    role: str
    person: UUID
    rule: str = ""


@dataclass(frozen=True)
class Somebody:
    """Who is looked at, as far as the rules ask: names as they compare, where they live, and who knows of them."""

    person: UUID
    family_name: str = ""
    name: str = ""
    birth_year: str = ""
    homes: frozenset[UUID] = frozenset()
    postcodes: frozenset[str] = frozenset()
    known_to: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Worker:
    """Who looks: their own record's person where they told of one, their relatives', and the homes next to theirs."""

    key: int
    agency: str
    own: UUID | None = None
    relatives: frozenset[UUID] = frozenset()
    near: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Known:
    """All that the rules ask beside the looks. famous: names and birth years on the area's list, "" for any year."""

    people: Mapping[UUID, Somebody]
    workers: Mapping[int, Worker]
    famous: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Finding:
    """One odd look, or many in an hour: the rule, the first look of it, and what shows it, without names."""

    rule: str
    look: Look
    evidence: tuple[str, ...]


def odd_looks(looks: Iterable[Look], known: Known, rules: Rules, read_at: datetime) -> list[Finding]:
    """Every finding among these looks, the earliest first; one a day for each rule, worker and person."""
    ordered = sorted(looks, key=lambda one: (one.at, one.key))
    found = [*_of_each(ordered, known, rules, read_at), *_many(ordered, rules)]
    first: dict[tuple[object, ...], Finding] = {}
    for one in found:
        first.setdefault((one.rule, one.look.by, one.look.person, one.look.at.date()), one)
    return sorted(first.values(), key=lambda one: (one.look.at, one.look.key, one.rule))


def _of_each(looks: list[Look], known: Known, rules: Rules, read_at: datetime) -> Iterator[Finding]:
    working = _working_for(known)
    for look in looks:
        worker = known.workers.get(look.by) or Worker(look.by, look.agency)
        whom = known.people.get(look.person) or Somebody(look.person)
        own = known.people.get(worker.own) if worker.own else None
        told = [
            ("own-record", _own(worker, whom)),
            ("family", _family(worker, whom, own)),
            ("neighbour", _neighbour(worker, whom, own)),
            ("colleague", _colleague(worker, whom, working)),
            ("famous-name", _famous(whom, known)),
            ("no-relationship", _unrelated(look, whom, rules, read_at)),
        ]
        for rule, evidence in told:
            if evidence:
                yield Finding(rule, look, (*evidence, *_hours(look, rules)))


def _own(worker: Worker, whom: Somebody) -> tuple[str, ...]:
    return ("The record is the one that they told us is their own.",) if worker.own == whom.person else ()


def _family(worker: Worker, whom: Somebody, own: Somebody | None) -> tuple[str, ...]:
    if worker.own == whom.person:
        return ()
    if whom.person in worker.relatives:
        return ("They told us that this is a relative.",)
    if own and own.family_name and own.family_name == whom.family_name and own.homes & whom.homes:
        return ("The same family name as theirs.", "The same home as theirs.")
    return ()


def _neighbour(worker: Worker, whom: Somebody, own: Somebody | None) -> tuple[str, ...]:
    if worker.own == whom.person or _family(worker, whom, own):
        return ()
    if whom.homes & worker.near:
        return ("The home is one that they told us is theirs or next to theirs.",)
    if own and own.homes & whom.homes:
        return ("The same home as theirs, and another family name.",)
    if own and own.postcodes & whom.postcodes:
        return ("The same postcode as their own home.",)
    return ()


def _working_for(known: Known) -> dict[UUID, set[tuple[int, str]]]:
    found: dict[UUID, set[tuple[int, str]]] = defaultdict(set)
    for one in known.workers.values():
        if one.own:
            found[one.own].add((one.key, one.agency))
    return found


def _colleague(
    worker: Worker, whom: Somebody, working: Mapping[UUID, set[tuple[int, str]]]
) -> tuple[str, ...]:
    others = {agency for key, agency in working.get(whom.person, ()) if key != worker.key}
    is_colleague = worker.agency in others and worker.own != whom.person
    return (
        ("The record is the own record of somebody who works for the same agency.",) if is_colleague else ()
    )


def _famous(whom: Somebody, known: Known) -> tuple[str, ...]:
    stands = {(whom.name, ""), (whom.name, whom.birth_year)} & known.famous
    return (
        ("The name stands on the area’s list of names that many people know.",)
        if stands and whom.name
        else ()
    )


def _unrelated(look: Look, whom: Somebody, rules: Rules, read_at: datetime) -> tuple[str, ...]:
    is_old_enough = read_at - look.at >= timedelta(days=rules.days)
    if look.rule not in rules.by_reason_alone or not is_old_enough or look.agency in whom.known_to:
        return ()
    return (
        "The record opened only because a reason was given.",
        f"{rules.days} days later their agency holds no record of the person.",
    )


def _many(looks: list[Look], rules: Rules) -> Iterator[Finding]:
    """The first look of each run in which one worker opened the records of so many people within an hour."""
    by_worker = sorted(looks, key=lambda one: (one.by, one.at, one.key))
    for _, group in groupby(by_worker, key=lambda one: one.by):
        mine, start, quiet_until = list(group), 0, None
        for end, look in enumerate(mine):
            while look.at - mine[start].at >= HOUR:
                start += 1
            people = {one.person for one in mine[start : end + 1]}
            if len(people) >= rules.people and (quiet_until is None or look.at >= quiet_until):
                quiet_until = look.at + HOUR
                words = f"They opened the records of {len(people)} people within an hour."
                yield Finding("many-in-an-hour", look, (words, *_hours(look, rules)))


def _hours(look: Look, rules: Rules) -> tuple[str, ...]:
    """That it was outside the hours of their role; only ever beside other evidence."""
    if rules.works_at_night(look.team):
        return ()
    first, last = rules.hours_of(look.role)
    is_odd = not first <= look.at.hour < last
    return (f"It was at {look.at:%H:%M}, outside the usual hours of their role.",) if is_odd else ()
