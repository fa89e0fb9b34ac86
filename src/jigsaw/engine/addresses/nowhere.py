"""Written addresses that name no home: no fixed abode, not known, abroad."""

import re

from jigsaw.engine.addresses.postcodes import NO_FIXED_ABODE, NOT_A_PLACE

_NO_FIXED_ABODE = re.compile(
    r"(OF )?(CURRENTLY |PRESENTLY |LIVING )?(NO (FIXED|PERMANENT|SETTLED) (ABODE|ADDRESS|RESIDENCE|HOME)|N ?F ?A|"
    r"(STREET |CURRENTLY )?HOMELESS|ROUGH SLEEP(ER|ING)|SLEEPING ROUGH|SOFA SURF(ER|ING)|DIM CARTREF SEFYDLOG)"
)
_NOT_KNOWN = re.compile(
    r"(CURRENT |HOME )?(ADDRESS )?(NOT|UN)[ -]?(KNOWN|GIVEN|STATED|RECORDED|DISCLOSED|AVAILABLE)( ADDRESS)?|NO ADDRESS|"
    r"NOT KNOWN|UNKNOWN|NO LONGER AT THIS ADDRESS|GONE AWAY|N A|NONE|NIL|NK|N K|TBC|REFUSED"
)


_NOT_WORD = re.compile(r"[^A-Z0-9]+")
_MAY_BE = re.compile(
    r"\bNO|\bN\W*F\W*A|HOMELESS|SLEEP|SURF|SEFYDLOG|KNOWN|GIVEN|STATED|RECORDED|DISCLOS|AVAIL|GONE|REFUSED|"
    r"\bN\W?[AK]\b|NIL|TBC"
)


def why_nowhere(text: str, postcode: str) -> str:
    """Why an address in capitals is no home, in words; empty where it may be one. Any line of it can say so."""
    if postcode == NO_FIXED_ABODE:
        return "no fixed abode"
    for line in re.split(r"[,;\n\r]+", text) if _MAY_BE.search(text) else ():
        said = _NOT_WORD.sub(" ", line).strip()
        if _NO_FIXED_ABODE.fullmatch(said):
            return "no fixed abode"
        if _NOT_KNOWN.fullmatch(said):
            return "the address is not known"
    return "not a place in the United Kingdom" if postcode.startswith(NOT_A_PLACE) else ""
