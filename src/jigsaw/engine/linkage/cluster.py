"""Everybody at once: records and human decisions into persons, with every edge and why.

`link_all` is the definition of who is who. `live.link_some` reaches the same answer by touching only what
changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from jigsaw.engine.linkage.blocking import Skipped, blocks_of, candidate_pairs, skipped_rules
from jigsaw.engine.linkage.contradictions import Contradiction
from jigsaw.engine.linkage.decide import Compared, Verdict, decide, encoded_contradiction
from jigsaw.engine.linkage.encoded.joining import is_without_names, keys_of, sent_encoding
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.records import Edge, EdgeKind, HumanDecision, Person, Record
from jigsaw.engine.linkage.rules import SAID_BY_A_PERSON
from jigsaw.engine.linkage.screening import screen_of
from jigsaw.engine.linkage.settle import Forbids, Known, Pair, components, in_order_received, settle
from jigsaw.engine.linkage.standardise import standardise

MANY = 2_000
"""From so many records on it pays to have the kernel look at their pairs first."""

_KINDS = {Verdict.JOIN: EdgeKind.AUTOMATIC, Verdict.DOUBTFUL: EdgeKind.DOUBTFUL}


@dataclass(frozen=True, slots=True)
class Linked:
    """Who is who. `persons` in the order of their first record; `edges` in the order of their ends.

    `doubtful`: the edges between two persons that wait for a person to decide, cut edges among them.
    `skipped`: the rules of blocking that had blocks too large to compare. `keys`: each record's blocks, by its id.
    """

    persons: list[Person]
    edges: list[Edge]
    doubtful: list[Edge]
    skipped: list[Skipped]
    keys: dict[str, tuple[str, ...]]


class Decisions:
    """What people decided, by pair; the latest about a pair holds."""

    def __init__(self, decisions: Iterable[HumanDecision]) -> None:
        in_time = sorted(decisions, key=lambda each: (each.decided_at, each.same))
        latest = {_ordered(each.left, each.right): each for each in in_time}
        self.same: dict[Pair, datetime] = {
            pair: each.decided_at for pair, each in latest.items() if each.same
        }
        self.apart: dict[Pair, datetime] = {
            pair: each.decided_at for pair, each in latest.items() if not each.same
        }

    def __contains__(self, pair: Pair) -> bool:
        return pair in self.same or pair in self.apart

    def edges(self) -> Iterator[Edge]:
        """An edge for every pair that a person said is the same."""
        for left, right in self.same:
            yield Edge(
                left, right, SAID_BY_A_PERSON, "A person decided that they are the same", EdgeKind.HUMAN
            )


def link_all(records: Iterable[Record], decisions: Iterable[HumanDecision], model: Model) -> Linked:
    """The persons among all these records. The order of records and of decisions makes no difference."""
    by_id = {record.id: record for record in records}
    compared = {each: compare_ready(record, model) for each, record in by_id.items()}
    said = Decisions(each for each in decisions if each.left in by_id and each.right in by_id)
    keys = {each: keys_of(ready.standard, ready.sent, model.keys) for each, ready in compared.items()}
    blocks = blocks_of(keys)
    met = candidate_pairs(blocks, model.rules.block_cap)
    judged = (judge_many if len(compared) >= MANY else judge)(met, compared, said, model)
    edges = [*judged, *said.edges()]
    persons, settled = settle_all(compared, edges, said, by_id, model)
    skipped = skipped_rules({key: len(ids) for key, ids in blocks.items()}, model.rules.block_cap)
    return Linked(persons, settled, waiting(persons, settled), skipped, keys)


def compare_ready(record: Record, model: Model) -> Compared:
    """A record standardised, with its row of the model's columns."""
    standard = standardise(record, allow_test_numbers=model.rules.allow_test_numbers)
    sent = sent_encoding(record.encoding)
    return Compared(standard, model.row(standard), sent, sent is not None and is_without_names(standard))


def judge(
    pairs: Iterable[Pair], compared: Mapping[str, Compared], said: Decisions, model: Model
) -> Iterator[Edge]:
    """An edge for every pair that joins or is doubtful. A pair that a person decided is not judged again."""
    return _edges(((pair, None) for pair in pairs), compared, said, model)


def judge_many(
    pairs: Iterable[Pair], compared: Mapping[str, Compared], said: Decisions, model: Model
) -> Iterator[Edge]:
    """What `judge` says, sooner where the pairs are many: the kernel first passes over those that are far apart."""
    screen = screen_of(compared, model)
    if screen is None:
        return judge(pairs, compared, said, model)
    return _edges(screen.worth_deciding(pairs), compared, said, model)


def _edges(
    weighed: Iterable[tuple[Pair, float | None]],
    compared: Mapping[str, Compared],
    said: Decisions,
    model: Model,
) -> Iterator[Edge]:
    for pair, weight in weighed:
        if pair in said:
            continue
        left, right = pair
        outcome = decide(compared[left], compared[right], model, weight)
        if outcome.verdict is not Verdict.APART:
            yield Edge(left, right, outcome.weight, outcome.why, _KINDS[outcome.verdict])


def settle_all(
    compared: Mapping[str, Compared],
    edges: Iterable[Edge],
    said: Decisions,
    records: Mapping[str, Record],
    model: Model,
) -> tuple[list[Person], list[Edge]]:
    """The persons that edges make of these records, and all the edges with their kind settled.

    `records` and `compared` are by id; every end of an active edge is among them.
    """
    edges = list(edges)
    active = [edge for edge in edges if edge.is_active]
    settled = [edge for edge in edges if not edge.is_active]
    groups: list[list[str]] = []
    for members, inside in _by_component(compared, active):
        if len(members) == 1:
            groups.append(members)
            continue
        standards = {each: compared[each].standard for each in members}
        apart = {pair: at for pair, at in said.apart.items() if pair[0] in standards and pair[1] in standards}
        known = Known(standards, records, apart, said.same, model.rules, _forbids(members, compared, model))
        found, kept = settle(known, inside)
        groups.extend(found)
        settled.extend(kept)
    received = {each: records[each].received_at for each in compared}
    persons = sorted(
        (in_order_received(group, received) for group in groups),
        key=lambda person: (received[person[0]], person[0]),
    )
    return persons, sorted(settled, key=lambda edge: (edge.left, edge.right))


def _forbids(members: list[str], compared: Mapping[str, Compared], model: Model) -> Forbids | None:
    """What keeps encoded members apart from others, asked by id; None where every member came plain."""
    if not any(compared[each].is_encoded for each in members):
        return None

    def forbids(left: str, right: str) -> Contradiction | None:
        one, other = compared[left], compared[right]
        return encoded_contradiction(one, other, model) if one.is_encoded or other.is_encoded else None

    return forbids


def waiting(persons: Iterable[Person], edges: Iterable[Edge]) -> list[Edge]:
    """The doubtful and cut edges that a person could still join by: their ends are in two persons."""
    person_of = {each: person[0] for person in persons for each in person}
    undecided = (edge for edge in edges if edge.kind in (EdgeKind.DOUBTFUL, EdgeKind.CUT))
    return [edge for edge in undecided if person_of.get(edge.left) != person_of.get(edge.right)]


def _by_component(ids: Iterable[str], active: list[Edge]) -> Iterator[tuple[list[str], list[Edge]]]:
    groups = components(ids, active)
    number = {each: at for at, group in enumerate(groups) for each in group}
    inside: dict[int, list[Edge]] = {}
    for edge in active:
        inside.setdefault(number[edge.left], []).append(edge)
    for at, group in enumerate(groups):
        yield group, inside.get(at, [])


def _ordered(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)
