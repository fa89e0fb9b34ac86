"""Running a pattern's worked examples: each says when it must be raised, and a test holds it to that."""

from dataclasses import dataclass

from jigsaw.engine.patterns.language import DAY
from jigsaw.engine.patterns.naive import Found, find
from jigsaw.engine.patterns.pattern import Example, ExampleMark, Pattern
from jigsaw.engine.patterns.timeline import Mark, Timeline

_FIRST_DAY = 10_000 * DAY


@dataclass(frozen=True)
class Outcome:
    """What came of a worked example: the days on which it was raised and ended, and what was found."""

    example: Example
    raised: tuple[int, ...]
    ended: tuple[int, ...]
    found: tuple[Found, ...]

    @property
    def is_as_stated(self) -> bool:
        """Whether it came out as the example says."""
        return self.raised == self.example.raised and self.example.ended in (None, self.ended)


def run_examples(pattern: Pattern) -> tuple[Outcome, ...]:
    """The outcome of each of the pattern's worked examples."""
    return tuple(_run(pattern, example) for example in pattern.examples)


def _run(pattern: Pattern, example: Example) -> Outcome:
    timeline = timeline_of(pattern, example)
    found = find(pattern, timeline, _FIRST_DAY + example.until * DAY)
    raised = tuple(_day(one.raised_at) for one in found)
    ended = tuple(_day(one.ended_at) for one in found if one.ended_at is not None)
    return Outcome(example, raised, ended, tuple(found))


def timeline_of(pattern: Pattern, example: Example) -> Timeline:
    """The example's marks as a timeline. An end belongs to the piece of the last such start before it."""
    open_pieces: dict[tuple[str, str, str], str] = {}
    marks: list[Mark] = []
    for i, mark in enumerate(sorted(example.marks, key=lambda mark: mark.day), 1):
        at = _FIRST_DAY + mark.day * DAY
        piece = _piece(mark, f"piece {i}", open_pieces)
        marks.append(Mark(at, at, None, mark.kind, mark.agency, piece, mark.person))
    return Timeline(pattern.subject, "example", tuple(marks))


def _piece(mark: ExampleMark, otherwise: str, open_pieces: dict[tuple[str, str, str], str]) -> str:
    if mark.kind.endswith(":started"):
        open_pieces[(mark.kind.removesuffix(":started"), mark.agency, mark.person)] = otherwise
        return otherwise
    return open_pieces.get((mark.kind.partition(":ended")[0], mark.agency, mark.person), otherwise)


def _day(minute: int) -> int:
    return (minute - _FIRST_DAY) // DAY
