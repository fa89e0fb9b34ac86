"""Writes of what people can be found by: worked out from source records, so it can be made again."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db import transaction

from jigsaw.care.people.domain.names import name_tokens, sound
from jigsaw.care.people.domain.search_words import place_tokens
from jigsaw.care.people.models import Person, SearchTerm
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.nhs_number import tidy
from jigsaw.foundation.core.viewer import Viewer

_AT_ONCE = 500
_SAID = "links__record__versions__"
_FIELDS = [
    *("given_names", "family_name", "known_as", "birth_date", "nhs_number"),
    *("address__normal", "address__lines", "address__postcode"),
]
Term = tuple[UUID, str, str]


@transaction.atomic(savepoint=False)
def refresh_search(*, by: Viewer, people: Iterable[UUID]) -> int:
    """Make the search terms of these people again from every version of their source records; how many terms.

    Former names and addresses stay findable: a worker may know only the old one. Being derived rows, they
    need no audit event.
    """
    ids, written = list(people), 0
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        SearchTerm.objects.filter(person__in=some).delete()
        rows = [(one, kind, term[:120]) for one, kind, term in sorted(_terms(some), key=_in_order)]
        insert_rows(SearchTerm, ("person_id", "kind", "term"), rows)
        written += len(rows)
    return written


def _terms(people: Sequence[UUID]) -> set[Term]:
    said = Person.objects.filter(pk__in=people, links__record__versions__retracted=False)
    rows = said.values_list("pk", *[_SAID + field for field in _FIELDS]).distinct()
    return {(row[0], kind, term) for row in rows for kind, term in _of_row(*row[1:]) if term}


def _in_order(term: Term) -> tuple[int, str, str]:
    return term[0].int, *term[1:]


def _of_row(
    given: str, family: str, known: str, birth: str, number: str, *address: str | None
) -> Iterator[tuple[str, str]]:
    normal, lines, postcode = (part or "" for part in address)
    for token in name_tokens(given, family, known):
        yield "name", token
        yield "sound", sound(token)
    for length in (4, 7, 10):  # somebody may know the year alone, or the month
        yield "birth", birth[:length]
    yield "nhs", tidy(number)
    yield "postcode", postcode
    for token in place_tokens([normal.removesuffix(postcode), *lines.split(",")]):
        yield "address", token
