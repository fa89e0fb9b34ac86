"""Who may see how well joins are decided: those who decide them, and those who oversee it."""

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can, check
from jigsaw.foundation.core.viewer import Viewer


def check_may_see_agreement(viewer: Viewer) -> None:
    """Raise Refused unless the viewer decides joins or oversees it."""
    if not can(viewer, Act.OVERSEE_JOINS):
        check(viewer, Act.DECIDE_JOINS)
