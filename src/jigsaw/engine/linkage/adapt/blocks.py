"""Which rows are worth comparing, whatever the files hold: many rules, each specific, and large blocks divided.

Recall is lost here or nowhere. So beside the shipped rules a row is looked up by every pair of its names in any
order and spelling, by a rare name alone, by its identifiers, and by its home; a block that is too large (two common
names) is divided by whatever else its rows hold, and only what stays too large is skipped, and named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy

from jigsaw.engine.linkage.adapt.comparable import IDENTIFIER, WORDS, Comparable
from jigsaw.engine.linkage.adapt.scoring import Floats, Pairs
from jigsaw.engine.linkage.blocking import Skipped, block_keys
from jigsaw.engine.linkage.kernel import BlockingRule, compile_plan
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.names import sound

MOST_NAMES = 6
LARGEST_BLOCK = 60
"""Rows compared with one another for one reason; a larger block is divided."""

RARE = 12
"""A name that so few rows bear is looked up alone."""


_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of positions worth comparing, each once, in order; and the rules with blocks left out.

    `elsewhere`: what another machine weighed them, and how many pairs it compared, when it was one that found them.
    """

    pairs: Pairs
    skipped: list[Skipped]
    elsewhere: "Elsewhere | None" = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Weights in bits, one a pair, worked out on another machine, of so many pairs compared there."""

    weights: Floats
    compared: int


def candidates(people: Sequence[Comparable], *, across_only: bool) -> Candidates:
    """The pairs worth comparing; with `across_only`, none of two rows of one source."""
    blocks, left_out = blocks_of(people)
    pairs = pairs_within(blocks, len(people))
    return Candidates(pairs[asked_about(people, pairs)] if across_only else pairs, left_out)


def blocks_of(people: Sequence[Comparable]) -> tuple[list[list[int]], list[Skipped]]:
    """Positions of rows worth comparing with one another, block by block; and the rules with blocks left out."""
    keys = [rules_of(each) for each in people]
    _add_rare_names(keys, people)
    small, large = _by_size(_blocks(enumerate(keys)))
    divided, left_out = _divided(large, people)
    return [*small.values(), *divided.values()], left_out


def candidates_by_rules(
    people: Sequence[Comparable], model: Model, rules: Sequence[BlockingRule], *, across_only: bool
) -> Candidates:
    """The pairs that a model's own blocking rules give, each once; the record of the lesser id is the left one."""
    plan = compile_plan(model, rules)
    columns = {
        column: [each.value(column) for each in people] for column in {each.base for each in plan.columns}
    }
    sources = [each.standard.agency for each in people] if across_only else None
    store = plan.encode(columns, [each.standard.id for each in people], sources)
    found = store.pairs(None, between_sources=across_only)
    pairs = numpy.stack((found.left, found.right), axis=1)
    return Candidates(pairs[numpy.lexsort((pairs[:, 1], pairs[:, 0]))], [])


def asked_about(
    people: Sequence[Comparable], pairs: Pairs
) -> numpy.ndarray[tuple[int], numpy.dtype[numpy.bool_]]:
    """Which pairs are of two sources."""
    numbers = {name: at for at, name in enumerate(sorted({each.standard.agency for each in people}))}
    source = numpy.array([numbers[each.standard.agency] for each in people], dtype=numpy.int64)
    return numpy.asarray(source[pairs[:, 0]] != source[pairs[:, 1]])


def pairs_within(blocks: Iterable[Sequence[int]], count: int) -> Pairs:
    """Every pair of two positions that stand in one block, once, in order."""
    found = numpy.empty(0, dtype=numpy.int64)
    waiting: list[int] = []
    for members in blocks:
        waiting += [a * count + b for a, b in combinations(members, 2)]
        if len(waiting) > _AT_ONCE:
            found, waiting = numpy.union1d(found, numpy.array(waiting, dtype=numpy.int64)), []
    found = numpy.union1d(found, numpy.array(waiting, dtype=numpy.int64))
    return numpy.stack((found // max(count, 1), found % max(count, 1)), axis=1)


def rules_of(person: Comparable) -> set[str]:
    """The blocks that a row stands in, as "rule:values"."""
    return {*block_keys(person.standard), *_more_keys(person)}


def _more_keys(person: Comparable) -> Iterator[str]:
    s, columns = person.standard, person.columns
    for name, value in columns.items():
        if value and name.startswith(IDENTIFIER):
            yield f"{name}:{value}"
    if len(columns["email_name"]) >= 5:
        yield f"email-name:{columns['email_name']}"
    spoken = names_of(person)
    heard = sorted({sound(each) for each in spoken[:MOST_NAMES]})
    for pair in combinations(heard, 2):
        yield f"two-names:{'|'.join(pair)}"
    coded = sorted(s.name_codes[:MOST_NAMES])
    for pair in combinations(coded, 2):
        yield f"two-spellings:{'|'.join(pair)}"
    if s.birth_year:
        yield from (f"spelling-and-birth-year:{each}|{s.birth_year}" for each in coded)
        yield f"initials-and-birth-year:{''.join(sorted({s.given[:1], s.family[:1]}))}|{s.birth_year}"
    dates = [value for value in (s.birth_date, s.birth_swapped) if value]
    if dates:
        yield f"birth-date:{min(dates)}"
    if columns["house"]:
        yield f"house:{columns['house']}"
    if s.telephone:
        yield f"telephone-end:{s.telephone[-7:]}"
    places = [s.postcode, *(value for name, value in columns.items() if name.startswith(WORDS))]
    for place in filter(None, places):
        yield from (f"name-and-place:{each}|{place}" for each in heard)
    if s.birth_year:
        yield from (f"name-and-birth-year:{each}|{s.birth_year}" for each in heard)


def names_of(person: Comparable) -> list[str]:
    """Every name of a row, each form of a first name by its roots, without order of importance lost."""
    s = person.standard
    return list(dict.fromkeys((*s.family_tokens, *s.all_roots, *s.name_tokens)))


def _to_be_rare(person: Comparable) -> set[str]:
    return {*names_of(person), *person.standard.name_codes}


def _add_rare_names(keys: list[set[str]], people: Sequence[Comparable]) -> None:
    borne = Counter(name for each in people for name in _to_be_rare(each))
    for mine, each in zip(keys, people, strict=True):
        mine.update(
            f"rare-name:{name}" for name in _to_be_rare(each) if 1 < borne[name] <= RARE and len(name) > 3
        )


def _blocks(keyed: Iterator[tuple[int, set[str]]]) -> dict[str, list[int]]:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for at, mine in keyed:
        for key in mine:
            blocks[key].append(at)
    return blocks


def _by_size(blocks: Mapping[str, list[int]]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    small = {key: members for key, members in blocks.items() if 1 < len(members) <= LARGEST_BLOCK}
    return small, {key: members for key, members in blocks.items() if len(members) > LARGEST_BLOCK}


def _divided(
    large: Mapping[str, list[int]], people: Sequence[Comparable]
) -> tuple[dict[str, list[int]], list[Skipped]]:
    parts: dict[str, list[int]] = {}
    left_out: defaultdict[str, list[int]] = defaultdict(list)
    for key, members in large.items():
        divided = _blocks((at, {f"{key}/{by}" for by in _dividers(people[at])}) for at in members)
        small, still_large = _by_size(divided)
        parts |= small
        if still_large:
            left_out[key.partition(":")[0]].append(max(map(len, still_large.values())))
    skipped = [Skipped(rule, len(sizes), max(sizes)) for rule, sizes in sorted(left_out.items())]
    return parts, skipped


def _dividers(person: Comparable) -> Iterator[str]:
    s = person.standard
    yield from (
        f"{name}={value}"
        for name in ("birth_date", "birth_month_day", "postcode")
        if (value := getattr(s, name))
    )
    if s.birth_year:
        yield f"{s.birth_year}|{s.given_initial}"
    if s.given and s.family:
        yield f"{s.given}|{s.family}"
    yield from (
        f"{name}={value}" for name, value in person.columns.items() if value and name.startswith(WORDS)
    )
