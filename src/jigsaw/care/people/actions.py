"""Writes of what people can be found by: worked out from source records, so it can be made again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from jigsaw.care.people.domain.names import name_tokens, sound
from jigsaw.care.people.domain.search_words import place_tokens
from jigsaw.care.people.models import SearchTerm
from jigsaw.care.people.terms import KnownTerms, SaidOfPerson, ask_terms
from jigsaw.foundation.core.asking import Question, Row
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.nhs_number import tidy
from jigsaw.foundation.core.viewer import Viewer

_AT_ONCE = 500
_SAID = Question(
    """SELECT DISTINCT l.person_id, v.given_names, v.family_name, v.known_as, v.birth_date, v.nhs_number,
        a.normal, a.lines, a.postcode
    FROM linkage_link l JOIN intake_recordversion v ON v.record_id = l.record_id
    LEFT JOIN people_address a ON a.id = v.address_id
    WHERE l.person_id = ANY(%s) AND NOT v.retracted""",
    *(UUID, str, str, str, str, str, str, str, str),
)
_FORGET = Question("DELETE FROM people_searchterm WHERE id = ANY(%s)")
Term = tuple[UUID, str, str]


@transaction.atomic(savepoint=False)
def refresh_search(*, by: Viewer, people: Iterable[UUID], known: KnownTerms | None = None) -> int:
    """Make the search terms of these people again from every version of their source records; how many terms.

    Former names and addresses stay findable: a worker may know only the old one. Being derived rows, they
    need no audit event.
    """
    written = 0
    for some in [list(people)] if known else batches(people, _AT_ONCE):
        rows = known.stored if known else ask_terms(some)()
        stored = {(one, kind, term): row for row, one, kind, term in rows}
        wanted = {(one, kind, term[:120]) for one, kind, term in _terms(some, known.said if known else {})}
        if former := [row for term, row in stored.items() if term not in wanted]:
            _FORGET.tell(former)
        new = sorted(wanted - stored.keys(), key=_in_order)
        insert_rows(SearchTerm, ("person_id", "kind", "term"), new)
        written += len(wanted)
    return written


def _terms(people: Sequence[UUID], known: Mapping[UUID, Collection[SaidOfPerson]]) -> set[Term]:
    said: list[Row] = [(one, *version) for one in people for version in known.get(one, ())]
    if unknown := [one for one in people if one not in known]:
        said += _SAID.ask(unknown)
    return {(row[0], kind, term) for row in said for kind, term in _of_row(*row[1:]) if term}


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
