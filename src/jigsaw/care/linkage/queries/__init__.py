"""Reads of joins: which pairs wait, two records side by side, what was decided, and why any two are not one."""

from jigsaw.care.linkage.queries.compared import Compared, compared_pairs, weights_between
from jigsaw.care.linkage.queries.decided import (
    DecisionLine,
    Undone,
    decision,
    decisions,
    decisions_in_force,
    how_many_decisions,
    latest_decision,
)
from jigsaw.care.linkage.queries.joined import LinkLine, Side, links, people_known_to, sides
from jigsaw.care.linkage.queries.notices import NoticeSaid, notices
from jigsaw.care.linkage.queries.pairs import DecidedJoin, JoinSeen, Step, join
from jigsaw.care.linkage.queries.stood import Stood, moves_of
from jigsaw.care.linkage.queries.waiting import WaitingJoin, how_many_wait, still_waiting, waiting
from jigsaw.care.linkage.queries.why import Hop, RuleShared, WhyApart, record_named, why

__all__ = [
    "Compared",
    "DecidedJoin",
    "DecisionLine",
    "Hop",
    "JoinSeen",
    "LinkLine",
    "NoticeSaid",
    "RuleShared",
    "Side",
    "Step",
    "Stood",
    "Undone",
    "WaitingJoin",
    "WhyApart",
    "compared_pairs",
    "decision",
    "decisions",
    "decisions_in_force",
    "how_many_decisions",
    "how_many_wait",
    "join",
    "latest_decision",
    "links",
    "moves_of",
    "notices",
    "people_known_to",
    "record_named",
    "sides",
    "still_waiting",
    "waiting",
    "weights_between",
    "why",
]
