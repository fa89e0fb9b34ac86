"""How sure a share counted on a sample is, and sums and ratios of such shares.

- `wilson`: the score interval of E. B. Wilson (1927, J. Am. Stat. Assoc. 22, 209–212), which keeps its nominal rate
  near 0 and 1, where most shares here lie (Brown, Cai and DasGupta, 2001, Statistical Science 16, 101–133). A sample
  that is most of its whole is surer: its size counts as n (N - 1) / (N - n) (Cochran, 1977, Sampling Techniques, 3rd
  edition, section 2.6).
- `total`: the sum of independent shares, each times how many it stands for; limits by the method of variance estimates
  recovery (Zou and Donner, 2008, Statistics in Medicine 27, 1693–1702).
- `difference`: one share less another, independent one (R. G. Newcombe, 1998, Statistics in Medicine 17, 873–890,
  method 10, when both have Wilson's limits).
- `share_of_total`: one part of a sum of two independent parts; the limits of their ratio by the same method (Donner
  and Zou, 2012, Statistical Methods in Medical Research 21, 347–359).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot, inf, sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the limits that the truth lies between, at the confidence asked for."""

    estimate: float
    low: float
    high: float

    def times(self, number: float) -> "Interval":
        """The same of something `number` times as many."""
        return Interval(self.estimate * number, self.low * number, self.high * number)


def wilson(found: float, of: float, *, whole: int | None = None, confidence: float = 0.95) -> Interval:
    """The share `found / of`. whole: how many the sample was taken from, without putting back; endless when None."""
    share, size, z = _counted(found, of, whole, confidence)
    if size in (0, inf):
        return _certain_or_unknown(share, size)
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    # At 0 and 1 the limit is the share itself; arithmetic may miss it by a hair.
    return Interval(share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


def wilson_corrected(
    found: float, of: float, *, whole: int | None = None, confidence: float = 0.95
) -> Interval:
    """The share `found / of` with the correction for whole counts; the same parameters as `wilson`."""
    share, size, z = _counted(found, of, whole, confidence)
    if size in (0, inf):
        return _certain_or_unknown(share, size)
    low = 0.0 if share == 0 else _corrected(share, size, z)
    high = 1.0 if share == 1 else 1 - _corrected(1 - share, size, z)
    return Interval(share, max(0.0, min(share, low)), min(1.0, max(share, high)))


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of independent parts."""
    low = high = middle = 0.0
    for part in parts:
        middle += part.estimate
        low = hypot(low, part.estimate - part.low)
        high = hypot(high, part.high - part.estimate)
    return Interval(middle, middle - low, middle + high)


def difference(one: Interval, other: Interval) -> Interval:
    """The one less the other, the two being independent."""
    return total((one, Interval(-other.estimate, -other.high, -other.low)))


def share_of_total(part: Interval, rest: Interval) -> Interval:
    """What `part` is of `part` and `rest` together, the two being independent and not negative."""
    if part.estimate + rest.estimate <= 0:
        return Interval(0.0, 0.0, 1.0)
    low, high = _ratio_limits(rest, part)
    estimate = part.estimate / (part.estimate + rest.estimate)
    return Interval(estimate, min(estimate, 1 / (1 + high)), max(estimate, 1 / (1 + low)))


def _ratio_limits(above: Interval, below: Interval) -> tuple[float, float]:
    """The limits of above / below. Where `below` may be nothing, the ratio has no upper limit."""
    product = above.estimate * below.estimate

    def limit(mine: float, other: float, sign: int) -> float:
        of_below = other * (2 * below.estimate - other)
        if of_below <= 0:
            return inf if sign > 0 else 0.0
        within = product * product - mine * (2 * above.estimate - mine) * of_below
        return max(0.0, (product + sign * sqrt(max(0.0, within))) / of_below)

    return limit(above.low, below.high, -1), limit(above.high, below.low, +1)


def _counted(found: float, of: float, whole: int | None, confidence: float) -> tuple[float, float, float]:
    """The share, the size that counts (endless when all were looked at), and the normal quantile."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    if not of:
        return 0.5, 0, z
    if whole is None:
        return found / of, of, z
    return found / of, inf if of >= whole else of * (whole - 1) / (whole - of), z


def _certain_or_unknown(share: float, size: float) -> Interval:
    return Interval(share, share, share) if size else Interval(share, 0.0, 1.0)


def _corrected(share: float, size: float, z: float) -> float:
    """The lower limit."""
    within = z * z - 2 - 1 / size + 4 * share * (size * (1 - share) + 1)
    return (2 * size * share + z * z - 1 - z * sqrt(max(0.0, within))) / (2 * (size + z * z))
