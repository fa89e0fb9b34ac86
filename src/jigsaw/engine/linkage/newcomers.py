"""Newcomers that are like both sides of what a person held apart: nobody can say yet whose they are.

A person said that L and R are not the same. What came before was theirs to see when they said so, and goes where it
is likest. What comes after, is like both and was not decided about waits for a person: joining the likelier would
quietly give one of two, who are alike enough to have been mistaken before, what may be the other's.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from jigsaw.engine.linkage.records import Edge, EdgeKind

if TYPE_CHECKING:
    from jigsaw.engine.linkage.settle import Known, Pair

Settles = Callable[["Known", Collection[Edge]], list[list[str]]]


def like_both_sides(known: "Known", edges: Collection[Edge], settles: Settles) -> "set[Pair]":
    """The edges, by their ends, that tie newcomers to both sides of some decision that two are not the same.

    `settles`: the persons of the records that are no newcomers, by themselves.
    """
    new = _newcomers(known, edges)
    if not new:
        return set()
    person = _persons_without(new, known, edges, settles)
    found: set[Pair] = set()
    for party in _parties(new, edges):
        outward = [edge for edge in edges if (edge.left in party) != (edge.right in party)]
        beside = {_other_end(edge, party) for edge in outward}
        torn = _torn(known, party, {person[each] for each in beside}, person)
        found |= {(edge.left, edge.right) for edge in outward if person[_other_end(edge, party)] in torn}
    return found


def _newcomers(known: "Known", edges: Iterable[Edge]) -> set[str]:
    """The records that came after some decision of the component and that no decision names."""
    decided = {each for pair in known.kept_apart for each in pair}
    decided |= {each for edge in edges if edge.kind is EdgeKind.HUMAN for each in (edge.left, edge.right)}
    first = min(known.kept_apart.values())
    return {
        each for each in known.standards if each not in decided and known.records[each].here_since > first
    }


def _persons_without(
    new: set[str], known: "Known", edges: Iterable[Edge], settles: Settles
) -> dict[str, str]:
    """The person of each record that is no newcomer, named by one of its records."""
    standards = {each: one for each, one in known.standards.items() if each not in new}
    among = [edge for edge in edges if edge.left not in new and edge.right not in new]
    groups = settles(replace(known, standards=standards), among)
    return {each: min(group) for group in groups for each in group}


def _parties(new: set[str], edges: Iterable[Edge]) -> list[set[str]]:
    """Newcomers that are like one another are one party: together they may be like both sides."""
    party = {each: {each} for each in new}
    for edge in edges:
        if edge.left in new and edge.right in new and party[edge.left] is not party[edge.right]:
            merged = party[edge.left] | party[edge.right]
            party.update(dict.fromkeys(merged, merged))
    return list({id(one): one for one in party.values()}.values())


def _torn(known: "Known", party: set[str], beside: set[str], person: dict[str, str]) -> set[str]:
    """Of the persons beside a party, those whom a decision holds apart that was there before some of the party."""
    latest: datetime = max(known.records[each].here_since for each in party)
    torn: set[str] = set()
    for (left, right), at in known.kept_apart.items():
        sides = {person[left], person[right]}
        if at < latest and len(sides) == 2 and sides <= beside:
            torn |= sides
    return torn


def _other_end(edge: Edge, party: set[str]) -> str:
    return edge.right if edge.left in party else edge.left
