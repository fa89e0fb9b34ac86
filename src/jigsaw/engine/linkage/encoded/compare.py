"""The comparisons of two encodings: each a list of levels, tried in order; the last always holds.

Fields are compared under a salt that both share: the year of birth, else the day and month, else the postcode, which
is known to be shared only where a name is shared under it. Where they share none, no field but the NHS number and
the birth date can be compared at all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jigsaw.engine.linkage.encoded.encoding import Encoding, Salted
from jigsaw.engine.linkage.encoded.filters import dice

NEARLY, ALIKE = 0.79, 0.58
"""The least Dice similarity of names nearly the same (one letter in a long name), and of names alike."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two encodings, and what each holds under the salt that they share; None where they share none.

    `by_home`: whether that salt is the postcode.
    """

    left: Encoding
    right: Encoding
    left_salted: Salted | None
    right_salted: Salted | None
    by_home: bool = False


Test = Callable[[Pair], bool]


@dataclass(frozen=True, slots=True)
class Level:
    """What a level means in words, and when it holds."""

    label: str
    test: Test


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field's levels. `absent`: whether the pair does not say, so that the comparison weighs nothing."""

    name: str
    absent: Test
    levels: tuple[Level, ...]


def pair_of(left: Encoding, right: Encoding) -> Pair:
    """The two encodings under a salt that both share."""
    if _same_tag(left, right, "birth_year"):
        return Pair(left, right, left.by_year, right.by_year)
    if _same_tag(left, right, "birth_month_day"):
        return Pair(left, right, left.by_day, right.by_day)
    if left.by_home and right.by_home and _share_a_name(left.by_home, right.by_home):
        return Pair(left, right, left.by_home, right.by_home, by_home=True)
    return Pair(left, right, None, None)


def share_a_salt(pair: Pair) -> bool:
    """Whether names and homes can be compared."""
    return pair.left_salted is not None and pair.right_salted is not None


def same_number(pair: Pair) -> bool:
    """Whether both have an NHS number, and it is one."""
    return _same_tag(pair.left, pair.right, "nhs_number")


def numbers_differ(pair: Pair) -> bool:
    """Whether both have an NHS number, and they are two."""
    left, right = pair.left.tags["nhs_number"], pair.right.tags["nhs_number"]
    return bool(left and right and left != right)


def birth_dates_known(pair: Pair) -> bool:
    """Whether both say at least a year of birth."""
    return bool(pair.left.tags["birth_year"] and pair.right.tags["birth_year"])


def like_twins(pair: Pair) -> bool:
    """One birth date, one family name or home, and first names that have nothing in common."""
    if same_number(pair) or not _same_tag(pair.left, pair.right, "birth_date"):
        return False
    if _first_name_absent(pair) or any(level.test(pair) for level in _FIRST_NAME[:-1]):
        return False
    return _filters_alike(pair, "family", "family") > 0.999 or _same(pair, "postcode")


def _share_a_name(left: Salted, right: Salted) -> bool:
    return any(left.sets[name] & right.sets[name] for name in left.sets)


def _same_tag(left: Encoding, right: Encoding, name: str) -> bool:
    return bool(left.tags[name]) and left.tags[name] == right.tags[name]


def _same(pair: Pair, name: str) -> bool:
    one, other = _tags(pair, name)
    return bool(one) and one == other


def _tags(pair: Pair, name: str) -> tuple[str, str]:
    if pair.left_salted is None or pair.right_salted is None:
        return "", ""
    return pair.left_salted.tags[name], pair.right_salted.tags[name]


def _share(pair: Pair, name: str) -> bool:
    if pair.left_salted is None or pair.right_salted is None:
        return False
    return bool(pair.left_salted.sets[name] & pair.right_salted.sets[name])


def _filters_alike(pair: Pair, one: str, other: str) -> float:
    if pair.left_salted is None or pair.right_salted is None:
        return 0.0
    return dice(pair.left_salted.filters[one], pair.right_salted.filters[other])


def _alike(name: str, least: float) -> Test:
    return lambda pair: _filters_alike(pair, name, name) >= least


def _exchanged(pair: Pair) -> bool:
    return _filters_alike(pair, "given", "family") > 0.999 and _filters_alike(pair, "family", "given") > 0.999


def _filter_absent(name: str) -> Test:
    def absent(pair: Pair) -> bool:
        if pair.left_salted is None or pair.right_salted is None:
            return True
        return not (pair.left_salted.filters[name] and pair.right_salted.filters[name])

    return absent


def _tag_absent(*names: str) -> Test:
    return lambda pair: not any(all(_tags(pair, name)) for name in names)


def _exchanged_date(pair: Pair) -> bool:
    left, right = pair.left.tags, pair.right.tags
    return bool(left["birth_swapped"]) and left["birth_swapped"] == right["birth_date"]


def _year_alone(pair: Pair) -> bool:
    one_is_vague = not (pair.left.tags["birth_month_day"] and pair.right.tags["birth_month_day"])
    return one_is_vague and _same_tag(pair.left, pair.right, "birth_year")


def _otherwise(pair: Pair) -> bool:
    return True


_first_name_absent = _filter_absent("given")
_home_absent = _tag_absent("uprn", "postcode")

_FIRST_NAME = (
    Level("Same first name", _alike("given", 0.999)),
    Level("First and family names exchanged", _exchanged),
    Level(
        "First names are forms of one name, or one is among the other's",
        lambda pair: _share(pair, "all_roots"),
    ),
    Level("First names nearly the same", _alike("given", NEARLY)),
    Level("First names alike", _alike("given", ALIKE)),
    Level("Different first name", _otherwise),
)
_FAMILY_NAME = (
    Level("Same family name", _alike("family", 0.999)),
    Level("First and family names exchanged", _exchanged),
    Level("Family names share a part", lambda pair: _share(pair, "family_tokens")),
    Level("Family names nearly the same", _alike("family", NEARLY)),
    Level("Family names sound the same", lambda pair: _share(pair, "family_sounds")),
    Level("Family names alike", _alike("family", ALIKE)),
    Level("Different family name", _otherwise),
)
_BIRTH = (
    Level("Same birth date", lambda pair: _same_tag(pair.left, pair.right, "birth_date")),
    Level("Birth dates with day and month exchanged", _exchanged_date),
    Level("Same birth year, the day not known to one", _year_alone),
    Level(
        "Same day and month of birth, another year",
        lambda pair: _same_tag(pair.left, pair.right, "birth_month_day"),
    ),
    Level("Same birth year, another day", lambda pair: _same_tag(pair.left, pair.right, "birth_year")),
    Level("Different birth date", _otherwise),
)
_HOME = (
    Level("Same home", lambda pair: _same(pair, "uprn")),
    Level("Same postcode", lambda pair: pair.by_home or _same(pair, "postcode")),
    Level("Postcodes next to each other", lambda pair: _same(pair, "postcode_sector")),
    Level("Different postcode", _otherwise),
)


def _agreement(name: str, called: str) -> Comparison:
    same = Level(f"Same {called}", lambda pair: _same(pair, name))
    return Comparison(name, _tag_absent(name), (same, Level(f"Different {called}", _otherwise)))


COMPARISONS = (
    Comparison("birth_date", lambda pair: not birth_dates_known(pair), _BIRTH),
    Comparison("given", _first_name_absent, _FIRST_NAME),
    Comparison("family", _filter_absent("family"), _FAMILY_NAME),
    Comparison("home", lambda pair: not pair.by_home and _home_absent(pair), _HOME),
    _agreement("telephone", "telephone number"),
    _agreement("email", "e-mail address"),
    _agreement("gender", "gender"),
)
"""Every comparison of the scheme. The NHS number is judged by rule (`encoded.decide`), before any weight."""


def level_of(comparison: Comparison, pair: Pair) -> int | None:
    """The place of the level that holds; None where the pair does not say."""
    if comparison.absent(pair):
        return None
    return next(at for at, level in enumerate(comparison.levels) if level.test(pair))
