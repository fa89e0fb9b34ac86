"""The groups in which people are counted when a pack is judged: by age, gender, ethnic group and part of the borough.

They are never read by a pattern. They come from what agencies recorded, which is often nothing: "Not recorded" is a
group of its own, for whom services are least able to show that they are fair.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches

Groups = dict[str, dict[UUID, str]]
"""By what they are told apart, the group of each person."""

NOT_RECORDED = "Not recorded"

_PEOPLE = Question(
    """SELECT p.id, p.birth_date, p.gender, (SELECT max(v.ethnicity) FROM linkage_link l
        JOIN intake_recordversion v ON v.record_id = l.record_id WHERE l.person_id = p.id AND v.ethnicity <> ''),
        (SELECT max(h.postcode) FROM people_residence r JOIN people_home h ON h.id = r.home_id
            WHERE r.person_id = p.id AND r.until IS NULL)
    FROM people_person p WHERE p.id = ANY(%s)""",
    *(UUID, str, str, str, str),
)

_BANDS = ((18, "0 to 17"), (25, "18 to 24"), (45, "25 to 44"), (65, "45 to 64"), (80, "65 to 79"))
_OLDEST = "80 and over"
_GENDERS = MappingProxyType(
    {"1": "Male", "m": "Male", "male": "Male", "2": "Female", "f": "Female", "female": "Female"}
)
# Ethnic category, NHS Data Dictionary: the letters of the 2001 census and their five headings.
_ETHNIC_GROUPS = MappingProxyType(
    {
        **dict.fromkeys("ABC", "White"),
        **dict.fromkeys("DEFG", "Mixed"),
        **dict.fromkeys("HJKL", "Asian or Asian British"),
        **dict.fromkeys("MNP", "Black or Black British"),
        **dict.fromkeys("RS", "Other ethnic groups"),
    }
)
_NOT_TOLD = frozenset({"", "Z", "99"})


def groups_of(persons: Iterable[UUID], on: date) -> Groups:
    """The groups of each of these people, as they are known now. on: the day on which their age counts."""
    by: Mapping[str, Callable[[str, str, str, str], str]] = {
        "Age": lambda birth, *_: age_band(birth, on),
        "Gender": lambda _, gender, *__: gender_group(gender),
        "Ethnic group": lambda _, __, ethnicity, ___: ethnic_group(ethnicity),
        "Part of the borough": lambda *told: told[-1].partition(" ")[0] or NOT_RECORDED,
    }
    found: Groups = {name: {} for name in by}
    for ids in batches(persons):
        for person, *told in _PEOPLE.ask(ids):
            for name, group in by.items():
                found[name][person] = group(*(each or "" for each in told))
    return found


def age_band(birth_date: str, on: date) -> str:
    """The band of somebody's age on a day, by the year of birth where no more is known."""
    if not birth_date:
        return NOT_RECORDED
    year, month, day = (int(part) for part in f"{birth_date}-07-01"[:10].split("-"))
    age = on.year - year - ((on.month, on.day) < (month, day))
    return next((name for below, name in _BANDS if age < below), _OLDEST)


def gender_group(written: str) -> str:
    """Male, Female, another one as an agency recorded it, or that none did."""
    plain = written.strip().casefold()
    return _GENDERS.get(plain) or (
        "Recorded otherwise" if plain not in {"", "0", "9", "x", "u"} else NOT_RECORDED
    )


def ethnic_group(written: str) -> str:
    """The heading of an ethnic category's letter; "Not recorded" where nobody asked or the person did not say."""
    code = written.strip().upper()
    if code in _NOT_TOLD:
        return NOT_RECORDED
    return _ETHNIC_GROUPS.get(code, "Recorded otherwise")
