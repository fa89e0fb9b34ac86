"""How well somebody agrees with a search: by how many of its words, and how closely.

It puts a list of names in order, and says nothing else about anybody.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jigsaw.care.people.domain.names import sound
from jigsaw.care.people.domain.search_words import Asked, swapped


@dataclass(frozen=True)
class Way:
    """One way in which a word may agree: a search term of this kind, its weight, and what is said."""

    kind: str
    term: str
    weight: int
    says: str


@dataclass(frozen=True)
class Want:
    """One thing that was asked for, and the ways in which somebody may have it, closest first."""

    ways: tuple[Way, ...]

    def best(self, terms: frozenset[tuple[str, str]]) -> Way | None:
        """The closest way in which somebody with these terms agrees."""
        return next((way for way in self.ways if (way.kind, way.term) in terms), None)


def wants(asked: Asked, near: Callable[[str], Iterable[str]]) -> tuple[Want, ...]:
    """What a search asks for. `near` gives the names that occur and are spelt nearly like a word."""
    exact = [Want((Way("nhs", asked.nhs_number, 20, "NHS number same"),))] if asked.nhs_number else []
    if asked.postcode:
        exact.append(Want((Way("postcode", asked.postcode, 4, "postcode same"),)))
    if asked.birth:
        exact.append(Want(tuple(_birth_ways(asked.birth))))
    names = [Want(tuple(_name_ways(token, near(token)))) for token in asked.names]
    places = [
        Want((Way("address", token, 4, "address same"),))
        for token in asked.places
        if token not in asked.names
    ]
    return tuple(exact + names + places)


def _birth_ways(birth: str) -> Iterable[Way]:
    part = {4: "year", 7: "month"}.get(len(birth), "date")
    yield Way("birth", birth, 6, f"birth {part} same")
    if other := swapped(birth):
        yield Way("birth", other, 3, "birth date with day and month swapped")


def _name_ways(token: str, near: Iterable[str]) -> Iterable[Way]:
    yield Way("name", token, 4, "name same")
    code = sound(token)
    for other in near:
        yield Way(
            "name", other, 3, "name sounds alike" if sound(other) == code else "name spelt nearly the same"
        )
    yield Way("address", token, 3, "address same")
    if code:
        yield Way("sound", code, 2, "name sounds alike")


def agreement(wanted: Iterable[Want], terms: frozenset[tuple[str, str]]) -> tuple[int, int, str]:
    """How many words agree, how closely together, and in words: "name sounds alike, birth date same"."""
    ways = [way for want in wanted if (way := want.best(terms))]
    words = ", ".join(dict.fromkeys(way.says for way in ways))
    return len(ways), sum(way.weight for way in ways), words


def terms_by_kind(wanted: Iterable[Want]) -> Mapping[str, list[str]]:
    """Every term that some way needs, by kind: what to look up."""
    found: dict[str, list[str]] = {}
    for want in wanted:
        for way in want.ways:
            found.setdefault(way.kind, []).append(way.term)
    return found
