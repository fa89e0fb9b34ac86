"""What an agency outside the agreement sees through its link, and the page that shows a new link once."""

from dataclasses import dataclass
from datetime import datetime

from django.forms import BaseForm

from jigsaw.care.conversations.models import OutsideInvitation
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.presenters.said import said_of_outside
from jigsaw.care.conversations.presenters.shared import badge
from jigsaw.care.conversations.queries import label_of
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Agency


@dataclass(frozen=True)
class OutsidePage:
    """The one page of an outside agency. whom, purpose and why_now are empty where it is not told them."""

    shell: Shell
    asked_by: str
    agency: Agency
    telephone: str
    because: str
    meets: str
    whom: str
    purpose: str
    why_now: str
    agenda: tuple[str, ...]
    answered: str
    brought: tuple[tuple[str, str], ...]
    expires: datetime
    answering: BaseForm | None
    bringing: BaseForm


@dataclass(frozen=True)
class LinkPage:
    """A new link, shown once."""

    shell: Shell
    agency: str
    link: str
    expires: datetime


def outside_page(
    shell: Shell, link: OutsideInvitation, answering: BaseForm | None, bringing: BaseForm
) -> OutsidePage:
    """What this link shows, and nothing more of the conversation."""
    row = link.conversation
    kind = kind_of(row.kind)
    answered = f"{link.answered_by}: {link.response}." if link.answered_by else ""
    return OutsidePage(
        shell=shell,
        asked_by=row.called_by.name,
        agency=badge(row.agency),
        telephone=row.agency.telephone,
        because=link.because,
        meets=f"{Moment(row.meets_at).text()}, {row.meets_way}, {kind.limits.minutes} minutes",
        whom=label_of(JIGSAW, row.about) if link.tells_whom else "",
        purpose=row.purpose if link.tells_why else "",
        why_now=row.why_now if link.tells_why else "",
        agenda=tuple(one.words for one in kind.agenda),
        answered=answered,
        brought=said_of_outside(link),
        expires=link.expires_at,
        answering=answering,
        bringing=bringing,
    )
