"""What the shipped pack finds in a borough of the family: who has an open reason on a day, and their signs."""

from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import jigsaw.care.reasons
from bench.family.draw import NEVER, Borough
from bench.family.worlds import DAYS, SORTS
from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.engine.patterns import KindWord, Mark, Pack, Timeline, Vocabulary, load_pack
from jigsaw.engine.patterns.kernel import Finder, Kernel, encode, library
from jigsaw.engine.patterns.kernel.layout import LASTS
from jigsaw.engine.patterns.language import DAY
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.triage import SIGN_TAGS

START = 20_000 * DAY
STAYS_OPEN = 28 * DAY
"""As in service: a reason whose pattern is no longer true stays open four weeks."""

Bools = NDArray[np.bool_]


def shipped_pack() -> Pack:
    """The pack as its files have it."""
    words = {code: KindWord(kind.shape.value, kind.tags) for code, kind in all_kinds().items()}
    return load_pack(Path(str(jigsaw.care.reasons.__file__)).parent / "packs" / "first", Vocabulary(words))


def minute_of(day: int) -> int:
    """The last minute before a day begins: what was known when its list is made."""
    return START + day * DAY - 1


def marks_of(borough: Borough) -> list[list[Mark]]:
    """Each person's marks, of the pieces that ever reach us."""
    found: list[list[Mark]] = [[] for _ in range(borough.world.people)]
    pieces = borough.pieces
    columns = (pieces.person, pieces.sort, pieces.day, pieces.minute, pieces.known)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for number, (person, sort, day, minute, known) in enumerate(rows):
        if known < NEVER:
            at = START + day * DAY + minute
            kind, agency = SORTS[sort].kind, SORTS[sort].agency
            told = max(at, START + known * DAY + minute)
            found[person].append(Mark(at, told, None, kind, agency, str(number), str(person)))
    return found


def signs_of(marks: list[list[Mark]]) -> list[list[Mark]]:
    """Of each person's marks those that count as signs in service."""
    kinds = {code for code, kind in all_kinds().items() if kind.tags & SIGN_TAGS}
    return [[mark for mark in mine if mark.kind in kinds] for mine in marks]


def with_reasons(borough: Borough, marks: list[list[Mark]], pack: Pack, days: list[int]) -> list[Bools]:
    """For each day, who has an open reason that may wait, by the patterns of persons and of homes."""
    spans: list[tuple[int, int, int]] = []
    persons = [Timeline("person", str(one), tuple(mine)) for one, mine in enumerate(marks)]
    may_wait = [one for one in pack.about("person") if not one.statutory]
    spans += _spans(may_wait, persons)
    lives: dict[int, list[int]] = defaultdict(list)
    for person, home in enumerate(borough.home.tolist()):
        lives[home].append(person)
    residents = list(lives.values())
    homes = [
        Timeline("home", str(number), tuple(mark for one in mine for mark in marks[one]))
        for number, mine in enumerate(residents)
    ]
    of_homes = [one for one in pack.about("home") if not one.statutory]
    spans += [
        (person, raised, until)
        for home, raised, until in _spans(of_homes, homes)
        for person in residents[home]
    ]
    return [_open(spans, minute_of(day), borough.world.people) for day in days]


def _open(spans: list[tuple[int, int, int]], now: int, people: int) -> Bools:
    found = np.zeros(people, np.bool_)
    found[[person for person, raised, until in spans if raised <= now <= until]] = True
    return found


def _spans(patterns: list[Pattern], timelines: list[Timeline]) -> list[tuple[int, int, int]]:
    """The place of the timeline, when a reason was raised, and until when it was open."""
    last = minute_of(DAYS)
    untils = [last] * len(timelines)
    if library() is None:
        found = [
            (at, one.raised_at, one.ended_at) for at, _, one in Finder(patterns).find_all(timelines, untils)
        ]
    else:
        kernel = Kernel(patterns)
        onsets = kernel.onsets(encode(timelines, kernel.kinds), np.array(untils, np.int64))
        columns = (onsets.timeline.tolist(), onsets.raised.tolist(), onsets.ended.tolist())
        found = [
            (at, raised, None if ended == LASTS else ended)
            for at, raised, ended in zip(*columns, strict=True)
        ]
    return [(at, raised, last if ended is None else ended + STAYS_OPEN) for at, raised, ended in found]
