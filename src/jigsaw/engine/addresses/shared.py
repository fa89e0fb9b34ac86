"""Homes that many share, told by the words of their addresses: hostels, wards, prisons, care homes, halls, hotels.

Only the building's name and the words before the house number count: Hospital Road and Prison Lane are streets, and
the Old Hospital is flats by now.
"""

import re

from jigsaw.engine.addresses.parts import Parts

_FORMER = re.compile(r"\b(OLD|FORMER)\b")
_KINDS = {
    "a prison": r"HM ?P|HMYOI|HM PRISON|YOUNG OFFENDERS? INSTITUT(E|ION)|PRISON|IMMIGRATION REMOVAL CENTRE|"
    r"SECURE TRAINING CENTRE",
    "a hospital or ward": r"HOSPITAL|INFIRMARY|WARD|MENTAL HEALTH UNIT|HOSPICE|YSBYTY",
    "a care home": r"(CARE|NURSING|RESIDENTIAL|REST|RETIREMENT) (HOME|CENTRE)|CARTREF GOFAL",
    "a hostel": r"HOSTEL|FOYER|NIGHT ?SHELTER|SHELTER|YMCA|YWCA|SALVATION ARMY|REFUGE|APPROVED PREMISES|BAIL HOSTEL|"
    r"PROBATION HOSTEL|SUPPORTED (HOUSING|LIVING)|CRISIS HOUSE",
    "a student hall": r"HALLS? OF RESIDENCE|STUDENT (HALLS?|VILLAGE|ACCOMMODATION|RESIDENCES?)|UNIVERSITY HALLS?",
    "a hotel": r"HOTEL|GUEST ?HOUSE|BED AND BREAKFAST|B AND B|TRAVELODGE|PREMIER INN|HOLIDAY INN",
    "a barracks": r"BARRACKS|HMS",
}
_WORDS = {kind: re.compile(rf"\b({words})\b") for kind, words in _KINDS.items()}


def shared_by_words(parts: Parts) -> str:
    """What an address says of a place that many share, "a hostel"; empty where it says nothing of the kind."""
    said = " ".join(
        part for part in (parts.unit if parts.unit.startswith("WARD") else "", parts.name) if part
    )
    if not said and not parts.number:
        said = parts.street
    if not said or _FORMER.search(said):
        return ""
    return next((kind for kind, words in _WORDS.items() if words.search(said)), "")
