"""A frequency attack on encodings: how many first names and birth years can be told, with the key and without.

The attacker without the key is given more than any would have: how often each name occurs among these very people, by
birth year. He ranks encodings by how common they are and names them by the names of the same rank.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from jigsaw.engine.linkage.encoded.encoding import encode
from jigsaw.engine.linkage.encoded.filters import name_filter
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import Standard, standardise

Seen = Sequence[tuple[Hashable, str]]


def attacked(records: Sequence[Record], key: Key) -> dict[str, float]:
    """The share of records whose first name (or birth year) the attacker names rightly."""
    people = [one for one in map(standardise, records) if len(one.given) > 1 and one.birth_year]
    commonest = Counter(one.given for one in people).most_common(1)[0][1]
    return {
        "records": len(people),
        "first_name_by_guessing_the_commonest": _share(commonest, people),
        "first_name_without_key_had_there_been_no_salt": _share(
            _ranked((name_filter(key, "", one.given), one.given) for one in people), people
        ),
        "first_name_without_key": _share(_ranked((_filter(one, key), one.given) for one in people), people),
        "birth_year_without_key": _share(
            _ranked((_year(one, key), one.birth_year) for one in people), people
        ),
        "first_name_without_key_years_told": _share(_by_year(people, key), people),
        "first_name_with_key": _share(_with_key(people, key), people),
    }


def _share(right: int, people: Sequence[Standard]) -> float:
    return round(right / len(people), 4)


def _filter(one: Standard, key: Key) -> int:
    salted = encode(one, key).by_year
    return salted.filters["given"] if salted else 0


def _year(one: Standard, key: Key) -> str:
    return encode(one, key).tags["birth_year"]


def _ranked(seen: Iterable[tuple[Hashable, str]]) -> int:
    """How many are named rightly by setting encodings and names of the same rank side by side."""
    both = list(seen)
    encodings, names = Counter(code for code, _ in both), Counter(name for _, name in both)
    # Of equals, in an order that has nothing to do with the other list.
    ranked = sorted(encodings, key=lambda code: (-encodings[code], str(code)))
    named = sorted(names, key=lambda name: (-names[name], name))
    guess = dict(zip(ranked, named, strict=False))
    return sum(guess.get(code) == name for code, name in both)


def _by_year(people: Sequence[Standard], key: Key) -> int:
    """As `_ranked`, by somebody who was told which encodings are of which birth year."""
    years: dict[str, list[tuple[Hashable, str]]] = {}
    for one in people:
        years.setdefault(one.birth_year, []).append((_filter(one, key), one.given))
    return sum(map(_ranked, years.values()))


def _with_key(people: Sequence[Standard], key: Key) -> int:
    """Whoever holds the key encodes every name under every birth year, and looks each encoding up."""
    names, years = {one.given for one in people}, {one.birth_year for one in people}
    told = {name_filter(key, f"year {year}", name): name for year in years for name in names}
    return sum(told.get(_filter(one, key)) == one.given for one in people)
