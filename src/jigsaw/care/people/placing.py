"""Writes of written addresses and the homes they are at. Callers hold the transaction.

Which written addresses are one home, `engine.addresses.place` says of all of them at once. Here only those are placed
again that a new one bears upon: its postcode's, and those with its house number and street that their own postcode
does not place. The answer is the same (tests/care/people).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from jigsaw.care.people.domain.addresses import WrittenAddress
from jigsaw.care.people.models import Address, Home, Redirect
from jigsaw.care.people.naming import put_homes
from jigsaw.engine.addresses.parse import parse
from jigsaw.engine.addresses.place import Placed, Writing, place_by_street, place_near
from jigsaw.engine.addresses.postcodes import is_one_slip_apart
from jigsaw.foundation.core.asking import Question, Row
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.identity import home_id
from jigsaw.foundation.core.inserting import insert_rows

Rows = dict[int, Address]


_COLUMNS = "SELECT id, uprn, normal, lines, postcode, premises, home_id, why FROM people_address WHERE"
_TYPES = (int, str, str, str, str, str, UUID, str)
_WITH = {
    "pk": Question(f"{_COLUMNS} id = ANY(%s)", *_TYPES),
    "premises": Question(f"{_COLUMNS} premises = ANY(%s)", *_TYPES),
    "postcode": Question(f"{_COLUMNS} postcode = ANY(%s)", *_TYPES),
}
_BY_UPRN = Question("SELECT id, uprn, normal, lines FROM people_address WHERE uprn = ANY(%s)")
_WITHOUT_UPRN = Question(
    "SELECT id, uprn, normal, lines FROM people_address WHERE uprn = '' AND normal = ANY(%s)"
)


def note_addresses(written: Collection[WrittenAddress]) -> dict[tuple[str, str], int]:
    """The rows of these written addresses, added where they are new, by UPRN and normal form."""
    wanted = {(one.uprn, one.normal): one for one in written if one.uprn or one.normal}
    rows = ((one.uprn, one.normal, one.lines, one.postcode, one.premises, "") for one in wanted.values())
    # Only then are they read: whoever adds the same one at this moment is awaited.
    insert_rows(Address, ("uprn", "normal", "lines", "postcode", "premises", "why"), rows, pass_over=True)
    found: dict[tuple[str, str], int] = {}
    fuller: dict[int, str] = {}
    for pk, uprn, normal, lines in _there(wanted):
        found[uprn, normal] = pk
        said = wanted.get((uprn, normal))
        if said and _fullness(said.lines) > _fullness(lines):
            fuller[pk] = said.lines
    for pk, lines in fuller.items():
        # Without its why, so that it is placed anew and its home named again.
        Address.objects.filter(pk=pk).update(lines=lines, why="")
    return found


def _there(wanted: Iterable[tuple[str, str]]) -> Iterator[Row]:
    for part in batches(wanted):
        # Two lists in one question would have the database try every UPRN with every normal form.
        if by_uprn := {uprn for uprn, _ in part if uprn}:
            yield from _BY_UPRN.ask(by_uprn)
        if without := {normal for uprn, normal in part if not uprn}:
            yield from _WITHOUT_UPRN.ask(without)


def _fullness(lines: str) -> tuple[int, str]:
    # The fullest writing is kept, whichever came first: it may name the town.
    return len(lines), lines


def every_address() -> list[int]:
    """Every written address."""
    return list(Address.objects.values_list("pk", flat=True))


def place(new: Iterable[int]) -> set[UUID]:
    """Give these written addresses, and those they bear upon, their homes. Returns the homes that changed."""
    rows, again = _bearing_upon(set(new))
    writings = {pk: Writing(pk, row.uprn, parse(row.lines, row.postcode)) for pk, row in rows.items()}
    placed = _placed(writings, again)
    before = {pk: rows[pk].home_id for pk in again}
    after = {pk: home_id(where.key) if (where := placed.get(pk)) else None for pk in again}
    moved = [pk for pk in again if before[pk] != after[pk]]
    told = [pk for pk in again if rows[pk].why != _why(placed.get(pk)) or before[pk] != after[pk]]
    if not told:
        return set()
    touched = {home for pk in told for home in (before[pk], after[pk]) if home}
    for pk in again:
        rows[pk].home_id, rows[pk].why = after[pk], _why(placed.get(pk))
    put_homes(touched, rows, {pk: placed[pk] for pk in again if pk in placed})
    columns = ("id", "uprn", "normal", "lines", "postcode", "premises", "home", "why")
    insert_rows(
        Address,
        columns,
        (
            (row.pk, row.uprn, row.normal, row.lines, row.postcode, row.premises, row.home_id, row.why)
            for row in (rows[pk] for pk in sorted(told))
        ),
        write_over=("home", "why"),
    )
    _lead_on({pk: (before[pk], after[pk]) for pk in moved})
    return {home for pk in moved for home in (before[pk], after[pk]) if home}


def _why(where: Placed | None) -> str:
    return where.why if where else ""


def _bearing_upon(new: set[int]) -> tuple[Rows, set[int]]:
    """The rows to place again, among the rows that bear upon where they belong."""
    rows = _with("pk", new)
    given = list(rows.values())
    streets = _with("premises", {row.premises for row in given} - {""})
    slips = _postcodes_slipped_from(given, streets.values())
    near = _with("postcode", ({row.postcode for row in given} | slips) - {""})
    again = set(rows) | set(near) | {pk for pk, row in streets.items() if not row.postcode}
    rows |= streets | near
    # Whoever has no UPRN may be found by number and street.
    wanted = {rows[pk].premises for pk in again if not rows[pk].uprn} - {row.premises for row in given} - {""}
    return rows | _with("premises", wanted), again


def _postcodes_slipped_from(given: Iterable[Address], streets: Iterable[Address]) -> set[str]:
    """Postcodes one slip from a new address's, of those with its number and street and without a UPRN."""
    of_street: dict[str, set[str]] = defaultdict(set)
    for row in streets:
        if row.postcode and not row.uprn:
            of_street[row.premises].add(row.postcode)
    return {
        postcode
        for row in given
        if row.postcode
        for postcode in of_street.get(row.premises, ())
        if is_one_slip_apart(postcode, row.postcode)
    }


def _with(field: str, values: Iterable[object]) -> Rows:
    return {row[0]: Address(*row) for part in batches(values) for row in _WITH[field].ask(part)}


def _placed(writings: Mapping[int, Writing], again: Collection[int]) -> dict[int, Placed]:
    """Where each of these belongs: by UPRN and postcode, else by number and street."""
    by_postcode: dict[str, list[Writing]] = defaultdict(list)
    by_street: dict[str, list[Writing]] = defaultdict(list)
    for pk, one in writings.items():
        if pk in again:
            by_postcode[one.parts.postcode].append(one)
        by_street[one.parts.premises].append(one)
    found: dict[int, Placed] = {}
    for near in by_postcode.values():
        found |= place_near(near)
    by_number = {}
    for pk in again:
        one = writings[pk]
        home = place_by_street(one, by_street[one.parts.premises], found.get(pk)) if not one.uprn else None
        if home:
            by_number[pk] = home
    return found | by_number


def _lead_on(moved: Mapping[int, tuple[UUID | None, UUID | None]]) -> None:
    """Take away homes that nothing is at any more; a link to one leads to where most of its addresses went."""
    if not any(before for before, _ in moved.values()):
        return
    left = {before for before, _ in moved.values() if before}
    gone = set(Home.objects.filter(pk__in=left, addresses__isnull=True).values_list("pk", flat=True))
    led: dict[UUID, Counter[UUID]] = defaultdict(Counter)
    for before, after in moved.values():
        if before in gone and after:
            led[before][after] += 1
    Redirect.objects.bulk_create(
        Redirect(kind="home", old=old, new=min(to, key=lambda one: (-to[one], str(one))), why=JOINED)
        for old, to in sorted(led.items())
    )
    Home.objects.filter(pk__in=gone).delete()


JOINED = "Its written addresses are now at this home"
