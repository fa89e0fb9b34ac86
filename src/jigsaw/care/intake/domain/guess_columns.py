"""Guessing what a file's columns are, from their names and from what stands in them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jigsaw.care.intake.domain.readers import Row
from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.nhs_number import is_valid, tidy

# Column names of UK systems, squeezed to small letters. The first pattern that fits wins; order matters.
_RECORD_NAMES = {
    "nhs_number_status": r"nhs(no|number)?(status|verif\w*)",
    "nhs_number": r"nhs(no|num|number|id)?",
    "title": r"title|prefix|salutation",
    "known_as": r"known(as|by)|preferredname|alias|nickname|callsthemselves",
    "given_names": r"(fore|first|given|christian)names?",
    "family_name": r"surname|(last|family)name",
    "birth_date": r"dob|(date(of)?)?birth(date)?|dateofbirth|born",
    "died_on": r"dod|(date(of)?)?death(date)?|died(on)?|dateofdeath",
    "gender": r"gender|sex",
    "ethnicity": r"ethnic\w*|eth",
    "telephone": r"(tel|phone|telephone|mobile|contact)(no|number)?|ring",
    "email": r"e?mail(address)?",
    "postcode": r"\w*(postcode|postalcode)|pc",
    "uprn": r"\w*uprn",
    "encoding": r"encod(ing|ed)\w*",
    "address": r"\w*addr(ess)?(line)?\d?|street|town|city|property|area|locality",
}
_PIECE_NAMES = {
    "until": r"end|ended|to|until|enddate(time)?|dateend(ed)?|closed|closedate|removedon",
    "recorded": r"entered|recorded\w*|created\w*|(date)?entered|inputdate",
    "words": r"note|notes|narrative|comments?|description|details?|log|words|text|free\w*|whatwassaid",
    "deleted": r"deleted|void|cancelled|crossedout|isdeleted",
}
_RECEIVED = r"sent|extract(ed)?(date(time)?|at)?|datesent|exportdate|dateextracted"
_KIND = r"\w*(type|kind|category|code|what)"
_WHEN = r"\w*(start\w*|when|date(time)?|occurred\w*|arrival\w*|on|at|from)"
_TIME = r"\w*time"
_ID = r"\w*(id|ref|reference|no|number|urn|mrn)"
_PERSON = r"\w*(patient|person|client|tenant|nominal|customer|user|mrn|localpatient)\w*"


Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns of a file seem to be. Empty where nothing fits."""

    record_id: str = ""
    record: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reference: str = ""
    person: str = ""
    when: tuple[str, ...] = ()
    kind: str = ""
    piece: dict[str, tuple[str, ...]] = field(default_factory=dict)
    received: str = ""


def guess_columns(headers: Sequence[str], rows: Sequence[Row]) -> Guess:
    """What each column seems to be. A column is used once, except a person's id, which a record and a piece share."""
    free = [name for name in headers if name and headers.count(name) == 1]
    values = {name: [row.values.get(name, "") for row in rows] for name in free}
    received = _take(free, _RECEIVED, lambda name: _are_dates(values[name]))
    record = _fields(free, _RECORD_NAMES)
    if "nhs_number" not in record and (found := _nhs_numbers(free, values)):
        record["nhs_number"] = (found,)
        free.remove(found)
    is_of_people = bool({"family_name", "birth_date", "nhs_number", "encoding"} & set(record))
    person = _take(free, _PERSON, lambda name: _is_id(values[name]))
    when = _when(free, values, is_of_people)
    reference = _take(free, _ID, lambda name: _is_unique(values[name]) and not _are_dates(values[name]))
    if is_of_people and not person and not when:
        person, reference = reference, ""
    piece = _fields(free, _PIECE_NAMES) if reference else {}
    kind = _take(free, _KIND, lambda name: is_code_column(set(values[name]), len(rows))) if reference else ""
    if reference and not is_of_people:
        piece |= {name: record[name] for name in ("address", "postcode", "uprn") if name in record}
    return Guess(
        record_id=person if is_of_people else "",
        record=record if is_of_people else {},
        reference=reference,
        person=person,
        when=when,
        kind=kind,
        piece=piece,
        received=received,
    )


def is_code_column(codes: Iterable[str], rows: int) -> bool:
    """Whether a column holds a few codes that come again and again."""
    distinct = set(codes) - {""}
    return 0 < len(distinct) <= max(2, min(40, rows // 2)) and all(len(one) <= 40 for one in distinct)


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _fields(free: list[str], names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for our_name, pattern in names.items():
        fitting = tuple(name for name in free if re.fullmatch(pattern, _squeezed(name)))
        if fitting:
            found[our_name] = fitting if our_name == "address" else fitting[:1]
            for name in found[our_name]:
                free.remove(name)
    return found


def _take(free: list[str], pattern: str, fits: Callable[[str], bool]) -> str:
    for name in free:
        if re.fullmatch(pattern, _squeezed(name)) and fits(name):
            free.remove(name)
            return name
    return ""


def _when(free: list[str], values: Values, is_of_people: bool) -> tuple[str, ...]:
    """The column of the moment, with the column of its time of day where that stands apart."""
    dated = [name for name in free if _are_dates(values[name])]
    named = [name for name in dated if re.fullmatch(_WHEN, _squeezed(name))]
    if not dated or (is_of_people and not named):
        return ()
    day = (named or dated)[0]
    free.remove(day)
    clock = _take(free, _TIME, lambda name: _are_clocks(values[name]))
    return (day, clock) if clock else (day,)


def _nhs_numbers(free: list[str], values: Values) -> str:
    return next((name for name in free if _mostly(values[name], lambda value: is_valid(tidy(value)))), "")


def _mostly(values: Sequence[str], fits: Callable[[str], bool]) -> bool:
    given = [value for value in values if value]
    return bool(given) and sum(map(fits, given)) >= 0.8 * len(given)


def _is_date(value: str) -> bool:
    try:
        return bool(read_date(value)) and not value.isdigit()
    except UnreadableDate:
        return False


def _are_dates(values: Sequence[str]) -> bool:
    return _mostly(values, _is_date)


def _are_clocks(values: Sequence[str]) -> bool:
    return _mostly(values, lambda value: re.fullmatch(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?", value) is not None)


def _is_id(values: Sequence[str]) -> bool:
    return _mostly(values, lambda value: len(value) <= 40 and " " not in value) and not _are_dates(values)


def _is_unique(values: Sequence[str]) -> bool:
    return all(values) and len(set(values)) == len(values) > 0 and max(map(len, values)) <= 40
