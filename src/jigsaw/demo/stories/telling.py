"""Which stories are told, how often, and about whom."""

from collections.abc import Callable
from random import Random

from jigsaw.demo.clock import Clock
from jigsaw.demo.people import Settlement
from jigsaw.demo.pieces import Teller
from jigsaw.demo.stories import (
    at_home,
    between_agencies,
    calls,
    clocks,
    endings,
    gaps,
    growing_up,
    homes_lost,
    missed,
    taken_over,
    thresholds,
)
from jigsaw.demo.stories.cast import Cast, Told
from jigsaw.demo.traps import Trap

STORIES: dict[str, Callable[[Cast, int], None]] = {
    "home-taken-over": taken_over.tell,
    "ward-without-follow-up": endings.ward_without_follow_up,
    "ward-with-follow-up": endings.ward_with_follow_up,
    "help-ended-then-urgent": endings.help_ended,
    "missed-in-a-row": missed.missed_in_a_row,
    "cancelled-by-service": missed.cancelled_by_service,
    "nearly-eighteen": growing_up.without_worker,
    "nearly-eighteen-with-worker": growing_up.with_worker,
    "many-ambulance-calls": calls.many_calls,
    "concerns-between-thresholds": thresholds.between,
    "busy-but-well": thresholds.busy_but_well,
    "losing-a-home": homes_lost.tell,
    "injuries-nobody-explains": between_agencies.injuries,
    "quiet-where-contact-was-planned": gaps.quiet,
    "seen-as-planned": gaps.seen_as_planned,
    "crisis-house-without-review": gaps.crisis_house,
    "crisis-house-with-review": gaps.crisis_house_well,
    "key-worker-left": gaps.key_worker_left,
    "two-answers": between_agencies.two_answers,
    "one-answer": between_agencies.one_answer,
    "carer-under-strain": between_agencies.carer,
    "waiting-for-help": clocks.waiting,
    "help-in-time": clocks.help_in_time,
    "nobody-came-in-time": clocks.nobody_came,
    "aftercare-not-reviewed": clocks.aftercare,
    "force-used-twice": clocks.force,
    "virtual-ward-nobody-looked": at_home.nobody_looked,
    "virtual-ward-looked-at-once": at_home.looked_at_once,
    "assessment-run-out": at_home.taken_over_late,
    "assessment-taken-over": at_home.taken_over_in_time,
}
ONCE: dict[str, Callable[[Cast, int], None]] = {"hostel-calls": calls.hostel}
MOST_IN_A_STORY = 4


def tell_stories(
    rng: Random, clock: Clock, place: Settlement, teller: Teller, traps: list[Trap]
) -> list[Told]:
    """Tells every story, as often as the borough's size allows; nobody is in two, and nobody is also a trap.

    A borough of a few dozen people has too few for all of them: the last are left out.
    """
    taken = {person.key for _, one, other in traps for person in (one, other)}
    cast = Cast(rng, clock, place, teller, taken)
    for times, stories in ((max(1, len(place.people) // 4000), STORIES), (1, ONCE)):
        for name, tell in stories.items():
            for number in range(1, times + 1):
                if cast.free >= MOST_IN_A_STORY:
                    teller.story = f"{name} {number}"
                    tell(cast, number)
    teller.story = ""
    return cast.told
