"""How a value stands in a table cell or a list: words, a link, a time, or markup that a component made."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.addresses import own_address
from jigsaw.foundation.design.filters import when

NOT_RECORDED = Markup('<span class="app-quiet">Not recorded</span>')


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere in Jigsaw. `detail` is read out after the words, and not shown."""

    text: str
    href: str
    detail: str = ""

    def __html__(self) -> str:
        """The link, escaped."""
        hidden = (
            Markup('<span class="nhsuk-u-visually-hidden"> {}</span>').format(self.detail)
            if self.detail
            else ""
        )
        return Markup('<a href="%s">%s%s</a>') % (own_address(self.href), self.text, hidden)


def cell(value: object) -> Markup:
    """The value as safe markup; an absent one says that it is not recorded, and is never blank."""
    if value is None or value == "":
        return NOT_RECORDED
    if isinstance(value, Moment | date):
        return when(value)
    return escape(value)
