"""Mending a refused row: offered again, and in full effect when it is accepted."""

from collections.abc import Mapping

from jigsaw.care.intake import actions as intake
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.care.intake.refused import refused_rows
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.feeds.queueing import take_news
from jigsaw.interfaces.feeds.steps import catch_up

# More than this many refused rows are a mapping to look at, not rows to mend.
MOST = 50_000


def offer_waiting_again(*, by: Viewer, agency: str) -> int:
    """Offer every refused row of an agency again as it stands, since its mapping was mended. How many are accepted."""
    waiting = [row.id for row in refused_rows(by, most=MOST) if row.agency == agency]
    return sum(isinstance(_offered_again(by, row), Counts) for row in waiting)


def _offered_again(by: Viewer, row: int) -> Refusal | Counts | None:
    try:
        why = "The mapping was mended"
        return intake.re_offer(by=by, quarantined=row, values={}, why=why, taken=take_news(by))
    except Refused:
        # Its feed has left the mapping: the row goes on waiting for somebody to set it aside.
        return None


def mend(*, by: Viewer, row: int, values: Mapping[str, str], why: str = "") -> Refusal | Counts:
    """Offer a refused row again with mended values. Its counts when it is accepted, else what is still wrong."""
    answer = intake.re_offer(by=by, quarantined=row, values=values, why=why, taken=take_news(by))
    if isinstance(answer, Counts):
        catch_up(by=by)
    return answer
