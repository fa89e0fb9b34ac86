"""The whole report."""

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.reasons.auditing import Measured
from jigsaw.engine.patterns.describe import describe
from jigsaw.interfaces.audit_pack import hazards, measured, protection, transparency
from jigsaw.interfaces.audit_pack.report import Report, Section, Table
from jigsaw.interfaces.audit_pack.words import words


def report_of(one: Measured) -> Report:
    """Everything that is published with a pack, from what was measured of it."""
    line = f"From {_day(one.since)} to {_day(one.until)}. Fingerprint of the pack: {one.pack.content_hash}"
    parts = (
        _patterns(one),
        *measured.sections(one),
        _limits(),
        hazards.entries(one),
        transparency.record(one),
        protection.annex(one),
    )
    return Report("Patterns: what was measured, and who answers for them", line, parts)


def _patterns(one: Measured) -> Section:
    rows = [
        (
            f"{p.id} {p.name}",
            f"{p.version}",
            describe(p.condition, label_of),
            p.source,
            p.owner,
            str(p.review_on),
        )
        for p in one.pack.patterns
    ]
    columns = ("Pattern", "Version", "Rule", "Source", "Owner", "Next review")
    return Section("patterns", "The patterns in force", (Table("Each pattern", columns, rows),))


def _limits() -> Section:
    return Section("limits", "What this cannot show", tuple(words()["limits"]))


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"
