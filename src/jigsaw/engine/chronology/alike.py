"""Entries that may tell the same event, proposed by open rules with what speaks for it. Nothing is merged here.

A rule reads two entries and says in sentences why they may be one event, or says nothing. A rule that is wrong costs
somebody a look; a rule that is missing costs a reader the same event twice. So the rules lean towards proposing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from math import log

from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.when import How, When, may_be_the_same
from jigsaw.engine.chronology.words import as_written, how_many_say, plain_words, references

NEAR = timedelta(minutes=90)
"""Two times that are both exact and no further apart than this may be one moment."""
REFERENCE_WITHIN = timedelta(days=3)
RARE_REFERENCE = 4
"""A reference that stands in more entries than this names a case, not an event."""
SAME_WORDS = 0.5
SAME_WORDS_WIDE = 0.7
"""The share of the shorter entry's telling words that the other must have; more where the day is not known."""
FEWEST_WORDS = 3
LONGEST = timedelta(days=3 * 9)
"""No time that is not wide reaches further than this, with what is about right on either side."""
NAMED_WORDS = 0.25
NAMED_FEWEST = 2

RULES: Mapping[str, str] = {
    "same-row": "One agency’s chronology has the same time and the same words twice.",
    "same-reference": "Both give the same reference number, which few others give, no more than three days apart.",
    "same-telling": "They may be the same moment, and at least half of what the shorter tells, the other tells too.",
    "names-the-other": "They may be the same moment and one names the other’s agency. Without exact times they share"
    " telling words too.",
    "the-only-one-named": "One is known to the day or so and names the other’s agency, which has no other entry that"
    " may be of then.",
}
"""The rules in the order in which they are tried, each as a sentence."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entries that may tell one event. left and right are keys, left the smaller; evidence: sentences."""

    left: str
    right: str
    rule: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What all the entries together say about words: how much each tells, and what names an agency.

    words, tells, references: of each entry, by key: its words, how much they tell together, its reference numbers.
    named_in: in how many entries a reference stands. only_named: pairs of an entry that names an agency and the one
    entry of that agency that may be of then.
    """

    weights: Mapping[str, float]
    named_in: Mapping[str, int]
    called: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    tells: Mapping[str, float]
    references: Mapping[str, frozenset[str]]
    only_named: frozenset[tuple[str, str]]


def proposals(entries: Iterable[Entry], called: Mapping[str, Iterable[str]] | None = None) -> list[Proposal]:
    """Every pair of entries that a rule proposes, each once, by key.

    called: for each agency, words by which others name it ("police", "ambulance").
    """
    every = sorted(entries, key=lambda one: one.key)
    reading = read_all(every, called or {})
    found = (propose(one, other, reading) for one, other in _candidates(every, reading))
    return sorted((one for one in found if one), key=lambda one: (one.left, one.right))


def read_all(entries: Sequence[Entry], called: Mapping[str, Iterable[str]]) -> Reading:
    """What the rules need to know of all entries: the rarer a word, the more it tells."""
    words = {one.key: plain_words(one.words) for one in entries}
    # A word that only these two share is no less telling for being in both: one of its places is left out.
    weights = {
        word: log((1 + len(entries)) / max(1, count - 1))
        for word, count in how_many_say(words.values()).items()
    }
    given = {one.key: references(f"{one.source} {one.fact}") for one in entries}
    names = {agency: frozenset().union(*map(plain_words, said)) for agency, said in called.items()}
    return Reading(
        weights=weights,
        named_in=how_many_say(given.values()),
        called=names,
        words=words,
        tells={key: sum(weights[word] for word in said) for key, said in words.items()},
        references=given,
        only_named=frozenset(_only_named(entries, words, names)),
    )


def propose(one: Entry, other: Entry, reading: Reading) -> Proposal | None:
    """What the first rule that fits says of two entries; nothing when none does."""
    left, right = sorted((one, other), key=lambda entry: entry.key)
    for rule, tried in _TRIED.items():
        if evidence := tried(left, right, reading):
            return Proposal(left.key, right.key, rule, (_of_time(left.when, right.when), *evidence))
    return None


def _same_row(one: Entry, other: Entry, reading: Reading) -> tuple[str, ...]:
    return (
        ("Both rows are of one agency and say the same, word for word.",) if _row(one) == _row(other) else ()
    )


def _row(one: Entry) -> tuple[str, datetime | None, datetime | None, str]:
    return (one.agency, one.when.first, one.when.last, " ".join(one.fact.lower().split()))


def _same_reference(one: Entry, other: Entry, reading: Reading) -> tuple[str, ...]:
    shared = sorted(
        name
        for name in reading.references[one.key] & reading.references[other.key]
        if reading.named_in[name] <= RARE_REFERENCE
    )
    if (
        not shared
        or one.agency == other.agency
        or not may_be_the_same(one.when, other.when, REFERENCE_WITHIN)
    ):
        return ()
    return (f"Both give the reference {' and '.join(shared)}.",)


def _same_telling(one: Entry, other: Entry, reading: Reading) -> tuple[str, ...]:
    if one.agency == other.agency or not _may_be_one_moment(one.when, other.when):
        return ()
    shared, share = _shared(one, other, reading)
    wanted = SAME_WORDS_WIDE if _is_wide(one.when) or _is_wide(other.when) else SAME_WORDS
    if len(shared) < FEWEST_WORDS or share < wanted:
        return ()
    return (_both_tell(one, shared, reading),)


def _names_the_other(one: Entry, other: Entry, reading: Reading) -> tuple[str, ...]:
    if one.agency == other.agency or _is_wide(one.when) or _is_wide(other.when):
        return ()
    if not _may_be_one_moment(one.when, other.when):
        return ()
    if not any(_names(a, b.agency, reading) for a, b in ((one, other), (other, one))):
        return ()
    shared, share = _shared(one, other, reading)
    naming = "One of them names the agency of the other."
    if not _are_exact(one.when, other.when) and (len(shared) < NAMED_FEWEST or share < NAMED_WORDS):
        return ()
    return (naming, _both_tell(one, shared, reading)) if shared else (naming,)


def _the_only_one_named(one: Entry, other: Entry, reading: Reading) -> tuple[str, ...]:
    if reading.only_named.isdisjoint({(one.key, other.key), (other.key, one.key)}):
        return ()
    return ("One of them names the agency of the other, which has no other entry that may be of then.",)


_TRIED = {
    "same-row": _same_row,
    "same-reference": _same_reference,
    "same-telling": _same_telling,
    "names-the-other": _names_the_other,
    "the-only-one-named": _the_only_one_named,
}


def _names(one: Entry, agency: str, reading: Reading) -> bool:
    return not reading.called.get(agency, frozenset()).isdisjoint(reading.words[one.key])


def _shared(one: Entry, other: Entry, reading: Reading) -> tuple[frozenset[str], float]:
    """The words that both tell, and what share of the shorter's telling they are."""
    shared = reading.words[one.key] & reading.words[other.key]
    least = min(reading.tells[one.key], reading.tells[other.key])
    return shared, sum(reading.weights[word] for word in shared) / least if least else 0.0


def _both_tell(one: Entry, shared: frozenset[str], reading: Reading) -> str:
    """The shared words as the first entry writes them, the most telling first."""
    ordered = sorted(shared, key=lambda word: (-reading.weights[word], word))
    written = as_written(one.words, ordered)
    return f"Both tell of: {', '.join(written.get(word, word) for word in ordered)}."


def _is_wide(when: When) -> bool:
    return not when.is_known or when.span[1] - when.span[0] > timedelta(days=8)


def _may_be_one_moment(one: When, other: When) -> bool:
    if not one.is_known or not other.is_known:
        return False
    return may_be_the_same(one, other, NEAR if _are_exact(one, other) else timedelta(0))


def _are_exact(one: When, other: When) -> bool:
    return one.how is How.MINUTE and other.how is How.MINUTE


def _of_time(one: When, other: When) -> str:
    if one.text() == other.text():
        return f"Both: {one.text()}."
    return f"One says {one.text()}, the other {other.text()}."


def _candidates(entries: Sequence[Entry], reading: Reading) -> Iterator[tuple[Entry, Entry]]:
    """Every pair that any rule can propose, each once: those that may be one moment, and those of one reference."""
    seen: set[tuple[str, str]] = set()
    for one, other in (
        *_of_one_row(entries),
        *_of_one_reference(entries, reading),
        *_of_one_moment(entries, reading),
        *_of_only_ones(entries, reading),
    ):
        pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
        if one.key != other.key and pair not in seen:
            seen.add(pair)
            yield one, other


def _of_one_row(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    written: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for one in entries:
        written[_row(one)].append(one)
    for group in written.values():
        yield from combinations(group, 2)


def _of_one_reference(entries: Sequence[Entry], reading: Reading) -> Iterator[tuple[Entry, Entry]]:
    giving: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        for name in reading.references[one.key]:
            if reading.named_in[name] <= RARE_REFERENCE:
                giving[name].append(one)
    for group in giving.values():
        yield from combinations(group, 2)


def _of_only_ones(entries: Sequence[Entry], reading: Reading) -> Iterator[tuple[Entry, Entry]]:
    by_key = {one.key: one for one in entries}
    for one, other in sorted(reading.only_named):
        yield by_key[one], by_key[other]


def _only_named(
    entries: Sequence[Entry], words: Mapping[str, frozenset[str]], called: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Each entry without an exact time that names an agency, with the one entry of that agency that may be of then."""
    of_agency: dict[str, list[tuple[datetime, datetime, Entry]]] = defaultdict(list)
    for one in entries:
        if not _is_wide(one.when):
            of_agency[one.agency].append((*one.when.reach, one))
    begins = {}
    for agency, found in of_agency.items():
        found.sort(key=lambda item: (item[0], item[2].key))
        begins[agency] = [item[0] for item in found]
    for one in entries:
        if _is_wide(one.when) or one.when.how is How.MINUTE:
            continue
        first, last = one.when.reach
        for agency, names in called.items():
            if agency == one.agency or agency not in begins or names.isdisjoint(words[one.key]):
                continue
            since, until = bisect_left(begins[agency], first - LONGEST), bisect_left(begins[agency], last)
            then = [other for _, ends, other in of_agency[agency][since:until] if ends > first]
            if len(then) == 1:
                yield one.key, then[0].key


def _of_one_moment(entries: Sequence[Entry], reading: Reading) -> Iterator[tuple[Entry, Entry]]:
    """Pairs whose spans, widened by what counts as near, meet: a sweep in the order of their beginnings.

    Pairs of one agency are left out, and pairs without exact times that share fewer words than any rule wants.
    """
    spans = sorted(
        (
            (*_widened(one.when), one, reading.words[one.key], _fewest(one))
            for one in entries
            if one.when.is_known
        ),
        key=lambda item: (item[0], item[2].key),
    )
    begins = [item[0] for item in spans]
    for place, (_, ends, one, words, fewest) in enumerate(spans):
        for _, _, other, theirs, wanted in spans[place + 1 : bisect_left(begins, ends)]:
            if one.agency == other.agency:
                continue
            if len(words & theirs) >= max(fewest, wanted) or _are_exact(one.when, other.when):
                yield one, other


def _fewest(one: Entry) -> int:
    return FEWEST_WORDS if _is_wide(one.when) else NAMED_FEWEST


def _widened(when: When) -> tuple[datetime, datetime]:
    first, last = when.reach
    return (first - NEAR / 2, last + NEAR / 2) if when.how is How.MINUTE else (first, last)
