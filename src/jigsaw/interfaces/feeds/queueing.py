"""What is done with news in the transaction that accepts it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from jigsaw.care.intake.news import News
from jigsaw.care.linkage import actions as linkage
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.reasons import actions as reasons
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.core.wall import JIGSAW, reading_for
from jigsaw.interfaces.feeds.telling import tell_others

# Up to this many source records of one file are joined as they are accepted. Beyond, they wait for the whole file:
# one at a time costs several times as much as everybody in one go (docs/decisions/joined-as-accepted.md).
FEW = 100


@dataclass(frozen=True)
class Done:
    """What was joined and read as it was accepted, for those who tell how many."""

    joined: Changed = field(default_factory=Changed)
    read: Counter[str] = field(default_factory=Counter)


def take_news(by: Viewer, done: Done | None = None) -> Callable[[News], None]:
    """What is accepted is joined at once while it is a few records of a file, and else waits in the queue for joining.

    Either way it is done in the transaction that accepts: what is accepted is always either joined or in the queue.
    done: what was done at once is added to it.
    """
    so_far = 0

    @reading_for(JIGSAW)
    def take(news: News) -> None:
        nonlocal so_far
        so_far += len(news.records | news.named) + len(news.ended)
        if so_far > FEW:
            linkage.note_accepted(by=by, news=news)
            return
        changed = linkage.link_accepted(by=by, news=news)
        tell_others(by, changed)
        read = reasons.read_accepted(by=by, persons=changed.persons, homes=changed.homes)
        if done is not None:
            done.joined.add(changed)
            done.read.update(read)

    return take
