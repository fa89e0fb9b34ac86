"""A pattern's own record: what came of the conversations that it led to, by version."""

from jigsaw.care.reasons import queries
from jigsaw.foundation.core.viewer import Viewer

Rows = tuple[tuple[object, ...], ...]


def own_record(viewer: Viewer, pattern: str) -> Rows:
    """What people said after conversations about this pattern's reasons, by version; nothing where nobody said yet."""
    asked = getattr(queries, "record_of", None)
    return tuple(asked(viewer=viewer, pattern=pattern)) if asked else ()
