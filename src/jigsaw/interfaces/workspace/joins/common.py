"""What the pages of joins share: their tabs, the record of each look, and the names of records."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.stewardship import queries as stewardship
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.audit.actions import KEEPING, record_look
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.parts import Pages
from jigsaw.interfaces.workspace.pages import Tab

SECTION = "joins"
TABS = {
    "joins": "To decide",
    "looks_again": "Second looks",
    "join_decisions": "Decisions",
    "why_apart": "Why not joined?",
    "agreement": "How well we decide",
}
PART = "These pages"
ENCODED = "sent encoded: no name"


def tabs(viewer: Viewer, current: str) -> tuple[Tab, ...]:
    """The pages of joins that the viewer may open, the present one marked."""
    if not can(viewer, Act.DECIDE_JOINS):
        return ()
    asked = stewardship.how_many_asked(viewer=viewer)
    words = TABS | ({"looks_again": f"Second looks ({asked})"} if asked else {})
    return tuple(Tab(text, reverse(name), name == current) for name, text in words.items())


def section(viewer: Viewer) -> str:
    """The navigation's entry that leads the viewer here."""
    return SECTION if can(viewer, Act.DECIDE_JOINS) else "agreement"


def tell_look(viewer: Viewer, records: Iterable[UUID], why: str = "Deciding joins") -> None:
    """Record that the viewer looked at these source records."""
    record_look(
        by=viewer,
        subject_kind="links",
        subject_id="",
        why=why,
        act="looked at joins",
        purpose=KEEPING,
        records=records,
    )


def known(said: RecordSaid) -> str:
    """A record in words: whose name, and whose record."""
    return f"{name_of(said)}, {said.holder.name}"


def name_of(said: RecordSaid) -> str:
    """The name that a record gives; where it gives none, the agency's own number, and that it was sent encoded."""
    names = (said.particulars.get("given_names", ""), said.particulars.get("family_name", ""))
    given = " ".join(filter(None, names))
    if given:
        return given
    return f"{said.local_id} ({ENCODED if said.is_encoded else 'no name was sent'})"


def sentence_case(text: str) -> str:
    """The words with a capital at their beginning."""
    return text[:1].upper() + text[1:]


def pages_of(request: HttpRequest, total: int, a_page: int, address: str = "?page={page}") -> Pages:
    """Where the reader is in a list of so many."""
    last = max(1, -(-total // a_page))
    asked = request.GET.get("page", "1")
    number = min(int(asked), last) if asked.isdecimal() and int(asked) else 1
    return Pages(number, last, address)
