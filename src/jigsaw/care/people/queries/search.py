"""Search by name, birth date, NHS number and address, tolerant of spelling, by indexed reads alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Case, F, IntegerField, Max, Q, Value, When

from jigsaw.care.people.domain.agreeing import Want, agreement, terms_by_kind, wants
from jigsaw.care.people.domain.search_words import Asked, read_words
from jigsaw.care.people.models import Home, Person, SearchTerm
from jigsaw.care.people.queries.hidden import known_residences, known_terms, names_only_of_hidden
from jigsaw.care.people.queries.homes import homes_at
from jigsaw.care.people.queries.objecting import objecting_elsewhere
from jigsaw.care.people.queries.vocabulary import VOCABULARY
from jigsaw.foundation.access.hiding import seals_read_once
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.viewer import Viewer

MOST_SHOWN = 50
TOO_COMMON = 3_000


@dataclass(frozen=True)
class Found:
    """Somebody who agrees with a search: what agreed, in words, and enough to tell them from another."""

    id: UUID
    name: str
    birth_date: str
    nhs_number: str
    died_on: str
    agreed: str
    home_id: UUID | None
    home: str
    agencies: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """What a search found, how it was read, and whether more agree as well as the last one shown."""

    asked: Asked
    people: tuple[Found, ...]
    homes: tuple[Home, ...]
    are_more: bool


@seals_read_once()
def search(viewer: Viewer, words: str, most: int = MOST_SHOWN) -> Results:
    """People ranked by how many of the words agree, and how closely; homes of a postcode. Raises NotFound.

    Somebody who objects to sharing, and of whom the viewer's agency holds no record, is found by whoever gives their
    birth date or NHS number; then their name and birth date are shown, and nothing besides.
    """
    check_may_know_of_people(viewer)
    asked = read_words(words)
    hidden = names_only_of_hidden(viewer)
    wanted = wants(asked, lambda token: VOCABULARY.near(token, without=hidden))
    objecting = objecting_elsewhere(viewer) if wanted else frozenset()
    candidates = _candidates(viewer, wanted, most + 1, _unnamed(objecting, wanted)) if wanted else []
    people = tuple(
        _bare(one) if one.id in objecting else one for one in _described(viewer, candidates[:most], wanted)
    )
    return Results(asked, people, tuple(homes_at(viewer, asked.postcode)), len(candidates) > most)


def _unnamed(objecting: frozenset[UUID], wanted: Sequence[Want]) -> set[UUID]:
    """Those of these people whom a search does not name by a birth date or an NHS number."""
    terms = terms_by_kind(wanted)
    named = Q(kind="nhs", term__in=terms.get("nhs", ())) | Q(
        kind="birth", term__in=_whole(terms.get("birth", ()))
    )
    found = SearchTerm.objects.filter(named, person__in=objecting) if objecting else SearchTerm.objects.none()
    return set(objecting) - set(found.values_list("person_id", flat=True))


def _whole(births: Iterable[str]) -> list[str]:
    return [one for one in births if len(one) == len("1966-05-22")]


def _bare(one: Found) -> Found:
    return replace(one, nhs_number="", died_on="", home_id=None, home="", agencies=())


def _candidates(
    viewer: Viewer, wanted: Sequence[Want], most: int, without: Collection[UUID] = ()
) -> list[UUID]:
    """Ids of those who agree with most words, best first: one grouped read over the terms' index."""
    any_of = Q()
    for kind, terms in _telling(viewer, terms_by_kind(wanted)).items():
        any_of |= Q(kind=kind, term__in=terms)
    rows = known_terms(viewer).filter(any_of).values("person_id")
    if without:
        rows = rows.exclude(person__in=without)
    weights = {f"word_{place}": _weight(want) for place, want in enumerate(wanted)}
    total = sum((F(name) for name in weights), Value(0))
    ordered = rows.annotate(**weights).annotate(total=total).order_by("-total", "person_id")
    return list(ordered.values_list("person_id", flat=True)[:most])


def _telling(viewer: Viewer, terms: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Without address words that thousands share, such as the town's: they find nobody, and still count as
    agreeing.
    """
    rarer = [term for term in terms.get("address", []) if not _is_common(viewer, term)]
    without = {kind: found for kind, found in terms.items() if kind != "address"}
    if rarer:
        without["address"] = rarer
    return without or terms


def _is_common(viewer: Viewer, term: str) -> bool:
    return known_terms(viewer).filter(kind="address", term=term)[:TOO_COMMON].count() == TOO_COMMON


def _weight(want: Want) -> Max:
    # A word that agrees at all outweighs any closeness of another.
    cases = [When(kind=way.kind, term=way.term, then=Value(100 + way.weight)) for way in want.ways]
    return Max(Case(*cases, default=Value(0), output_field=IntegerField()))


def _described(viewer: Viewer, keys: Sequence[UUID], wanted: Sequence[Want]) -> tuple[Found, ...]:
    terms = _terms(keys)
    agreed = {key: agreement(wanted, frozenset(terms[key])) for key in keys}
    people, homes, agencies = Person.objects.in_bulk(keys), _homes(viewer, keys), _agencies(keys)
    ordered = sorted(keys, key=lambda key: (-agreed[key][0], -agreed[key][1], people[key].name, key))
    return tuple(_found(people[key], agreed[key][2], homes[key], agencies[key]) for key in ordered)


def _found(person: Person, agreed: str, home: tuple[UUID | None, str], agencies: Iterable[str]) -> Found:
    who = (person.pk, person.name, person.birth_date, person.nhs_number, person.died_on)
    return Found(*who, agreed, *home, tuple(sorted(agencies)))


def _terms(keys: Sequence[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for key, kind, term in SearchTerm.objects.filter(person__in=keys).values_list(
        "person_id", "kind", "term"
    ):
        found[key].add((kind, term))
    return found


def _homes(viewer: Viewer, keys: Sequence[UUID]) -> dict[UUID, tuple[UUID | None, str]]:
    """Where each lives as far as is known: the home that was told of last and not left."""
    found: dict[UUID, tuple[UUID | None, str]] = defaultdict(lambda: (None, ""))
    rows = known_residences(viewer).filter(person__in=keys, until__isnull=True).order_by("since", "pk")
    for key, home, label in rows.values_list("person_id", "home_id", "home__label"):
        found[key] = (home, label)
    return found


def _agencies(keys: Sequence[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Person.objects.filter(pk__in=keys, links__isnull=False)
    for key, name in rows.values_list("pk", "links__record__agency__name").distinct():
        found[key].add(name)
    return found
