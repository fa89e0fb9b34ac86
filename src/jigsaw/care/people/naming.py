"""What a home is called and said to be, from the written addresses at it. Callers hold the transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from jigsaw.care.people.models import Address, Home
from jigsaw.engine.addresses.parse import parse
from jigsaw.engine.addresses.place import NO_FLAT, NO_POSTCODE, SLIP_IN_POSTCODE, Placed
from jigsaw.engine.addresses.shared import shared_by_words
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows

NO_FLAT_WRITTEN = "several flats, and which is not written"
BY_UPRN = "By its unique property reference number (UPRN)"
_TOLD = ("label", "postcode", "uprn", "why", "shared")


_AT = Question(
    """SELECT id, uprn, normal, lines, postcode, premises, home_id, why FROM people_address
    WHERE home_id = ANY(%s)""",
    *(int, str, str, str, str, str, UUID, str),
)
_KNOWN = Question("SELECT id, key, uprn, why FROM people_home WHERE id = ANY(%s)", UUID, str, str, str)


def put_homes(homes: Collection[UUID], rows: Mapping[int, Address], placed: Mapping[int, Placed]) -> None:
    """Write these homes anew from their addresses: those just placed, and those that stay where they are."""
    members: dict[UUID, list[Address]] = defaultdict(list)
    for part in batches(homes):
        for row in (Address(*values) for values in _AT.ask(part)):
            if row.pk not in rows and row.home_id:
                members[row.home_id].append(row)
    for row in rows.values():
        if row.home_id and row.home_id in homes:
            members[row.home_id].append(row)
    keys = _keys(homes, rows, placed)
    values = (_row(key, keys[key], mine) for key, mine in members.items() if key in keys)
    insert_rows(Home, ("id", "key", *_TOLD, "many"), values, write_over=_TOLD)


def _keys(
    homes: Collection[UUID], rows: Mapping[int, Address], placed: Mapping[int, Placed]
) -> dict[UUID, tuple[str, str, str]]:
    """The key of each home, its UPRN and how it is known."""
    found: dict[UUID, tuple[str, str, str]] = {}
    for part in batches(homes):
        for key, text, uprn, why in _KNOWN.ask(part):
            found[key] = (text, uprn, why)
    for pk, where in sorted(placed.items()):
        home = rows[pk].home_id
        if home and home in homes:
            found[home] = (where.key, where.uprn, BY_UPRN if where.uprn else where.why)
    return found


def _row(key: UUID, known: tuple[str, str, str], mine: Iterable[Address]) -> tuple[object, ...]:
    text, uprn, why = known
    # The fullest writing names the home, the first in order among equals, so that arrival makes no difference.
    best = min(mine, key=_rank)
    label = best.lines or best.postcode or f"UPRN {uprn}"
    shared = NO_FLAT_WRITTEN if why == NO_FLAT else _shared(mine)
    return (key, text, label, best.postcode, uprn, why, shared, False)


def _rank(row: Address) -> tuple[bool, int, str, str]:
    doubtful = row.why in (SLIP_IN_POSTCODE, NO_POSTCODE)
    return doubtful, -len(row.lines), row.lines, row.postcode


def _shared(mine: Iterable[Address]) -> str:
    """What any of the writings says of a place that many share."""
    said = {shared_by_words(parse(row.lines, row.postcode)) for row in mine} - {""}
    return min(said, default="")
