"""How a written address becomes a home.

Two written addresses are one home when they carry the same UPRN, or when they are the same once normalised
(house number, street and postcode, whatever the punctuation, case and abbreviations). A written address
without a UPRN joins the home of a UPRN only when exactly one UPRN was ever written with that normalised
address: with two or more, a flat number is missing somewhere, and a guess could put a person in a neighbour's
home.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# A UK postcode: area and district, then a digit and two letters (BS 7666).
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
_NOT_WORD = re.compile(r"[^A-Z0-9]+")
_SPLIT_NUMBER = re.compile(r"\b(\d+)\s+([A-Z])\b(?=\s+[A-Z])")
_UPRN = re.compile(r"0*(\d{1,12})")

# Begins the normal form of an address whose postcode is not known: "the flat above the shop" is shown as it was
# written, and joins nothing.
NO_POSTCODE = "? "

_SHORT_FORMS = {
    "RD": "ROAD", "ST": "STREET", "AV": "AVENUE", "AVE": "AVENUE", "CL": "CLOSE", "CRES": "CRESCENT", "DR": "DRIVE",
    "GDNS": "GARDENS", "GRN": "GREEN", "HSE": "HOUSE", "LN": "LANE", "PK": "PARK", "PL": "PLACE", "SQ": "SQUARE",
    "TER": "TERRACE", "TERR": "TERRACE", "CT": "COURT", "APT": "FLAT", "APARTMENT": "FLAT", "FLT": "FLAT",
    "BEDSIT": "FLAT", "UNIT": "FLAT", "NO": "", "NUMBER": "",
}  # fmt: skip


@dataclass(frozen=True)
class WrittenAddress:
    """An address as an agency gave it, tidied. `normal` is empty when there is no postcode or no line to go
    by.
    """

    uprn: str
    normal: str
    lines: str
    postcode: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return not (self.uprn or self.lines or self.postcode)


@dataclass(frozen=True)
class Placed:
    """The home of a written address: its key, its UPRN where one is known, and why the address belongs there."""

    key: str
    uprn: str
    why: str


def tidy_postcode(written: str) -> str:
    """A postcode with one space before its last three characters, or nothing when it is not one."""
    found = _POSTCODE.search(written.upper())
    return f"{found[1]} {found[2]}" if found else ""


def tidy_uprn(written: str) -> str:
    """A UPRN without leading zeros, or nothing when it is not one to twelve digits."""
    found = _UPRN.fullmatch(written.strip())
    return found[1] if found else ""


def normal_form(lines: str, postcode: str) -> str:
    """The words of an address in one form: upper case, no punctuation, short forms written out, ending in
    postcode.

    Only the part that names the dwelling is kept (up to the street), so that one agency's town and county do
    not keep it apart from another's without.
    """
    first = [part for part in (_words(line) for line in re.split(r"[,\n]", lines)) if part]
    kept = _dwelling(first)
    return f"{kept} {postcode}" if kept and postcode else ""


def _words(line: str) -> str:
    spaced = _NOT_WORD.sub(" ", line.upper()).strip()
    spelled = " ".join(filter(None, (_SHORT_FORMS.get(word, word) for word in spaced.split())))
    return _SPLIT_NUMBER.sub(r"\1\2", spelled)


def _dwelling(parts: list[str]) -> str:
    """The parts up to and including the first with a house number that is not only a flat's, else the first
    part.
    """
    for count, part in enumerate(parts, start=1):
        if re.search(r"\d", part) and not re.fullmatch(r"FLAT \w+|ROOM \w+", part):
            return " ".join(parts[:count]) if not part.isdigit() else " ".join(parts[: count + 1])
    return " ".join(parts[:2])


def written(lines: str, postcode: str, uprn: str) -> WrittenAddress:
    """Tidy an address. A postcode at the end of the lines counts when none is given apart."""
    known_postcode = tidy_postcode(postcode) or tidy_postcode(lines)
    without = _POSTCODE.sub("", lines.upper()) if known_postcode else lines
    normal = normal_form(without, known_postcode) or _unplaced(lines)
    return WrittenAddress(tidy_uprn(uprn), normal[:300], " ".join(lines.split())[:300], known_postcode)


def _unplaced(lines: str) -> str:
    """What an address without a postcode is told apart by: its words are kept, and lead to no home."""
    said = _words(lines)
    return f"{NO_POSTCODE}{said}" if said else ""


def uprns_by_normal(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """For each normalised address the UPRNs written with it, from (uprn, normal) pairs."""
    found: dict[str, set[str]] = {}
    for uprn, normal in pairs:
        if uprn and normal:
            found.setdefault(normal, set()).add(uprn)
    return found


def place(uprn: str, normal: str, uprns: Mapping[str, set[str]]) -> Placed | None:
    """The home of a written address, given which UPRNs go with each normalised address. None when it names no
    home.
    """
    if uprn:
        return Placed(f"uprn:{uprn}", uprn, "Same UPRN")
    if not normal or normal.startswith(NO_POSTCODE):
        return None
    candidates = uprns.get(normal, set())
    if len(candidates) == 1:
        only = next(iter(candidates))
        return Placed(f"uprn:{only}", only, "Same address and postcode as the only UPRN written with it")
    if candidates:
        return Placed(f"address:{normal}", "", "Kept apart: more than one UPRN is written with this address")
    return Placed(f"address:{normal}", "", "Same normalised address and postcode; no UPRN given")
