"""Mending a refused row: offered again, and in full effect when it is accepted."""

from collections.abc import Mapping

from jigsaw.care.intake import actions as intake
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.feeds.load import queue_news
from jigsaw.interfaces.feeds.steps import catch_up


def mend(*, by: Viewer, row: int, values: Mapping[str, str], why: str = "") -> Refusal | Counts:
    """Offer a refused row again with mended values. Its counts when it is accepted, else what is still wrong."""
    answer = intake.re_offer(by=by, quarantined=row, values=values, why=why, taken=queue_news(by))
    if isinstance(answer, Counts):
        catch_up(by=by)
    return answer
