"""Do the definition, the compiled kernel, the kernel arrival by arrival and the generated SQL ever differ?

`python -m bench.fuzz_patterns --pieces 10000000`: random lives and random patterns, round after round. A difference is
made as small as it can be and printed as a test; the last line is one JSON object of figures.
"""

import argparse
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage

from rich.progress import Progress

import jigsaw
from bench.fuzz_conditions import drawn_patterns
from bench.fuzz_lives import drawn_life, scale_of
from bench.fuzz_twins import Answer, Round, by_definition, by_kernel, by_sql, cut, steps_of
from bench.report import peak_memory_mb, report
from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.engine.patterns.kernel import Finder, Kernel, in_use
from jigsaw.engine.patterns.naive import explain, find
from jigsaw.engine.patterns.pack import load_pack
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.sql import second_opinion
from jigsaw.engine.patterns.timeline import Mark, Timeline
from jigsaw.engine.patterns.vocabulary import KindWord, Vocabulary

LIVES = 4_000
PATTERNS = 2
STEPPED = 3
"""Of how many lives one is read arrival by arrival."""
EXPLAINED = 5
MADE_SMALL = 3
"""How many differences are made as small as they can be: each takes seconds."""
FIRST = Path(jigsaw.__file__).parent / "care" / "reasons" / "packs" / "first"


@dataclass
class Tally:
    """What was compared, and what differed."""

    pieces: int = 0
    marks: int = 0
    timelines: int = 0
    rounds: int = 0
    patterns: int = 0
    answers: int = 0
    spans: int = 0
    readings: int = 0
    explanations: int = 0
    differences: list[str] = field(default_factory=list)


def shipped() -> tuple[Pattern, ...]:
    """The patterns of the shipped pack."""
    words = {code: KindWord(kind.shape.value, kind.tags) for code, kind in all_kinds().items()}
    return load_pack(FIRST, Vocabulary(words)).patterns


def drawn_round(random: Random, lives: int, pack: tuple[Pattern, ...]) -> Round:
    """A round: every other one with patterns drawn at random, the others with one of the pack."""
    patterns = [random.choice(pack)] if pack and random.random() < 0.5 else drawn_patterns(random, PATTERNS)
    scale = scale_of(random, patterns)
    return Round(patterns, [drawn_life(random, scale) for _ in range(lives)], scale.until)


def compare(one: Round, tally: Tally) -> None:
    """Ask every way of a round, and note what differs."""
    timelines = one.timelines()
    kernel = Kernel(one.patterns)
    defined = by_definition(one.patterns, timelines, one.until)
    batch = by_kernel(kernel, timelines, [one.until] * len(timelines))
    compiled = {
        (line.subject, name): spans
        for line, mine in zip(timelines, batch, strict=True)
        for name, spans in mine.items()
    }
    asked = by_sql(one.patterns, timelines, one.until)
    for name, answer in (("kernel", compiled), ("SQL", asked)):
        _note(tally, one, name, defined, answer, timelines)
    _step_by_step(one, kernel, compiled, tally)
    _count(one, timelines, defined, tally)


def _step_by_step(one: Round, kernel: Kernel, whole: Answer, tally: Tally) -> None:
    steps = [
        step
        for place, life in enumerate(one.lives)
        if place % STEPPED == 0
        for step in steps_of(place, life, one.until)
    ]
    found = by_kernel(kernel, [step.timeline for step in steps], [step.now for step in steps])
    for step, mine in zip(steps, found, strict=True):
        for pattern in one.patterns:
            known = cut(whole.get((step.subject, pattern.id), ()), step.now)
            if mine.get(pattern.id, ()) != known:
                said = (
                    f"arrival by arrival at {step.now}: {mine.get(pattern.id, ())}, by all that came: {known}"
                )
                tally.differences.append(f"{said}\n{written(pattern, list(step.timeline.marks))}")
    tally.readings += len(steps)


def explained(random: Random, one: Round, tally: Tally) -> None:
    """Ask why of a few subjects at a few minutes, of the definition and of a database; and find all that was found."""
    timelines = one.timelines()
    for line in random.sample(timelines, min(EXPLAINED, len(timelines))):
        pattern, now = random.choice(one.patterns), random.randint(0, one.until)
        plainly = [(0, pattern, found) for found in find(pattern, line, one.until)]
        if plainly != list(Finder([pattern]).find_all([line], [one.until])):
            tally.differences.append(f"what was found\n{written(pattern, list(line.marks))}")
        told, asked = explain(pattern, line, now), second_opinion(pattern, line, now)
        mine = [(each.value, each.holds, tuple(sorted(each.pieces))) for each in told.lines]
        if (
            mine != [(each.value, each.holds, each.pieces) for each in asked.lines]
            or told.holds != asked.holds
        ):
            tally.differences.append(
                f"why at {now}: {told} and {asked}\n{written(pattern, list(line.marks))}"
            )
        tally.explanations += 1


def _count(one: Round, timelines: list[Timeline], defined: Answer, tally: Tally) -> None:
    tally.rounds += 1
    tally.pieces += sum(life.pieces for life in one.lives)
    tally.marks += sum(len(line.marks) for line in timelines)
    tally.timelines += len(timelines)
    tally.patterns += len(one.patterns)
    tally.answers += len(timelines) * len(one.patterns)
    tally.spans += sum(len(spans) for spans in defined.values())


def _note(
    tally: Tally, one: Round, name: str, defined: Answer, other: Answer, timelines: list[Timeline]
) -> None:
    if defined == other:
        return
    lines = {line.subject: line for line in timelines}
    patterns = {pattern.id: pattern for pattern in one.patterns}
    ways = {"kernel": _kernel_alone, "SQL": by_sql}
    for subject, pattern_id in sorted(defined.keys() | other.keys()):
        mine, theirs = defined.get((subject, pattern_id), ()), other.get((subject, pattern_id), ())
        if mine != theirs:
            small = list(lines[subject].marks)
            if len(tally.differences) < MADE_SMALL:
                small = smallest(patterns[pattern_id], small, one.until, ways[name])
            said = f"{name}: {theirs}, by the definition: {mine}"
            tally.differences.append(f"{said}\n{written(patterns[pattern_id], small)}")


def _kernel_alone(patterns: list[Pattern], timelines: list[Timeline], until: int) -> Answer:
    found = by_kernel(Kernel(patterns), timelines, [until] * len(timelines))
    return {
        (line.subject, name): spans
        for line, mine in zip(timelines, found, strict=True)
        for name, spans in mine.items()
    }


def smallest(pattern: Pattern, marks: list[Mark], until: int, way: Callable[..., Answer]) -> list[Mark]:
    """As few of the marks as still differ."""

    def differs(some: list[Mark]) -> bool:
        line = [Timeline("person", "one", tuple(some))]
        return by_definition([pattern], line, until) != way([pattern], line, until)

    for place in range(len(marks) - 1, -1, -1):
        fewer = marks[:place] + marks[place + 1 :]
        if differs(fewer):
            marks = fewer
    return marks


def written(pattern: Pattern, marks: list[Mark]) -> str:
    """A difference as it can be put into a test."""
    return "\n".join([f"  {pattern.id}: {pattern.condition}", *(f"  {mark}," for mark in marks)])


def rounds(random: Random, pieces: int, minutes: float, lives: int, tally: Tally) -> Iterator[int]:
    """Round after round until so many pieces were compared, or the time is up: the pieces so far."""
    pack, ends = shipped(), time.monotonic() + 60 * minutes
    for number in itertools.count():
        if tally.pieces >= pieces or time.monotonic() > ends:
            return
        one = drawn_round(random, lives, pack if number else ())
        compare(one, tally)
        explained(random, one, tally)
        yield tally.pieces


def main() -> None:
    """Read the size, compare, and report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pieces", type=int, default=10_000_000)
    asked.add_argument("--minutes", type=float, default=600, help="stop after so long, whatever was compared")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--quick", action="store_true", help="50,000 pieces")
    given = asked.parse_args()
    wanted, tally = 50_000 if given.quick else given.pieces, Tally()
    began = time.monotonic()
    with Progress() as progress:
        task = progress.add_task("Pieces compared", total=wanted)
        for done in rounds(Random(given.seed), wanted, given.minutes, LIVES, tally):
            progress.update(task, completed=done)
            if tally.differences:
                break
    for difference in tally.differences[:10]:
        print(difference)
    used = getrusage(RUSAGE_SELF)
    figures = {name: value for name, value in vars(tally).items() if name != "differences"}
    report(
        "fuzz_patterns", seed=given.seed, kernel=in_use(), **figures, differences=len(tally.differences),
        cpu_s=round(used.ru_utime + used.ru_stime, 1), wall_s=round(time.monotonic() - began, 1),
        peak_mb=peak_memory_mb(),
    )  # fmt: skip
    raise SystemExit(bool(tally.differences))


if __name__ == "__main__":
    main()
