"""The words of a written address in one spelling, whatever its case, punctuation and short forms.

Short forms are those of BS 7666 and Royal Mail's guidance, with the Welsh and Scottish ones that agencies' systems
use.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


STREET_KINDS = listed(
    "ROAD STREET AVENUE CLOSE CRESCENT DRIVE GARDENS GREEN GROVE HILL LANE MEWS PARADE PARK PASSAGE PATH PLACE RISE "
    "ROW SQUARE TERRACE VIEW WALK WAY WHARF YARD COURT QUAY CIRCUS BROADWAY ESPLANADE EMBANKMENT GATE VALE DALE END "
    "FIELDS CROFT CHASE DENE MOUNT WYND VENNEL PEND BRAE LOAN GAIT ALLEY APPROACH ARCADE BANK BYPASS COMMON COTTAGES "
    "CRESCENTS CROSS DROVE HIGHWAY ISLAND MALL PIECE PRECINCT PROMENADE ROUNDABOUT SIDE STEPS STRAND TRACK VILLAS "
    "CAUSEWAY STRYD HEOL FFORDD LON RHODFA CLOS TERAS"
)
# Welsh streets begin with their kind: Heol y Bont, Stryd Fawr.
STREET_BEGINNINGS = listed("STRYD HEOL FFORDD LON RHODFA CLOS MAES TERAS")
BEARINGS = listed("NORTH SOUTH EAST WEST UPPER LOWER CENTRAL GREAT LITTLE OLD NEW INNER OUTER")
FLAT, ROOM = "FLAT", "ROOM"

_SHORT_FORMS = {
    "RD": "ROAD", "STR": "STREET", "AV": "AVENUE", "AVE": "AVENUE", "AVN": "AVENUE", "CL": "CLOSE", "CLS": "CLOSE",
    "CRES": "CRESCENT", "CRESC": "CRESCENT", "DR": "DRIVE", "DRV": "DRIVE", "GDNS": "GARDENS", "GDN": "GARDEN",
    "GRN": "GREEN", "GRV": "GROVE", "GR": "GROVE", "HSE": "HOUSE", "LN": "LANE", "PK": "PARK", "PL": "PLACE",
    "PDE": "PARADE", "SQ": "SQUARE", "TER": "TERRACE", "TERR": "TERRACE", "TCE": "TERRACE", "CT": "COURT",
    "CRT": "COURT", "MT": "MOUNT", "EST": "ESTATE", "BLDG": "BUILDING", "BLDGS": "BUILDINGS", "MANS": "MANSIONS",
    "COTT": "COTTAGE", "COTTS": "COTTAGES", "HOSP": "HOSPITAL", "UPR": "UPPER", "LWR": "LOWER", "GT": "GREAT",
    "LT": "LITTLE", "NTH": "NORTH", "STH": "SOUTH", "GND": "GROUND", "GRD": "GROUND", "FLR": "FLOOR",
    "BSMT": "BASEMENT",
    "1ST": "FIRST", "2ND": "SECOND", "3RD": "THIRD", "4TH": "FOURTH", "5TH": "FIFTH", "6TH": "SIXTH",
    "7TH": "SEVENTH", "8TH": "EIGHTH", "9TH": "NINTH", "10TH": "TENTH", "APT": FLAT, "APPT": FLAT, "APARTMENT": FLAT,
    "APARTMENTS": "APARTMENTS", "FLT": FLAT, "FL": FLAT, "FFLAT": FLAT, "BEDSIT": FLAT, "UNIT": FLAT, "STUDIO": FLAT,
    "MAISONETTE": FLAT, "RM": ROOM, "YSTAFELL": ROOM, "BEDROOM": ROOM, "CELL": ROOM, "NO": "", "NUMBER": "", "RHIF": "",
    "GFF": "GROUND FLOOR FLAT", "FFF": "FIRST FLOOR FLAT", "SFF": "SECOND FLOOR FLAT", "TFF": "TOP FLOOR FLAT",
    "LGFF": "LOWER GROUND FLOOR FLAT", "UGFF": "UPPER GROUND FLOOR FLAT", "LGF": "LOWER GROUND FLOOR",
    "BF": "BASEMENT FLAT", "TFL": "TOP FLOOR LEFT", "TFR": "TOP FLOOR RIGHT",
}  # fmt: skip
_ALWAYS_LAST = listed("ROAD STREET AVENUE CLOSE CRESCENT DRIVE LANE TERRACE SQUARE MEWS")
# Short only at the end of a street's name: La Plata House keeps its first word.
_SHORT_AT_END = {"LA": "LANE", "ST": "STREET"}

_LETTERS = str.maketrans(
    {"&": " AND ", "'": "", "\N{RIGHT SINGLE QUOTATION MARK}": "", "`": "", "–": "-", "—": "-"}
)
_WORD = re.compile(r"\d+[A-Z]?(?:\s*[-/]\s*\d+[A-Z]?)+(?![A-Z\d])|[A-Z0-9]+")
_STUCK = re.compile(r"\b(FLAT|FLT|APT|UNIT|ROOM|RM|NO|FFLAT)(\d)")
NUMBER = re.compile(r"\d+[A-Z]?(?:[-/]\d+[A-Z]?)*")


def plain(text: str) -> str:
    """Capitals without accents or apostrophes, one kind of dash; commas and line ends stay."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _STUCK.sub(r"\1 \2", text.upper().translate(_LETTERS))


def words_of(segment: str) -> list[str]:
    """The words of one plain segment, short forms written out; a number keeps its range or its slash: 12-14, 2/1."""
    found: list[str] = []
    for word in _WORD.findall(segment):
        spelled = _SHORT_FORMS.get(word)
        found += [word.replace(" ", "")] if spelled is None else spelled.split()
    if any(len(word) == 1 for word in found):
        found = _with_suffixes(found)
    return _with_saints(found) if "ST" in found or "LA" in found else found


def is_number(word: str) -> bool:
    """Whether a word is a house number: 12, 12A, 12-14, 2/1."""
    return word[:1].isdigit() and NUMBER.fullmatch(word) is not None


def _with_suffixes(words: list[str]) -> list[str]:
    """A letter by itself between a number and a word belongs to the number: 12 A High Street."""
    found: list[str] = []
    for place, word in enumerate(words):
        is_letter = len(word) == 1 and word.isalpha() and 0 < place < len(words) - 1
        if is_letter and found and found[-1].isdigit() and _is_name(words[place + 1]):
            found[-1] += word
        else:
            found.append(word)
    return found


def _is_name(word: str) -> bool:
    return word.isalpha() and word not in STREET_KINDS


def _with_saints(words: list[str]) -> list[str]:
    """ST is Street where it ends a street's name, else Saint; LA likewise is Lane only at the end."""
    return [
        _spelled(word, words, place) if word in _SHORT_AT_END else word for place, word in enumerate(words)
    ]


def _spelled(word: str, words: list[str], place: int) -> str:
    before, after = [one for one in words[:place] if one.isalpha()], words[place + 1 :]
    # Green St is a street, St Albans after Park Road a town.
    named = bool(before) and before[-1] != "ST" and (len(before) == 1 or before[-1] not in _ALWAYS_LAST)
    if named and words[place - 1].isalpha() and not _ends_a_street(after):
        return _SHORT_AT_END[word]
    return "SAINT" if word == "ST" else word


def _ends_a_street(after: list[str]) -> bool:
    # A kind of street further on means that this word only belongs to its name: Upper St James Street.
    return after[1:][-1:] == ["ST"] or any(word in STREET_KINDS for word in after)


@lru_cache(maxsize=20_000)
def mended_kind(word: str) -> str:
    """The kind of street that a word is a slip of: a letter in five or more, two turned round in four; else itself."""
    if word in STREET_KINDS or len(word) < len("ROAD"):
        return word
    near = {
        kind
        for kind in STREET_KINDS
        if len(kind) >= len("ROAD")
        and OSA.distance(word, kind, score_cutoff=1) == 1
        and (len(kind) > len("ROAD") or sorted(word) == sorted(kind))
    }
    return near.pop() if len(near) == 1 else word
