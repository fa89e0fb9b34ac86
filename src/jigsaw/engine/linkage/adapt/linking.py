"""The whole way from comparable rows to people: blocks, learning, weights, a threshold, groups; with every reason."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy

from jigsaw.engine.linkage.adapt.blocks import Candidates, candidates, candidates_by_rules
from jigsaw.engine.linkage.adapt.comparable import Comparable
from jigsaw.engine.linkage.adapt.comparing import Settings, settings_for
from jigsaw.engine.linkage.adapt.groups import group
from jigsaw.engine.linkage.adapt.households import Households
from jigsaw.engine.linkage.adapt.learning import Learnt, learn
from jigsaw.engine.linkage.adapt.scoring import Floats, Levels, Pairs, Scorer
from jigsaw.engine.linkage.adapt.threshold import EVEN_ODDS, Chosen, choose
from jigsaw.engine.linkage.blocking import Skipped
from jigsaw.engine.linkage.contradictions import Contradiction, household, like_two_people
from jigsaw.engine.linkage.kernel import BlockingRule
from jigsaw.engine.linkage.levels import Frequencies
from jigsaw.engine.linkage.model import Model, compile_model
from jigsaw.engine.linkage.score import Contribution
from jigsaw.foundation.core.errors import FaultyModel

Tell = Callable[[str, int, int], None]
Find = Callable[[Sequence[Comparable], Model], Candidates]
"""Another way to the pairs worth weighing, for rows as a model compares them: see `adapt.on_spark`."""

SAME_WEIGHT = 1e-9
"""Bits by which a weight worked out elsewhere may differ from the same one here."""

WORTH_A_LOOK = 4.0
"""Bits below the threshold down to which a pair is reported as doubtful."""

HOUSEHOLD_AT_MOST = -1.0
"""Bits above which no pair rises that looks like two of one household, in files where such pairs are common: what a
household shares says nothing of who they are, however often it is counted. The pair is shown and not joined."""

_AT_ONCE = 50_000

JOINED, CUT, DOUBTFUL = "joined", "cut", "doubtful"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. `across_only`: nobody stands twice in one source, so rows of one are never joined.

    `adapt`: learn the weights from these rows. `threshold`: bits from which to join; None chooses.
    `rules`: the blocking rules of a model of the files' own columns, in place of those of this engine.
    """

    across_only: bool = False
    adapt: bool = True
    threshold: float | None = None
    rules: tuple[BlockingRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair worth reporting, by position: its weight in bits, what became of it, and each step of the weight."""

    left: int
    right: int
    weight: float
    kind: str
    steps: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that linking found. `groups`: positions, each group sorted."""

    groups: list[list[int]]
    pairs: list[Pair]
    compared: int
    threshold: Chosen
    skipped: list[Skipped]
    learnt: Learnt | None
    settings: Settings
    frequencies: Frequencies
    seconds: Mapping[str, float] = field(default_factory=dict)


class Rows:
    """Rows with their weights: what grouping and explaining ask."""

    def __init__(
        self, people: Sequence[Comparable], scorer: Scorer, model: Model, households: Households
    ) -> None:
        self.people, self.scorer, self.model, self.households = people, scorer, model, households
        self.common: frozenset[Contradiction] = frozenset()

    def weights(self, pairs: Pairs) -> Floats:
        """The weights, with what is taken off where two rows look like two members of one household."""
        return self._weighed(pairs, self.scorer.levels(pairs))[0]

    def steps(self, pairs: Pairs) -> Iterator[tuple[Contribution, ...]]:
        """Every step of each pair's weight, which add up to it."""
        start = Contribution("start", "Odds of any two records", self.model.prior, 0.0)
        for begin in range(0, len(pairs), _AT_ONCE):
            here = pairs[begin : begin + _AT_ONCE]
            held = self.scorer.levels(here)
            taken_off = self._weighed(here, held)[1]
            for at, steps in enumerate(self.scorer.steps(self.model, here, held)):
                off = float(taken_off[at])
                yield (start, *steps, *([self._household(here[at], off)] if off else []))

    def _weighed(self, pairs: Pairs, held: Levels) -> tuple[Floats, Floats]:
        """The weights, and what was taken off in each."""
        weights = self.scorer.weights(self.model, pairs, held)
        taken_off = numpy.zeros(len(pairs))
        likely = numpy.flatnonzero(weights >= self.model.prior)
        alike = likely[self.households.look_like(pairs[likely])]
        taken_off[alike] = self.model.rules.household
        if self.common:
            of_two = alike[self.households.are_of(pairs[alike], self.common)]
            taken_off[of_two] = numpy.minimum(taken_off[of_two], HOUSEHOLD_AT_MOST - weights[of_two])
        return weights + taken_off, taken_off

    def _household(self, pair: Pairs, taken_off: float) -> Contribution:
        why = self.households.rule(*(self.people[at].standard for at in pair.tolist()))
        return Contribution("household", str(why).capitalize(), taken_off, 0.0)


def link(
    people: Sequence[Comparable], shipped: Settings, frequencies: Frequencies, asked: Asked, tell: Tell,
    find: Find | None = None,
) -> Outcome:  # fmt: skip
    """Who is who among these rows. `shipped`: a model's settings, with its frequencies.

    Raises FaultyModel when what `find` weighed elsewhere does not weigh the same here.
    """
    clock = _Clock(tell)
    clock.begins("Finding what to compare")
    settings = shipped
    if asked.adapt and not asked.rules:
        settings = settings_for(shipped, people, records=len(people))
    model = compile_model(settings, {} if asked.adapt else frequencies)
    found = (find or _finding(asked))(people, model)
    scorer = Scorer(model, [each.row(model) for each in people])
    _refuse_other_weights(scorer, model, found)
    rule = household if asked.adapt else like_two_people
    households = Households(people, across_only=asked.across_only, rule=rule)
    learnt = None
    if asked.adapt:
        clock.begins("Learning from the files")
        learnt = learn(settings, scorer, people, found.pairs, households)
        settings, frequencies = learnt.settings, frequencies_of(people, learnt.settings)
        model = compile_model(settings, frequencies)
    clock.begins("Weighing pairs")
    rows = Rows(people, scorer, model, households)
    weights = rows.weights(found.pairs)
    if asked.adapt:
        rows.common = households.common_here(found.pairs[weights >= EVEN_ODDS])
    if rows.common:
        weights = rows.weights(found.pairs)
    chosen = choose(weights, at=asked.threshold)
    clock.begins("Putting records together")
    groups, pairs = _together(rows, found.pairs, weights, chosen, doubting=not asked.adapt)
    clock.begins("")
    return Outcome(
        groups, pairs, compared_in(found), chosen, found.skipped, learnt, settings, frequencies, clock.seconds
    )


def compared_in(found: Candidates) -> int:
    """How many pairs were weighed, here or elsewhere."""
    return found.elsewhere.compared if found.elsewhere else len(found.pairs)


def _finding(asked: Asked) -> Find:
    if asked.rules:
        return lambda people, model: candidates_by_rules(
            people, model, asked.rules, across_only=asked.across_only
        )
    return lambda people, model: candidates(people, across_only=asked.across_only)


def _refuse_other_weights(scorer: Scorer, model: Model, found: Candidates) -> None:
    # Two engines that weigh differently would give answers that nobody can explain.
    if found.elsewhere is None or not len(found.pairs):
        return
    here = scorer.weights(model, found.pairs, scorer.levels(found.pairs))
    apart = numpy.abs(here - found.elsewhere.weights)
    if differ := int((apart > SAME_WEIGHT).sum()):
        raise FaultyModel(
            "Weighing pairs on another machine",
            f"{differ:,} of {len(apart):,} pairs weigh otherwise there, by up to {apart.max():.3g} bits",
            "See that the same Jigsaw is installed there and here, or link on this machine",
        )


def _together(
    rows: Rows, pairs: Pairs, weights: Floats, chosen: Chosen, *, doubting: bool
) -> tuple[list[list[int]], list[Pair]]:
    falling = numpy.argsort(-weights, kind="stable")
    likely = pairs[falling[weights[falling] >= chosen.bits]]
    if doubting:
        # As in the store, where two that look like two people wait for a person, however much they share.
        likely = likely[~rows.households.look_like(likely)]
    joining = list(map(tuple, likely.tolist()))
    # A pair that shares no filled field weighs the prior: it speaks neither for nor against a group.
    groups, _ = group(
        len(rows.people), joining, rows.weights, rows.households.forbidden, least_mean=rows.model.prior
    )
    group_of = numpy.empty(len(rows.people), dtype=numpy.int64)
    for at, members in enumerate(groups):
        group_of[members] = at
    reported = falling[weights[falling] >= chosen.bits - WORTH_A_LOOK]
    told = pairs[reported]
    together = group_of[told[:, 0]] == group_of[told[:, 1]]
    return groups, [
        Pair(left, right, weight, _kind(weight, chosen, is_one), steps)
        for (left, right), weight, is_one, steps in zip(
            told.tolist(), weights[reported].tolist(), together.tolist(), rows.steps(told), strict=True
        )
    ]


def _kind(weight: float, chosen: Chosen, is_one: bool) -> str:
    if is_one:
        return JOINED
    return CUT if weight >= chosen.bits else DOUBTFUL


def frequencies_of(people: Sequence[Comparable], settings: Settings) -> dict[str, dict[str, float]]:
    """The share of rows that hold each value, for every column that the settings adjust for."""
    levels = (level for each in settings["comparisons"] for level in each["comparison_levels"])
    columns = dict.fromkeys(
        level["tf_adjustment_column"] for level in levels if level.get("tf_adjustment_column")
    )
    tables = {}
    for column in columns:
        counts = Counter(value for each in people if (value := each.value(column)))
        tables[column] = {value: count / counts.total() for value, count in sorted(counts.items())}
    return tables


class _Clock:
    """Tells what is being done, and keeps how long each step took."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.seconds: dict[str, float] = {}
        self.now, self.since = "", 0.0

    def begins(self, what: str) -> None:
        if self.now:
            self.seconds[self.now] = round(time.perf_counter() - self.since, 3)
            self.tell(self.now, 1, 1)
        self.now, self.since = what, time.perf_counter()
        if what:
            self.tell(what, 0, 1)
