"""Entries for the hazard log (DCB0129, DCB0160): what the figures above say of each hazard that patterns bring."""

from jigsaw.care.reasons.auditing import Measured
from jigsaw.interfaces.audit_pack.measured import count, how_many_differ
from jigsaw.interfaces.audit_pack.report import Section, Table
from jigsaw.interfaces.audit_pack.words import words


def entries(one: Measured) -> Section:
    """A hazard a row; severity and likelihood are for the clinical safety officer."""
    told = words()["hazards"]
    found = sum(len(moments) for subjects in one.tallies.raised.values() for moments in subjects.values())
    figures = {
        "a_week": f"{7 * found / max(1, (one.until - one.since).days):.0f}",
        "harmed": count(len(one.harmed)),
        "reached": count(len(one.reached())),
        "urgent": ", ".join(pattern.id for pattern in one.pack.patterns if pattern.statutory) or "none",
        "differ": str(how_many_differ(one)),
    }
    rows = [
        (hazard, cause, effect, figure.format_map(figures)) for hazard, cause, effect, figure in told["rows"]
    ]
    table = Table("For the hazard log", ("Hazard", "Cause", "Effect", "What was measured"), rows)
    return Section("hazards", "Entries for the hazard log", (told["says"], table))
