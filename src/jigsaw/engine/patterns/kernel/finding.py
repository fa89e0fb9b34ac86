"""The same answer as the naive evaluator's, for many timelines: the kernel says when, the naive says on what."""

from collections.abc import Iterator, Sequence

import numpy as np

from jigsaw.engine.patterns.kernel.encode import encode
from jigsaw.engine.patterns.kernel.kernel import Kernel
from jigsaw.engine.patterns.kernel.layout import LASTS
from jigsaw.engine.patterns.kernel.library import library
from jigsaw.engine.patterns.kernel.plan import NotForTheKernel
from jigsaw.engine.patterns.naive import Found, find, found_between
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import Timeline


class Finder:
    """Finds patterns in timelines, compiled where that is possible."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        try:
            self._kernel = Kernel(self.patterns) if library() else None
        except NotForTheKernel:
            self._kernel = None

    def find_all(
        self, timelines: Sequence[Timeline], untils: Sequence[int]
    ) -> Iterator[tuple[int, Pattern, Found]]:
        """Each time that a pattern became true, with the place of its timeline among those given.

        untils: the last minute looked at, for each timeline. In the order of timelines, patterns and time.
        """
        if self._kernel and library():
            return _compiled(self._kernel, timelines, untils)
        return _plainly(self.patterns, timelines, untils)

    def when(
        self, timelines: Sequence[Timeline], untils: Sequence[int]
    ) -> Iterator[tuple[int, Pattern, int]]:
        """As `find_all`, but only the minute at which each became true: what a comparison over years needs."""
        if not (self._kernel and library()):
            plainly = _plainly(self.patterns, timelines, untils)
            yield from ((place, pattern, found.raised_at) for place, pattern, found in plainly)
            return
        onsets = self._kernel.onsets(encode(timelines, self._kernel.kinds), np.array(untils, np.int64))
        columns = (onsets.timeline, onsets.pattern, onsets.raised)
        for place, number, raised in zip(*(column.tolist() for column in columns), strict=True):
            yield place, self.patterns[number], raised


def _compiled(
    kernel: Kernel, timelines: Sequence[Timeline], untils: Sequence[int]
) -> Iterator[tuple[int, Pattern, Found]]:
    onsets = kernel.onsets(encode(timelines, kernel.kinds), np.array(untils, np.int64))
    columns = (onsets.timeline, onsets.pattern, onsets.raised, onsets.ended)
    for place, number, raised, ended in zip(*(column.tolist() for column in columns), strict=True):
        pattern = kernel.patterns[number]
        yield (
            place,
            pattern,
            found_between(pattern, timelines[place], raised, None if ended == LASTS else ended),
        )


def _plainly(
    patterns: Sequence[Pattern], timelines: Sequence[Timeline], untils: Sequence[int]
) -> Iterator[tuple[int, Pattern, Found]]:
    for place, (timeline, until) in enumerate(zip(timelines, untils, strict=True)):
        for pattern in patterns:
            for found in find(pattern, timeline, until):
                yield place, pattern, found
