"""What is done with news in the transaction that accepts it."""

from collections.abc import Callable

from jigsaw.care.intake.news import News
from jigsaw.care.linkage import actions as linkage
from jigsaw.foundation.core.viewer import Viewer


def queue_news(by: Viewer) -> Callable[[News], None]:
    """Put news in the queue for joining: what is accepted is always either joined or in the queue."""

    def queue(news: News) -> None:
        linkage.note_accepted(by=by, news=news)

    return queue
