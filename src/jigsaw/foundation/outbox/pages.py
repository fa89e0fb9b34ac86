"""The page object of messages that did not go."""

from dataclasses import dataclass

from django.urls import reverse

from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.filters import ago
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Tag
from jigsaw.foundation.outbox import queries
from jigsaw.foundation.outbox.domain import State

_TAGS = {State.UNSURE: Tag("May have gone", "due"), State.GIVEN_UP: Tag("Did not go", "now")}


@dataclass(frozen=True)
class MessageLine:
    """One message: what its subject says, how it travelled, why it did not arrive, and where it is settled."""

    subject: str
    tag: Tag
    words: str
    fault: str
    href: str


@dataclass(frozen=True)
class UndeliveredPage:
    """Messages that wait for a person. addresses: where this agency is told. is_sending: whether anything is set up."""

    shell: Shell
    messages: tuple[MessageLine, ...]
    addresses: tuple[tuple[str, str, str], ...]
    waiting: int
    is_sending: bool


def undelivered_page(viewer: Viewer, shell: Shell) -> UndeliveredPage:
    """The page of the viewer's agency."""
    return UndeliveredPage(
        shell=shell,
        messages=tuple(_line(one) for one in queries.undelivered(viewer)),
        addresses=tuple(
            (one.address, one.way, _use(one.is_shared, one.safe_because)) for one in queries.addresses(viewer)
        ),
        waiting=queries.count_by_state(viewer)[State.WAITING],
        is_sending=queries.is_sending(viewer),
    )


def _line(one: queries.Undelivered) -> MessageLine:
    words = f"{one.way}, put {ago(one.put_at)}, tried {one.tries} time{'' if one.tries == 1 else 's'}"
    href = reverse("settle_message", args=[one.id])
    return MessageLine(one.subject, _TAGS[State(one.state)], words, one.fault, href)


def _use(is_shared: bool, safe_because: str) -> str:
    if not is_shared:
        return "Read by those who work there alone"
    return f"Shared, marked safe: {safe_because}" if safe_because else "Shared, not marked safe: not used"
