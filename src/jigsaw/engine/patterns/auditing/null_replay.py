"""A world in which nothing hangs together: the same pieces of each subject, their dates dealt out among them anew.

What a pattern finds there it finds by chance. That measures its false alarms with no labels at all: nobody has to know
who was really in need (a permutation test within each subject; Fisher, 1935, The Design of Experiments, chapter 3).
"""

from dataclasses import replace
from random import Random

from jigsaw.engine.patterns.timeline import Mark, Timeline

TIE = "tie:"
"""How the name of a tie begins that no piece shows."""


def dealt_anew(timeline: Timeline, seed: int) -> Timeline:
    """The timeline with the days of its pieces changed round among them, always the same way for one seed.

    A piece moves as a whole: what it lasted, and how long after it was known and taken back, stay with it. So do the
    copies of one incident. Marks of no piece (growing up, a shared home) and ties stay where they are.
    """
    began = _beginnings(timeline)
    whole = sorted(began)
    starts = [began[one] for one in whole]
    Random(f"{seed}|{timeline.subject}").shuffle(starts)  # noqa: S311 - chance that can be had again, not a secret
    by = {one: start - began[one] for one, start in zip(whole, starts, strict=True)}
    moved = tuple(_moved(mark, by.get(_whole(mark), 0)) for mark in timeline.marks)
    return Timeline(timeline.subject_kind, timeline.subject, moved)


def _beginnings(timeline: Timeline) -> dict[str, int]:
    found: dict[str, int] = {}
    for mark in timeline.marks:
        if mark.piece and not mark.piece.startswith(TIE):
            found[_whole(mark)] = min(mark.at, found.get(_whole(mark), mark.at))
    return found


def _whole(mark: Mark) -> str:
    """What moves together."""
    return mark.incident or mark.piece


def _moved(mark: Mark, by: int) -> Mark:
    if not by:
        return mark
    gone = None if mark.gone is None else mark.gone + by
    return replace(mark, at=mark.at + by, known=mark.known + by, gone=gone)
