"""The definition, the compiled kernel, the kernel arrival by arrival and the generated SQL, over random lives.

The small form of `make fuzz-patterns`: late pieces, corrections, retractions, copies of one incident, people joined and
parted. The last tests see that a minute's difference anywhere would be noticed.
"""

from random import Random

import pytest

from bench import fuzz_patterns, fuzz_twins
from bench.fuzz_lives import Life, scale_of
from bench.fuzz_patterns import Tally, compare, drawn_round, explained, shipped, smallest
from bench.fuzz_twins import by_definition, by_kernel, by_sql, steps_of
from jigsaw.engine.patterns.kernel import Kernel, library
from jigsaw.engine.patterns.language import Number
from jigsaw.engine.patterns.timeline import Mark, Timeline
from tests.engine.patterns.invented import kinds, mark, only

pytestmark = pytest.mark.skipif(library() is None, reason="no compiler was there at the installation")
LIVES = 40


def compared(*seeds, pack=()):
    """What is found of so many small rounds."""
    tally = Tally()
    for seed in seeds:
        random = Random(seed)
        one = drawn_round(random, LIVES, pack)
        compare(one, tally)
        explained(random, one, tally)
    return tally


def test_patterns_drawn_at_random_have_one_answer():
    tally = compared(*range(4))
    assert tally.differences == []
    assert tally.spans > 100
    assert tally.readings > 200


def test_the_shipped_pack_has_one_answer():
    tally = compared(*range(20, 24), pack=shipped())
    assert tally.differences == []
    assert tally.spans > 20


def test_a_life_holds_what_is_hard():
    one = drawn_round(Random(1), 200, ())
    marks = [mark for life in one.lives for told in life.marks.values() for mark in told]
    assert any(mark.known > mark.at for mark in marks)
    assert any(mark.known < mark.at for mark in marks)
    assert any(mark.gone is not None for mark in marks)
    assert any(mark.incident for mark in marks)
    assert any(not mark.piece for mark in marks)
    assert any(len(life.groupings) > 1 for life in one.lives)


def test_whoever_is_joined_is_read_again_with_what_both_had():
    told = {"p": [mark(1, "call", "police", known=2)], "q": [mark(3, "call", "gp")]}
    apart, joined = (("p",), ("q",)), (("p", "q"),)
    read = list(steps_of(0, Life(told, [(-1, apart), (5, joined), (9, apart)], 2), 20))
    assert [(step.now, step.subject, len(step.timeline.marks)) for step in read] == [
        (2, "0/p", 1), (3, "0/q", 1), (5, "0/pq", 2), (9, "0/p", 1), (9, "0/q", 1),
    ]  # fmt: skip


def test_a_difference_is_made_as_small_as_it_can_be():
    one = only(Number(kinds("call"), 10), 2)
    marks = [mark(at, kind) for at in range(0, 40, 4) for kind in ("call", "seen")]
    small = smallest(one, marks, 60, lambda *_: {})
    assert [each.kind for each in small] == ["call", "call"]
    assert by_definition([one], [Timeline("person", "one", tuple(small))], 60)


def test_time_runs_at_the_pace_of_the_patterns():
    scale = scale_of(Random(1), [only(Number(kinds("call"), 900, apart=60), 2)])
    assert scale.lengths == (0, 60, 900)
    assert scale.until == 3600


def by_the_kernel(one, timelines):
    found = by_kernel(Kernel(one.patterns), timelines, [one.until] * len(timelines))
    both = zip(timelines, found, strict=True)
    return {(line.subject, name): spans for line, mine in both for name, spans in mine.items()}


def by_a_database(one, timelines):
    return by_sql(one.patterns, timelines, one.until)


def is_noticed(way, seeds=range(30)):
    """Whether some small round differs from the definition, asked one after the other."""
    drawn = (drawn_round(Random(seed), LIVES, ()) for seed in seeds)
    return any(
        by_definition(one.patterns, one.timelines(), one.until) != way(one, one.timelines()) for one in drawn
    )


def seen_a_minute_late(self, now):
    return self.known < now and self.at <= now and (self.gone is None or self.gone > now)


def gone_a_minute_late(self, now):
    return self.known <= now and self.at <= now and (self.gone is None or self.gone >= now)


@pytest.mark.parametrize("wrong", [seen_a_minute_late, gone_a_minute_late])
def test_a_definition_that_is_a_minute_off_is_noticed(monkeypatch, wrong):
    monkeypatch.setattr(Mark, "is_visible", wrong)
    assert is_noticed(by_the_kernel)


@pytest.mark.parametrize("name", ["at", "known", "gone"])
def test_a_kernel_that_is_a_minute_off_is_noticed(monkeypatch, name):
    encode = fuzz_twins.encode

    def encoded(timelines, numbers):
        found = encode(timelines, numbers)
        getattr(found, name)[::7] -= 1
        return found

    monkeypatch.setattr(fuzz_twins, "encode", encoded)
    assert is_noticed(by_the_kernel)


# Each, and a small round in which it tells: one round of SQL takes a tenth of a second.
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("happened > now -", "happened >= now -"),
        ("read.gone > moments.now", "read.gone >= moments.now"),
        ("read.known <= moments.now", "read.known < moments.now"),
        ("came.happened >= due", "came.happened > due"),
        ("now - happened >=", "now - happened >"),
        ("start.happened < seen", "start.happened <= seen"),
        ("WHEN incident <> ''", "WHEN 1 = 0"),
    ],
)
def test_sql_that_is_a_minute_off_is_noticed(monkeypatch, right, wrong):
    written = fuzz_twins.onsets_sql
    monkeypatch.setattr(fuzz_twins, "onsets_sql", lambda *asked: written(*asked).replace(right, wrong))
    seeds = [seed for seed in range(200) if holds_words(drawn_round(Random(seed), 0, ()), right, written)]
    assert is_noticed(by_a_database, seeds)


def holds_words(one, words, written):
    return any(words in written(pattern, one.until) for pattern in one.patterns)


def test_a_reading_that_looks_ahead_is_noticed(monkeypatch):
    monkeypatch.setattr(fuzz_twins, "as_known", lambda marks, now: iter(marks))
    monkeypatch.setattr(fuzz_patterns, "cut", lambda spans, now: spans)
    assert compared(0).differences
