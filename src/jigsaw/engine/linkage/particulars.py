"""What a record says beside names, made comparable: birth dates, postcodes, properties, telephones, addresses of mail.

Nothing is guessed: what cannot be read becomes empty, and an empty field says nothing for or against a join.
"""

import re
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_NO_DATES = frozenset({
    "0001-01-01", "1111-11-11", "1753-01-01", "1800-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1901-01-01",
    "2999-12-31", "9999-12-31", "9999-09-09",
})  # fmt: skip
"""Dates that computers write where a clerk wrote none."""

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?|GIR)(\d[A-Z]{2})$")
_FORCES = re.compile(r"BFPO(?:C/?O)?(\d{1,4})$")
_OVERSEAS = frozenset(
    {"ASCN1ZZ", "BBND1ZZ", "BIQQ1ZZ", "FIQQ1ZZ", "PCRN1ZZ", "SIQQ1ZZ", "STHL1ZZ", "TDCU1ZZ", "TKCA1ZZ"}
)
_NOWHERE = ("ZZ99", "XX99")
_AS_DIGIT = str.maketrans("OILSBZ", "011582")
_AS_LETTER = str.maketrans("0158", "OISB")

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
_NO_EMAILS = ("none@", "noemail@", "no@", "noreply@", "na@", "test@", "unknown@", "notknown@")
_SEVERAL = re.compile(r"[/;,|]|\bor\b|\band\b")
_EXTENSION = re.compile(r"(?:\bext(?:ension|n)?\b|\bx|#)[\s.:]*\d+\s*$")
_NO_NUMBERS = ("0123456789", "1234567890")


@lru_cache(maxsize=100_000)
def birth_date(written: str) -> tuple[str, str, str, str]:
    """Year, month and day ("03-02"), whole date, and the date with day and month exchanged; or "".

    A thirteenth month is a day: the two were exchanged. A day that the month has not leaves the year.
    """
    found = _DATE.match(written)
    if not found or written in _NO_DATES:
        return "", "", "", ""
    year, month, day = found.groups()
    if not day:
        return year, "", "", ""
    if int(month) > 12:
        month, day = day, month
    if not _is_date(year, month, day):
        return ("" if year == "0000" else year), "", "", ""
    swapped = f"{year}-{day}-{month}" if int(day) <= 12 and day != month else ""
    return year, f"{month}-{day}", f"{year}-{month}-{day}", swapped


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=100_000)
def postcode(written: str) -> str:
    """A full postcode in capitals, no space; "" for anything else, and for ZZ99, which means "none".

    Codes of the Crown dependencies, GIR, BFPO numbers and the overseas territories count. A letter O where a digit
    must stand can only be a nought, so it is read as one.
    """
    packed = "".join(written.upper().split())
    if forces := _FORCES.match(packed):
        return f"BFPO{forces.group(1).lstrip('0')}"
    if packed in _OVERSEAS:
        return packed
    inward = packed[-3:-2].translate(_AS_DIGIT) + packed[-2:].translate(_AS_LETTER)
    code = packed[:-3] + inward
    return code if _POSTCODE.match(code) and not code.startswith(_NOWHERE) else ""


def postcode_sector(code: str) -> str:
    """The sector of a full postcode ("QX1 1" of QX1 1AA), which outlives most changes of codes; else the code."""
    return code[:-2] if _POSTCODE.match(code) else code


@lru_cache(maxsize=100_000)
def telephone(written: str) -> str:
    """The first number written: British ones from their 0, others with +; "" for what is none."""
    first = _EXTENSION.sub("", _SEVERAL.split(written.lower().strip())[0]).replace("(0)", "")
    digits = re.sub(r"[^0-9]", "", first)
    is_abroad = first.lstrip(" (").startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if digits.startswith("00") else digits
    if digits.startswith("44") and (is_abroad or len(digits) == 12):
        digits, is_abroad = "0" + digits[2:].lstrip("0"), False
    if is_abroad:
        return f"+{digits}" if 8 <= len(digits) <= 15 and len(set(digits)) > 2 else ""
    if len(digits) == 10 and not digits.startswith("0"):
        digits = "0" + digits
    is_number = 10 <= len(digits) <= 11 and digits.startswith("0") and len(set(digits[1:])) > 1
    return digits if is_number and not digits.startswith(_NO_NUMBERS) else ""


def email(written: str) -> str:
    """An e-mail address in small letters, or ""."""
    tidy = written.strip().lower().removeprefix("mailto:")
    return tidy if _EMAIL.match(tidy) and not tidy.startswith(_NO_EMAILS) else ""


def uprn(written: str) -> str:
    """A unique property reference number without leading zeros, or ""."""
    digits = written.strip().removesuffix(".0").lstrip("0")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= 12
    return digits if is_number and len(set(digits)) > 1 else ""
