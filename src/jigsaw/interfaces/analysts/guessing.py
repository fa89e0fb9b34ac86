"""What the columns of an unknown file seem to be: by their names in several languages, else by what stands in them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from anyascii import anyascii

from jigsaw.engine.linkage.particulars import postcode
from jigsaw.interfaces.analysts.birth_dates import Order, read_birth_date

Rows = Sequence[Mapping[str, str]]
Columns = dict[str, tuple[str, ...]]

_NAMES: Mapping[str, str] = {
    "birth_date": r"\w*(dob|birth(date|day)|date(of)?birth|geburtsdatum|datedenaissance|fechadenacimiento)\w*"
    r"|born(on)?|birth|geb(dat|oren)?(am)?|nacimiento|naissance|dataurodzenia|datadinascita"
    r"|(year(of)?birth|birthyear|yob)",
    "organisation": r"\w*(organi[sz]ation|company|business|firm|corporate)(full)?(name)?"
    r"|(primary|secondary)?nameorg|orgname",
    "given_names": r"(\w*name)?(fore|first|given|christian)s?(name)?s?|fname|(\w*name)?middle(name)?s?(initial)?"
    r"|vornamen?|prenoms?|nombres?|nomedibattesimo|imie",
    "family_name": r"(\w*name)?(sur|last|family)(name)?s?|lname|nachname|familienname|nomdefamille|apellidos?|cognome"
    r"|nazwisko",
    "known_as": r"known(as|by)|preferred(fore|first)?name|nick(name)?|callsthemselves|rufname",
    "other_names": r"(alias(es)?|aka|akas|native|other|former|maiden|previous|birth)(full)?(name|es)?(full)?s?\d?"
    r"|geburtsname",
    "name": r"(primary|full|whole|complete|display|person|patient|client|customer|tenant|member)?names?(full)?"
    r"|nom|nome",
    "nhs_number": r"nhs(no|num|number|id)?",
    "gender": r"gender|sex|geschlecht|sexe|sexo|plec",
    "telephone": r"(home|work|mobile|cell|contact)?(tel|phone|telephone|mobile|cell|telefon|handy|telefono|telephone)s?"
    r"(no|nr|number)?s?\d?",
    "email": r"e?mail(address|adresse)?(es)?s?\d?|correo(electronico)?",
    "postcode": r"\w*(post(al)?code|zip(code)?)\w*|pc|plz|postleitzahl|codepostal|codigopostal|cap|kodpocztowy",
    "uprn": r"\w*uprn",
    "identifiers": r"\w*(ssn|soc(ial)?sec(urity)?|passport|nationalid|nationalinsurance|nino|taxid|driv(er|ing)s?lic)"
    r"(entity)?(en[cs]e)?(no|num|number|id)*|ni(no|num|number)|(company|business)?reg(istration)?(no|num|number)"
    r"|(lei|ein|vat|cpf|dni|nif|pesel|bsn|steuerid)(no|num|number|id)?",
    "words": r"\w*(birth)?place(of)?(birth)|\w*birthplace|geburtsort|lieudenaissance|occupation|profession|beruf"
    r"|employer",
    "address": r"\w*(addr(ess)?|street|house|property|strasse|anschrift|adresse|direccion|indirizzo)"
    r"(full|line|number|name|no)?\d?|(\w*addr(ess)?|home|postal|mailing|residential|current)?(city|town|suburb|village|state|county|region|district)"
    r"|ort|stadt|ville|ciudad|citta|miasto",
}
_STREET = r"addr(ess)?(full|line|\d|$)|street|house|property|strasse|anschrift|adresse|direccion|indirizzo"
_ID = r"\w*(id|ref|reference|key|uid|uuid|number|no|nr|nummer|num|code)"
_PART = {part: rf"\w*(birth|dob)\w*{part}|{part}\w*birth" for part in ("day", "month", "year")}
_NOT_OF_BIRTH = re.compile(
    r"creat|updat|modif|start|end|enter|entry|admi|regist|expir|valid|review|seen|visit|death|died"
)
_LOOKED_AT = 300
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Guess:
    """`id`: the column that is different in every row, or "". `columns`: our name -> theirs. `unused`: the others."""

    id: str
    columns: Columns
    unused: tuple[str, ...]


def guess(headers: Sequence[str], rows: Rows) -> Guess:
    """What the columns seem to be. A column that nothing speaks for is not used."""
    free = [name for name in dict.fromkeys(headers) if name]
    found = _parts_of_a_birth_date(free, rows)
    free = _without(free, found)
    for ours, pattern in _NAMES.items():
        fitting = tuple(
            name
            for name in free
            if re.fullmatch(pattern, squeezed(name)) and _values(name, rows, 1, when_empty=True)
        )
        if fitting and ours not in found:
            found[ours] = fitting
            free = _without(free, found)
    _a_name_beside_others(found)
    _a_town_alone(found)
    own = next((name for name in free if re.fullmatch(_ID, squeezed(name)) and _is_unique(name, rows)), "")
    free = [name for name in free if name != own]
    for ours, name in _by_their_values(free, found, rows):
        found[ours] = (name,)
    if not own:
        own = next((name for name in _without(free, found)[:1] if _is_unique(name, rows)), "")
    return Guess(own, found, tuple(name for name in _without(free, found) if name != own))


def squeezed(name: str) -> str:
    """A header's letters and digits, small and plain: "Prénom(s)" -> "prenoms"."""
    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())


def _parts_of_a_birth_date(free: Sequence[str], rows: Rows) -> Columns:
    parts = []
    for pattern in _PART.values():
        fitting = [
            name for name in free if re.fullmatch(pattern, squeezed(name)) and _are_short_numbers(name, rows)
        ]
        parts += fitting[:1]
    return {"birth_date": tuple(parts)} if len(parts) == len(_PART) else {}


def _are_short_numbers(name: str, rows: Rows) -> bool:
    return all(
        re.fullmatch(r"\d{1,4}(\.0)?", value) for value in _values(name, rows, _LOOKED_AT, when_empty=True)
    )


def _a_name_beside_others(found: Columns) -> None:
    # Beside "Vorname" a column "Name" is the family name; beside both it is another name.
    if "name" not in found or not {"given_names", "family_name"} & set(found):
        return
    if "family_name" not in found:
        found["family_name"] = found.pop("name")
    else:
        found["other_names"] = (*found.pop("name"), *found.get("other_names", ()))


def _a_town_alone(found: Columns) -> None:
    # With a street a town is a part of the address; alone it is a word like a birth place.
    names = found.get("address", ())
    if names and not any(re.search(_STREET, squeezed(name)) for name in names):
        found["words"] = (*found.pop("address"), *found.get("words", ()))


def _by_their_values(free: Sequence[str], found: Columns, rows: Rows) -> list[tuple[str, str]]:
    """Our names that no header gave, with the first column whose values look like it."""
    is_named = bool({"name", "given_names", "family_name", "organisation"} & set(found))
    told: list[tuple[str, str]] = []
    for ours, looks in _LOOKS.items():
        if ours in found or (ours == "name" and is_named):
            continue
        left = [name for name in free if name not in {taken for _, taken in told}]
        if ours == "birth_date":
            left = [name for name in left if not _NOT_OF_BIRTH.search(squeezed(name))]
        name = next((name for name in left if _mostly(looks, _values(name, rows, _LOOKED_AT))), "")
        if name:
            told.append((ours, name))
    return told


def _mostly(looks: Callable[[str], bool], values: Sequence[str]) -> bool:
    return len(values) > 1 and sum(map(looks, values)) >= _MOSTLY * len(values)


def _is_a_name(value: str) -> bool:
    words = re.findall(r"[^\W\d_]+", value)
    return (
        2 <= len(words) <= 6 and not re.search(r"[\d@/:]", value) and any(word[0].isupper() for word in words)
    )


def _is_a_birth_date(value: str) -> bool:
    read = read_birth_date(value, Order.DAY_FIRST)
    return (
        len(read.text) == len("1958-03-02")
        and "1850" <= read.text[:4] <= "2100"
        and len(value) > len("195832")
    )


def _is_a_telephone(value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    return 9 <= len(digits) <= 15 and bool(re.fullmatch(r"[+0(][\d\s().+/-]*", value))


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "email": lambda value: bool(re.search(r"\S@\S+\.\w", value)),
    "postcode": lambda value: bool(postcode(value)),
    "birth_date": _is_a_birth_date,
    "telephone": _is_a_telephone,
    "name": _is_a_name,
}


def _values(name: str, rows: Rows, most: int, *, when_empty: bool = False) -> list[str]:
    """The first filled values of a column; one empty value to stand for a file without rows."""
    return list(islice((value for row in rows if (value := row.get(name, ""))), most)) or (
        [""] if when_empty and not rows else []
    )


def _is_unique(name: str, rows: Rows) -> bool:
    values = [row.get(name, "") for row in rows]
    return all(values) and len(set(values)) == len(values)


def _without(free: Sequence[str], found: Columns) -> list[str]:
    taken = {name for names in found.values() for name in names}
    return [name for name in free if name not in taken]
