"""What is shown of a piece, decided by its agency: in full effect on reasons, at once."""

from collections.abc import Collection
from uuid import UUID

from jigsaw.care.intake import actions as intake
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.feeds.queueing import take_news
from jigsaw.interfaces.feeds.steps import catch_up


def restrict(*, by: Viewer, piece: UUID, restriction: str, handling: Collection[str], why: str) -> UUID:
    """Decide what is shown of a piece of one's own agency. Raises NotFound, and Refused without a why."""
    key = intake.restrict(
        by=by, piece=piece, taken=take_news(by), restriction=restriction, handling=handling, why=why
    )
    catch_up(by=by)
    return key
