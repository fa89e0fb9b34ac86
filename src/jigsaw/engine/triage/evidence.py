"""How strongly what has lately come says that something has changed, by this person's own baseline.

**What is compared.** For one agency: r signs in the last so many days, b in the rest of the last year. If nothing has
changed, both come at one rate, of which only a Gamma distribution is known beforehand (one sign in 56 days, held as
loosely as one sign can be). If something has changed, the recent ones come m times as often. The two explanations
give the signs probabilities (Poisson counts, the rate summed out) whose ratio is

    m^r * ((420 + (m - 1) * w) / 420) ^ -(r + b + 1)      with w the recent days, and 420 = 364 + 56.

Ten times its logarithm to base 10 is the evidence in decibans: straight lines in r and b, so that a table of few
whole numbers holds it all. m is taken to be whichever of 2, 4 and 8 explains best.

**What follows.** Somebody who always has many pieces needs many more before it says anything; one piece from an agency
that has held nothing for a year says something at once. Agencies add up, because they saw it apart from one another;
no agency counts for more than `MOST` (one service's flurry is not several services' worry), and silence counts little
against (`LEAST`): that nothing reached us does not mean that nothing happened. What came within six hours of what was
counted last, or belongs to an incident that was counted, is told twice and counts once, for the agency that was first.

**Against being watched.** Whoever is recorded more has more chances to stand out, and so a group that is recorded more
would be called for more often with no more cause. Two decibans are taken off for each doubling of the year's signs.

Unit: thousandths of a deciban. Times: whole minutes since 1970 in UTC.
"""

from collections.abc import Iterable
from itertools import groupby

from jigsaw.engine.patterns.language import DAY, HOUR
from jigsaw.engine.patterns.timeline import Mark

YEAR = 364 * DAY
"""How far back signs are read."""

EPISODE = 6 * HOUR
MOST, LEAST = 30_000, -5_000

SIGN_TAGS = frozenset({"unscheduled", "emergency", "crisis", "missed", "concern", "cuckooing", "help-lost"})
"""The tags of those kinds of event that count as signs: what nobody planned, and what somebody was worried by."""

# By recent days, for m of 2, 4 and 8: what each recent sign says for a change, 10000 * log10(m), and what every sign of
# the year says against it, 10000 * log10((420 + (m - 1) * w) / 420), to the nearest whole number. Never computed anew.
TABLE = {
    14: ((3_010, 142), (6_021, 414), (9_031, 911)),
    28: ((3_010, 280), (6_021, 792), (9_031, 1_663)),
    56: ((3_010, 544), (6_021, 1_461), (9_031, 2_863)),
    91: ((3_010, 852), (6_021, 2_175), (9_031, 4_008)),
}

# What no signs at all would say, so that an agency that holds nothing says nothing.
NOTHING = {days: -min(cost for _, cost in lines) for days, lines in TABLE.items()}


def evidence(signs: Iterable[Mark], now: int) -> int:
    """What a person's signs, as known at `now`, say for a change: the most that any recent time gives.

    signs: marks of the kinds that count as signs, in any order; those not yet known then are passed over.
    """
    episodes = _episodes(signs, now)
    by_agency = _by_agency(episodes)
    said = max(sum(_said(held, days, now) for held in by_agency.values()) for days in TABLE)
    return said - watched(len(episodes))


def of_counts(recent: int, before: int, days: int) -> int:
    """What one agency's signs say: so many in the recent days (14, 28, 56 or 91), so many before."""
    said = max(gain * recent - cost * (recent + before + 1) for gain, cost in TABLE[days])
    return min(MOST, max(LEAST, said - NOTHING[days]))


def watched(signs: int) -> int:
    """What is taken off for so many signs in the year: 2000 for each doubling of one more than them, in quarters."""
    return 500 * (((signs + 1) ** 4).bit_length() - 1)


def _episodes(signs: Iterable[Mark], now: int) -> list[Mark]:
    """One mark of each episode, earliest first."""
    seen = sorted(
        (mark for mark in signs if mark.is_visible(now) and mark.at > now - YEAR),
        key=lambda mark: (mark.at, mark.agency, mark.piece),
    )
    found: list[Mark] = []
    counted: set[tuple[str, ...]] = set()
    for mark in seen:
        is_apart = not found or mark.at - found[-1].at >= EPISODE
        if is_apart and mark.counted_as not in counted:
            found.append(mark)
        counted.add(mark.counted_as)
    return found


def _said(held: list[int], days: int, now: int) -> int:
    recent = sum(at > now - days * DAY for at in held)
    return of_counts(recent, len(held) - recent, days)


def _by_agency(episodes: list[Mark]) -> dict[str, list[int]]:
    ordered = sorted(episodes, key=lambda mark: mark.agency)
    return {agency: [mark.at for mark in held] for agency, held in groupby(ordered, lambda mark: mark.agency)}
