"""Reads of joins: which pairs wait, two records side by side, what was decided, and why any two are not one."""

from jigsaw.care.linkage.queries.decided import DecisionLine, decision, decisions, how_many_decisions
from jigsaw.care.linkage.queries.joined import LinkLine, Side, links, people_known_to, sides
from jigsaw.care.linkage.queries.pairs import DecidedJoin, JoinSeen, Step, join
from jigsaw.care.linkage.queries.waiting import WaitingJoin, how_many_wait, still_waiting, waiting
from jigsaw.care.linkage.queries.why import Hop, RuleShared, WhyApart, record_named, why

__all__ = [
    "DecidedJoin",
    "DecisionLine",
    "Hop",
    "JoinSeen",
    "LinkLine",
    "RuleShared",
    "Side",
    "Step",
    "WaitingJoin",
    "WhyApart",
    "decision",
    "decisions",
    "how_many_decisions",
    "how_many_wait",
    "join",
    "links",
    "people_known_to",
    "record_named",
    "sides",
    "still_waiting",
    "waiting",
    "why",
]
