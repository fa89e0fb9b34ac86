"""The data-protection annex: what the patterns read and why, what they leave, and what an assessment must still say."""

from jigsaw.care.intake.domain.kinds import all_kinds, label_of
from jigsaw.care.reasons.auditing import Measured
from jigsaw.engine.patterns.auditing.tallies import kinds_of_pieces
from jigsaw.interfaces.audit_pack.report import Section, Table
from jigsaw.interfaces.audit_pack.words import words


def annex(one: Measured) -> Section:
    """What a data protection impact assessment needs to know of the patterns."""
    told = words()["protection"]
    read = {kind for pattern in one.pack.patterns for kind in kinds_of_pieces(pattern)}
    unread = sorted(label_of(kind) for kind in all_kinds().keys() - read)
    rows = [
        (
            f"{p.id} {p.name}",
            "; ".join(sorted(label_of(kind) for kind in kinds_of_pieces(p))),
            p.asks,
            p.source,
        )
        for p in one.pack.patterns
    ]
    columns = ("Pattern", "Kinds of piece", "Purpose", "Basis of its numbers")
    blocks = (
        told["decides"],
        Table("What each pattern reads, and for what", columns, rows),
        told["unread"].format(kinds="; ".join(unread) or "none"),
        told["never"],
        told["sealed"],
        Table(
            "For the assessment to say",
            ("Question", "Answer"),
            [(one, words()["to_say"]) for one in told["open"]],
        ),
    )
    return Section("protection", "Annex: data protection", blocks)
