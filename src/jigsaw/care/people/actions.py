"""Writes of what people can be found by: worked out from source records, so it can be made again."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db import transaction

from jigsaw.care.people.domain.names import name_tokens, sound
from jigsaw.care.people.domain.search_words import place_tokens
from jigsaw.care.people.models import SearchTerm
from jigsaw.foundation.core.asking import Question
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
_STORED = Question(
    "SELECT id, person_id, kind, term FROM people_searchterm WHERE person_id = ANY(%s)", int, UUID, str, str
)
_FORGET = Question("DELETE FROM people_searchterm WHERE id = ANY(%s)")
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
        stored = {(one, kind, term): row for row, one, kind, term in _STORED.ask(some)}
        wanted = {(one, kind, term[:120]) for one, kind, term in _terms(some)}
        if former := [row for term, row in stored.items() if term not in wanted]:
            _FORGET.tell(former)
        new = sorted(wanted - stored.keys(), key=_in_order)
        insert_rows(SearchTerm, ("person_id", "kind", "term"), new)
        written += len(wanted)
    return written


def _terms(people: Sequence[UUID]) -> set[Term]:
    rows = _SAID.ask(people)
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
