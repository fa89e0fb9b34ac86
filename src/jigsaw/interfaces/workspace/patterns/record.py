"""What came of conversations: a pattern's own record by its numbers, and what the lot brought beside the evidence."""

from jigsaw.care.reasons import queries
from jigsaw.care.reasons.worth import Record
from jigsaw.engine.patterns.auditing.shares import Share
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.workspace.patterns.common import numbered

Rows = tuple[tuple[object, ...], ...]
HIDDEN = "Too few to tell"


def own_record(viewer: Viewer, pattern: str) -> Rows:
    """What people said after conversations about this pattern's reasons, by numbers; nothing where nobody said yet."""
    if not can(viewer, Act.SEE_PEOPLE):
        return ()
    return tuple((_version(one), *one.told) for one in queries.record_of(viewer=viewer, pattern=pattern))


def drawn_by_lot(viewer: Viewer) -> Rows:
    """What came of places drawn by lot, beside the others; nothing where no conversation ever had a place."""
    if not can(viewer, Act.SEE_PEOPLE):
        return ()
    found = queries.by_lot_and_by_evidence(viewer=viewer)
    if not (found[0].by_lot.found or found[0].by_evidence.found):
        return ()
    return tuple((one.what, _told(one.by_lot), _told(one.by_evidence)) for one in found)


def _version(one: Record) -> str:
    if not one.numbers:
        return f"{one.version}, numbers not kept"
    return " and ".join(numbered(one.version, number) for number in one.numbers)


def _told(share: Share) -> str:
    found = share.interval
    if found is None or not share.of:
        return HIDDEN
    return f"{found.estimate:.0%} ({found.low:.0%} to {found.high:.0%})"
