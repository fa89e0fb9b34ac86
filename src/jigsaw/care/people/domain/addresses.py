"""A written address as it is taken in: tidied, and in the one form by which writings of it are known to be equal.

What its parts are, and which written addresses are one home, `engine.addresses` says.
"""

import re
from dataclasses import dataclass

from jigsaw.engine.addresses import postcodes
from jigsaw.engine.addresses.parse import parse

_UPRN = re.compile(r"0*(\d{1,12})")

# Begins the normal form of an address that cannot be known again by its words: without a postcode ("the flat above the
# shop"), or no home at all ("no fixed abode"). It is shown as it was written.
NO_POSTCODE = "? "

_MOST = 300


@dataclass(frozen=True)
class WrittenAddress:
    """An address as an agency gave it, tidied. `normal` is empty when no line was given; `premises` is its house number
    and street, where it has both.
    """

    uprn: str
    normal: str
    lines: str
    postcode: str
    premises: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return not (self.uprn or self.lines or self.postcode)


def tidy_postcode(written: str) -> str:
    """A postcode with one space before its last three characters, or nothing when it is not one."""
    return postcodes.tidy(written)


def tidy_uprn(written: str) -> str:
    """A UPRN without leading zeros, or nothing when it is not one to twelve digits."""
    found = _UPRN.fullmatch(written.strip())
    return found[1] if found else ""


def written(lines: str, postcode: str, uprn: str) -> WrittenAddress:
    """Tidy an address. A postcode at the end of the lines counts when none is given apart."""
    parts = parse(lines, postcode)
    normal = "" if parts.nowhere else parts.normal
    if not normal:
        said = " ".join(word for word in (parts.dwelling, parts.town) if word)
        normal = f"{NO_POSTCODE}{said}" if said else ""
    tidied = " ".join(lines.split())[:_MOST]
    return WrittenAddress(tidy_uprn(uprn), normal[:_MOST], tidied, parts.postcode, parts.premises[:_MOST])
