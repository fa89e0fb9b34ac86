"""Worlds in which nothing hangs together: the same pieces of each subject, on other dates.

What a pattern finds there it finds by chance. That measures its false alarms with no labels at all: nobody has to know
who was really in need (permutation within each subject; Fisher, 1935, The Design of Experiments, chapter 3).
"""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from jigsaw.engine.patterns.timeline import Mark, Timeline

TIE = "tie:"
"""How the name of a tie begins that no piece shows."""


def dealt_anew(timeline: Timeline, seed: int) -> Timeline:
    """The timeline with the dates of its pieces changed round among them, always the same way for one seed.

    Busy times stay busy; what happened in them is by chance. A piece moves as a whole: what it lasted, and how long
    after it was known and taken back, stay with it. So do the copies of one incident. Marks of no piece (growing up, a
    shared home) and ties stay where they are.
    """
    began = _beginnings(timeline)
    starts = [began[one] for one in sorted(began)]
    _chance(timeline, seed).shuffle(starts)
    return _moved(timeline, began, dict(zip(sorted(began), starts, strict=True)))


def at_a_steady_rate(timeline: Timeline, seed: int) -> Timeline:
    """The timeline with each piece at any time between its first and its last, all times being as likely.

    As `dealt_anew`, but no time is busier than another unless by chance.
    """
    began = _beginnings(timeline)
    chance = _chance(timeline, seed)
    first, last = min(began.values(), default=0), max(began.values(), default=0)
    return _moved(timeline, began, {one: chance.randint(first, last) for one in sorted(began)})


def _beginnings(timeline: Timeline) -> dict[str, int]:
    found: dict[str, int] = {}
    for mark in timeline.marks:
        if mark.piece and not mark.piece.startswith(TIE):
            found[_whole(mark)] = min(mark.at, found.get(_whole(mark), mark.at))
    return found


def _whole(mark: Mark) -> str:
    """What moves together."""
    return mark.incident or mark.piece


def _chance(timeline: Timeline, seed: int) -> Random:
    return Random(f"{seed}|{timeline.subject}")  # noqa: S311 (chance that can be had again, and keeps no secret)


def _moved(timeline: Timeline, began: Mapping[str, int], begins: Mapping[str, int]) -> Timeline:
    by = {one: begins[one] - began[one] for one in began}
    marks = tuple(_later(mark, by.get(_whole(mark), 0)) for mark in timeline.marks)
    return Timeline(timeline.subject_kind, timeline.subject, marks)


def _later(mark: Mark, by: int) -> Mark:
    if not by:
        return mark
    gone = None if mark.gone is None else mark.gone + by
    return replace(mark, at=mark.at + by, known=mark.known + by, gone=gone)
