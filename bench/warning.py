"""Do the conversations that Jigsaw puts first come before harms? `make bench-warning` (QUICK=1).

Invented boroughs (bench.family): lives follow a hidden state that no pattern sees, pieces follow the state, and harms
come out of it. Every way of choosing is given the same places a week; counted is how many harms had a conversation in
the 60 days before, how many days before, and whose conversations no harm followed. Beside ours, in the same run:

- the ceiling: a hidden-Markov filter that knows every true number
- contact counting: whoever has most pieces in 90 days; and the same among those for whom our patterns found a reason
- one agency's own rule: the ambulance service's frequent callers
- logistic regression, trained on other boroughs with the harms told to it

What was tuned (the table of jigsaw.engine.triage, and nothing else) was tuned on one half of the seeds. The figures
are of the other. A conversation changes nothing in these lives: whether talking helps is not to be learnt here.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import numpy as np

from bench.family.draw import Floats, draw
from bench.family.reasons import Bools, marks_of, minute_of, shipped_pack, signs_of, with_reasons
from bench.family.worlds import CONTROL, REPORT_SEEDS, TUNING_SEEDS, WORLDS, World, quick
from bench.report import peak_memory_mb, report
from bench.warning_ceiling import Ceiling
from bench.warning_learnt import Rows, learn, rows_of, scores
from bench.warning_measures import WINDOW, Worth, auc, interval, worth
from bench.warning_orders import (
    WEEKS,
    by_score,
    contacts,
    frequent_attenders,
    ours,
    reasons_counted,
)
from jigsaw.engine.triage import evidence

WAYS = ("ours", "ceiling", "contacts", "reasons_by_contacts", "ambulance_rule", "learnt")
CONTROLS = range(31, 39)
QUICK_WORLDS = ("plain", "benign bursts", "a group over-recorded by all", "lighter tails")


@dataclass(frozen=True)
class Result:
    """One borough: its world, and what each way of choosing was worth in it."""

    world: str
    worth: dict[str, Worth]


def main() -> None:
    """Run the family and print the worst borough first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help="four small boroughs: shows that it runs, no more"
    )
    parser.add_argument("--tuning", action="store_true", help="the half of the seeds that may be tuned on")
    parser.add_argument(
        "--seed", type=int, choices=(1, 2), help="one seed of each half alone, the first or the second"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes")
    asked = parser.parse_args()
    began, used = time.perf_counter(), cpu_seconds()
    worlds = [quick(one) for one in WORLDS if one.name in QUICK_WORLDS] if asked.quick else list(WORLDS)
    halves = (REPORT_SEEDS, TUNING_SEEDS) if asked.tuning else (TUNING_SEEDS, REPORT_SEEDS)
    only = 1 if asked.quick else asked.seed
    teaching, measured = (half[only - 1 : only] if only else half for half in halves)
    control = [quick(CONTROL)] * 2 if asked.quick else [CONTROL] * len(CONTROLS)
    with ProcessPoolExecutor(asked.workers) as pool:
        lessons = pool.map(taught_by, *zip(*product(worlds, teaching), strict=True))
        taught = list(zip(product(worlds, teaching), lessons, strict=True))
        learnt = {
            one.name: learn([rows for (world, _), rows in taught if world.name != one.name]) for one in worlds
        }
        boroughs = [(world, seed, learnt[world.name]) for world, seed in product(worlds, measured)]
        results = list(pool.map(measured_in, *zip(*boroughs, strict=True)))
        ordered = list(pool.map(ordered_everybody, control, CONTROLS))
    figures = summary(results) | {"control_auc": control_auc(ordered)}
    figures |= {"seconds": round(time.perf_counter() - began), "cpu_seconds": cpu_seconds() - used}
    show(results)
    half = "tuning" if asked.tuning else "unseen"
    report("warning", half=half, boroughs=len(results), **figures, peak_memory_mb=peak_memory_mb())


def taught_by(world: World, seed: int) -> Rows:
    """What a borough teaches the learnt peer."""
    tell(f"learning from: {world.name}, seed {seed}")
    return rows_of(draw(world, seed), WINDOW)


def measured_in(world: World, seed: int, beta: Floats) -> Result:
    """Every way of choosing in one borough. beta: learnt from boroughs of every other world."""
    tell(f"{world.name}, seed {seed}")
    borough = draw(world, seed)
    marks = marks_of(borough)
    open_on = with_reasons(borough, marks, shipped_pack(), WEEKS)
    picks = {
        "ours": ours(borough, signs_of(marks), open_on),
        "ceiling": by_score(borough, Ceiling(borough, WINDOW).ahead(WEEKS)),
        "contacts": by_score(borough, contacts(borough)),
        "reasons_by_contacts": by_score(borough, reasons_counted(borough, open_on)),
        "ambulance_rule": by_score(borough, frequent_attenders(borough)),
        "learnt": by_score(borough, scores(borough, beta)),
    }
    return Result(world.name, {way: worth(borough, mine) for way, mine in picks.items()})


def summary(results: list[Result]) -> dict[str, object]:
    """The figures over all boroughs, and those that the goals name."""
    total = {way: added(one.worth[way] for one in results) for way in WAYS}
    by_world = worlds_of(results)
    figures: dict[str, object] = {"harms": sum(total["ours"].harms)}
    for way in WAYS:
        figures[f"recall_{way}"] = round(total[way].recall, 3)
        figures[f"days_gained_{way}"] = round(total[way].days, 1)
    shares = {name: share(mine, "ceiling") for name, mine in by_world.items()}
    worst = min(shares, key=shares.__getitem__)
    figures |= {
        "times_contacts": round(share(total, "contacts"), 2),
        "times_contacts_95": of_boroughs(results, "contacts"),
        "share_of_ceiling": round(share(total, "ceiling"), 3),
        "share_of_ceiling_95": of_boroughs(results, "ceiling"),
        "worst_world": worst,
        "worst_share_of_ceiling": round(shares[worst], 3),
    }
    for way in ("ours", "ceiling", "contacts", "learnt"):
        figures[f"by_group_{way}"] = {
            name: {
                "false_alarm_ratio": round(mine[way].false_alarm_ratio, 2),
                "recall_ratio": round(mine[way].recall_ratio, 2),
            }
            for name, mine in (by_world | {"all": total}).items()
            if name.startswith("a group") or name in ("all", "plain")
        }
    return figures


def worlds_of(results: list[Result]) -> dict[str, dict[str, Worth]]:
    """What each way was worth in each world, its boroughs taken together."""
    names = dict.fromkeys(one.world for one in results)
    return {
        name: {way: added(one.worth[way] for one in results if one.world == name) for way in WAYS}
        for name in names
    }


def added(worths: Iterable[Worth]) -> Worth:
    """Several boroughs taken together."""
    first, *others = worths
    for one in others:
        first = first + one
    return first


def share(of: dict[str, Worth], way: str) -> float:
    """Our recall as a multiple of another's."""
    return of["ours"].recall / of[way].recall if of[way].recall else float("inf")


def of_boroughs(results: list[Result], way: str) -> tuple[float, float]:
    """The interval of our harms reached as a multiple of another's."""
    reached = {name: [float(sum(one.worth[name].reached)) for one in results] for name in ("ours", way)}
    return interval(reached["ours"], reached[way])


def ordered_everybody(world: World, seed: int) -> tuple[Floats, Bools]:
    """Every eighth week: everybody's place in the order, reason or none, and whether harm came within the window."""
    tell(f"{world.name}, seed {seed}")
    borough = draw(world, seed)
    signs = signs_of(marks_of(borough))
    placed, harmed = [], []
    for day in WEEKS[::8]:
        here = np.nonzero(borough.harm >= day)[0]
        placed.append(np.array([evidence(signs[one], minute_of(day)) for one in here.tolist()], float))
        ahead = borough.harm[here] - day
        harmed.append((ahead > 0) & (ahead <= WINDOW))
    return np.concatenate(placed), np.concatenate(harmed)


def control_auc(ordered: list[tuple[Floats, Bools]]) -> float:
    """Where pieces say nothing: how well our order tells who is harmed next. One half is not at all."""
    placed, harmed = (np.concatenate(column) for column in zip(*ordered, strict=True))
    return round(auc(placed, harmed), 4)


def cpu_seconds() -> float:
    """Processor seconds of this process and of those it has waited for."""
    return round(sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)))


def show(results: list[Result]) -> None:
    """A line a world, the worst first: recall of each way, ours as a share of the ceiling, groups."""
    heads = ("of ceiling", "ours", "ceiling", "contacts", "reasons by contacts", "ambulance", "learnt")
    print(
        f"{'':46}"
        + "".join(f"{head:>21}" for head in (*heads, "days gained", "false alarms b/a", "recall b/a"))
    )
    lines = sorted(worlds_of(results).items(), key=lambda one: share(one[1], "ceiling"))
    for name, mine in lines:
        ratios = [share(mine, "ceiling"), *(mine[way].recall for way in WAYS)]
        groups = [mine["ours"].days, mine["ours"].false_alarm_ratio, mine["ours"].recall_ratio]
        print(f"{name:46}" + "".join(f"{value:21.2f}" for value in (*ratios, *groups)))


def tell(words: str) -> None:
    """Say what is being done, beside the figures."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
