"""Who looks after an agency's addresses and the messages that did not reach it: its stewards and managers."""

from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer

ROLES = frozenset({"steward", "manager"})


def may_look_after(viewer: Viewer, agency: str) -> bool:
    """Whether the viewer looks after this agency's addresses and messages. Jigsaw itself does for all."""
    return viewer.is_jigsaw or (viewer.role in ROLES and viewer.agency == agency)


def check_looks_after(viewer: Viewer, agency: str) -> None:
    """Raise Refused for anybody else."""
    if not may_look_after(viewer, agency):
        raise Refused(
            "Looking after messages", "a steward or manager of the agency does this", "Ask one of them"
        )
