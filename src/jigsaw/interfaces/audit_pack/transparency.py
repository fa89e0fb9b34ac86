"""The algorithmic transparency record, filled in from the pack as far as a pack can know.

Its fields are those of the Algorithmic Transparency Recording Standard, version 3.0 (Government Digital Service). What
only the organisation that uses it can say is left for it to say, and marked.
"""

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.reasons.auditing import Measured
from jigsaw.engine.patterns.auditing.tallies import kinds_of_pieces
from jigsaw.interfaces.audit_pack.report import Section, Table
from jigsaw.interfaces.audit_pack.words import words


def record(one: Measured) -> Section:
    """Both tiers of the record."""
    told, figures = words()["transparency"], _figures(one)
    tables = [
        Table(
            table["caption"],
            ("Field", "Entry"),
            [(field, entry.format_map(figures)) for field, entry in table["rows"]],
        )
        for table in told["tables"]
    ]
    return Section("transparency", "Algorithmic transparency record", (told["says"], *tables))


def _figures(one: Measured) -> dict[str, str]:
    patterns = one.pack.patterns
    read = {kind for pattern in patterns for kind in kinds_of_pieces(pattern)}
    return {
        "to_say": words()["to_say"],
        "owners": ", ".join(sorted({pattern.owner for pattern in patterns})),
        "patterns": str(len(patterns)),
        "urgent": ", ".join(pattern.id for pattern in patterns if pattern.statutory) or "none",
        "since": str(one.since),
        "until": str(one.until),
        "findings": f"{sum(map(len, one.tallies.raised.values())):,}",
        "hash": one.pack.content_hash,
        "versions": "; ".join(f"{p.id} version {p.version}, review {p.review_on}" for p in patterns),
        "kinds": "; ".join(sorted(label_of(kind) for kind in read)),
    }
