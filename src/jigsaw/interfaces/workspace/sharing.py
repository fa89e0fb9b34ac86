"""What of sharing stands on a home page: policies that end, signatures and decisions that wait."""

from django.urls import reverse

from jigsaw.care.sharing import queries
from jigsaw.care.sharing.policies import sees_whole_log
from jigsaw.care.sharing.queries import Reminder
from jigsaw.foundation.access.queries import glasses_waiting
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link

LOUD = 7
"""From so many days before its end everybody is told of a policy; before that whoever can renew it."""


def sharing_links(viewer: Viewer) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """What waits for the viewer, and what everybody must see."""
    ending = queries.reminders(viewer=viewer)
    loud = (*_late(viewer), *(_link(one) for one in ending if one.days <= LOUD))
    if not sees_whole_log(viewer):
        return _glasses(viewer), loud
    quiet = tuple(_link(one) for one in ending if one.days > LOUD)
    return (*_glasses(viewer), *_waiting(viewer), *_to_sign(viewer), *quiet), loud


def _glasses(viewer: Viewer) -> tuple[Link, ...]:
    waiting, first = glasses_waiting(viewer=viewer)
    if not waiting or first is None:
        return ()
    words = "1 broken glass waits" if waiting == 1 else f"{waiting} broken glasses wait"
    return (Link(f"{words} for you to look at, by {day_words(first)}", reverse("broken_glass")),)


def _link(one: Reminder) -> Link:
    last = day_words(one.ends_on)
    words = f"“{one.name}” ends on {last}: renew it" if one.days else f"“{one.name}” ended on {last}"
    more = "" if one.days else ". Every question under it is answered no"
    signing = "; the next version waits for signatures" if one.newer else ""
    return Link(f"{words}{more}{signing}", reverse("sharing_policy", args=[one.key]))


def _late(viewer: Viewer) -> tuple[Link, ...]:
    late = queries.late_at(viewer=viewer)
    words = "1 answer about sharing is late" if late == 1 else f"{late} answers about sharing are late"
    return (Link(f"{words}: whoever asked has somebody before them", reverse("sharing_log")),) if late else ()


def _waiting(viewer: Viewer) -> tuple[Link, ...]:
    waiting = len(queries.waiting_for(viewer=viewer))
    words = "1 question waits" if waiting == 1 else f"{waiting} questions wait"
    return (Link(f"{words} for your decision", reverse("sharing_log")),) if waiting else ()


def _to_sign(viewer: Viewer) -> tuple[Link, ...]:
    return tuple(
        Link(
            f"Read and sign: {one.policy.name}, version {one.number}",
            reverse("sharing_policy_version", args=[one.policy.key, one.number]),
        )
        for one in queries.to_sign(viewer=viewer)
    )
