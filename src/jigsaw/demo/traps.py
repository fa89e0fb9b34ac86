"""The likenesses that make joining records hard, put in on purpose and listed in the truth."""

from collections.abc import Callable
from random import Random

from jigsaw.demo.chance import several
from jigsaw.demo.people import Person, Settlement

Trap = tuple[str, Person, Person]
Pair = tuple[Person, Person]


def set_traps(rng: Random, place: Settlement) -> list[Trap]:
    """Twins, fathers and sons of one name, namesakes born on one day, and mothers and daughters with one initial."""
    many = len(place.people)
    families = [_by_part(members) for members in place.households if len(members) > 2]
    traps = _spread(
        rng, "twins", [pair for family in families for pair in _siblings(family)], many // 160, _twin
    )
    sons = [pair for family in families for pair in _parent_and_child(family, "male")]
    traps += _spread(rng, "father-and-son", sons, many // 400, _same_name)
    daughters = [pair for family in families for pair in _parent_and_child(family, "female")]
    traps += _spread(rng, "mother-and-daughter-initial", daughters, many // 400, _same_initial)
    alone = [members[0] for members in place.households if len(members) == 1]
    rng.shuffle(alone)
    strangers = list(zip(alone[::2], alone[1::2], strict=False))
    return traps + _spread(rng, "namesakes", strangers, many // 4000, _namesake)


def _spread(
    rng: Random, name: str, pairs: list[Pair], how_many: int, change: Callable[[Person, Person], None]
) -> list[Trap]:
    chosen = several(rng, pairs, max(2, how_many))
    for one, other in chosen:
        change(one, other)
    return [(name, one, other) for one, other in chosen]


def _by_part(members: list[Person]) -> dict[str, list[Person]]:
    parts: dict[str, list[Person]] = {}
    for person in members:
        parts.setdefault(person.part, []).append(person)
    return parts


def _siblings(family: dict[str, list[Person]]) -> list[Pair]:
    children = family.get("child", [])
    return [(children[0], children[1])] if len(children) > 1 else []


def _parent_and_child(family: dict[str, list[Person]], gender: str) -> list[Pair]:
    parents = [person for person in family.get("adult", []) if person.gender == gender]
    children = [
        person
        for person in family.get("child", [])[2:3] or family.get("child", [])[:1]
        if person.gender == gender
    ]
    return [(parents[0], children[0])] if parents and children else []


def _twin(one: Person, other: Person) -> None:
    other.born = one.born


def _same_name(father: Person, son: Person) -> None:
    son.given, son.family = father.given, father.family


def _same_initial(mother: Person, daughter: Person) -> None:
    alike = [name for name in daughter.origin.female if name[0] == mother.given[0]]
    daughter.given = alike[-1] if alike else mother.given


def _namesake(one: Person, other: Person) -> None:
    other.given, other.family, other.born = one.given, one.family, one.born
    other.gender, other.origin = one.gender, one.origin
