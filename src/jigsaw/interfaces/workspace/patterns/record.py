"""A pattern's own record: what came of the conversations that it led to, by version."""

from jigsaw.care.reasons import queries
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.core.viewer import Viewer

Rows = tuple[tuple[object, ...], ...]


def own_record(viewer: Viewer, pattern: str) -> Rows:
    """What people said after conversations about this pattern's reasons, by version; nothing where nobody said yet."""
    if not can(viewer, Act.SEE_PEOPLE):
        return ()
    return tuple(queries.record_of(viewer=viewer, pattern=pattern))
