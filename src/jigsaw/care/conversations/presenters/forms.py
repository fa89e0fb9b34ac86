"""Pages with one form, and the pages before calling."""

from dataclasses import dataclass

from django.forms import BaseForm

from jigsaw.care.conversations.presenters.shared import badge
from jigsaw.care.conversations.queries import AlreadyOpen
from jigsaw.foundation.access.queries import sharing_agencies
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Ring
from jigsaw.foundation.organisations.models import Agency

_EMERGENCY_KINDS = ("nhs-trust", "ambulance", "police")


@dataclass(frozen=True)
class FormPage:
    """One form about one conversation, or about whom one is to be called. notes: sentences before the questions."""

    shell: Shell
    form: BaseForm
    about: str
    button: str
    notes: tuple[str, ...] = ()
    list_title: str = ""
    list_items: tuple[str, ...] = ()


@dataclass(frozen=True)
class CallPage:
    """The page on which a conversation is called. reason: the sentence it is begun from, empty when from none.

    instead: the kinds to call when an answer shows that this one does not apply.
    """

    shell: Shell
    form: BaseForm
    about: str
    kind: str
    what_for: str
    reason: str
    instead: tuple[Link, ...] = ()


@dataclass(frozen=True)
class WhomPage:
    """Nobody was named yet: search first."""

    shell: Shell


@dataclass(frozen=True)
class OpenedPage:
    """One is already open: join it. join_href is empty when the viewer's agency is not invited."""

    shell: Shell
    about: str
    kind: str
    meets_at: object
    called_by: str
    ring: Ring
    join_href: str


@dataclass(frozen=True)
class FirstPage:
    """Where to go before calling: emergency numbers, or the council's safeguarding."""

    shell: Shell
    about: str
    is_danger: bool
    is_section_42: bool
    emergency: tuple[Ring, ...]
    council: tuple[Ring, ...]
    onward: Link


def emergency_rings(viewer: Viewer) -> tuple[Ring, ...]:
    """The local crisis, ambulance and police numbers, as those agencies gave them."""
    told = sharing_agencies(viewer=viewer)
    return tuple(_ring(one) for kind in _EMERGENCY_KINDS for one in told if one.kind == kind)


def council_rings(viewer: Viewer) -> tuple[Ring, ...]:
    """The council's numbers for raising a safeguarding concern."""
    return tuple(_ring(one) for one in sharing_agencies(viewer=viewer) if one.kind == "council")


def opened_page(shell: Shell, about: str, found: AlreadyOpen, join_href: str) -> OpenedPage:
    """The page that offers to join."""
    ring = Ring(badge(found.agency), found.called_by, found.agency.telephone, "Called the conversation")
    return OpenedPage(shell, about, found.kind, found.meets_at, found.called_by, ring, join_href)


def _ring(agency: Agency) -> Ring:
    return Ring(badge(agency), agency.contact or "Switchboard", agency.telephone)
