"""What makes two records unlikely to be one human being however much else they share.

Twins share a birth date, a family name, a home; a parent and a child of one name share the rest; so do brothers,
cousins and neighbours of one name. A sum of weights takes such fields as independent and joins them, so they are
looked for by name. Each may be vindicated: a person known under both names (or birth dates) elsewhere in the same
group is no twin.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from jigsaw.engine.linkage.similarity import damerau_levenshtein, jaro_winkler
from jigsaw.engine.linkage.standardise import Standard

GENERATION = 14
"""Years between a parent and a child, at the least."""

NEW_YEAR = "01-01"
"""What a clerk writes who knows only the year, or only an age."""

YEARS_GUESSED = 2
"""By how many years a birth year guessed from an age may be wrong."""

DAYS_MISCOUNTED = 31
"""By how many days a birth date may be wrong that somebody reckoned, or remembered roughly."""

_ALIKE = 0.849
_NEARLY_THE_SAME = 0.919


class Contradiction(StrEnum):
    """Why two records should not be joined without a person, in words."""

    NHS_NUMBERS = "two different NHS numbers"
    TWINS = "different first names on one birth date, as twins have"
    HOUSEHOLD = "different first names and no birth date to go by, as members of one household have"
    GENERATIONS = "birth years a generation apart, as a parent and child have"
    SIBLINGS = "different first names and birth dates, as brothers and sisters have"
    ELDER = "one is written as the elder of two of that name and the other as the younger"
    BIRTH_DATES = "birth dates that no slip of the pen explains, as two of one name have"
    PERSON = "a person said that they are not the same"
    SPLIT = "it is like both of two whom a person held apart, and came after"
    TORN = "it is as like another person, who cannot be this one"
    OWN_IDS = "one agency gives nobody two ids, and gave them two"
    CHAIN = "only a long chain of likenesses ties them"


def household(left: Standard, right: Standard) -> Contradiction | None:
    """Whether the records look like two members of one household: twins, or a parent and child of one name.

    An equal NHS number says that they are not.
    """
    if same_number(left, right):
        return None
    if not left.birth_date or not right.birth_date:
        return Contradiction.HOUSEHOLD if _of_one_family(left, right) else None
    if left.birth_date == right.birth_date:
        return Contradiction.TWINS if _of_one_family(left, right) else None
    return Contradiction.GENERATIONS if _like_generations(left, right) else None


def like_two_people(left: Standard, right: Standard) -> Contradiction | None:
    """Whether the records look like two members of one household, or like two people of one name.

    An equal NHS number says that they are not.
    """
    if found := household(left, right):
        return found
    if left.generation and right.generation and left.generation != right.generation:
        return None if same_number(left, right) else Contradiction.ELDER
    if not left.birth_date or not right.birth_date or left.birth_date == right.birth_date:
        return None
    if same_number(left, right):
        return None
    if _of_one_family(left, right):
        return Contradiction.SIBLINGS
    return Contradiction.BIRTH_DATES if _born_on_two_days(left, right) else None


def numbers_differ(left: Standard, right: Standard) -> bool:
    """Whether each has a valid NHS number, they are not the same one, and neither superseded the other."""
    if not left.nhs_number or not right.nhs_number or left.nhs_number == right.nhs_number:
        return False
    return left.nhs_number not in right.former_numbers and right.nhs_number not in left.former_numbers


def numbers_forbid(left: Standard, right: Standard) -> bool:
    """Whether two different NHS numbers keep the records apart, whatever else they share.

    One that its agency says was never traced may be a slip or another's, and is weighed with the rest instead.
    """
    return numbers_differ(left, right) and not (left.nhs_number_unverified or right.nhs_number_unverified)


def number_is_doubted(left: Standard, right: Standard) -> bool:
    """Whether an equal NHS number was traced for neither, and is said not to have been for one of them."""
    traced = left.nhs_number_verified or right.nhs_number_verified
    return not traced and (left.nhs_number_unverified or right.nhs_number_unverified)


def same_number(left: Standard, right: Standard) -> bool:
    """Whether they have one valid NHS number, or the number of one is what the other's superseded."""
    if left.nhs_number and left.nhs_number == right.nhs_number:
        return True
    if not left.former_numbers and not right.former_numbers:
        return False
    return bool({left.nhs_number, *left.former_numbers} & {right.nhs_number, *right.former_numbers} - {""})


def own_ids(left: Standard, right: Standard, one_id_each: Collection[str]) -> bool:
    """Whether they are two ids of one agency that gives nobody two."""
    return left.agency == right.agency and left.agency in one_id_each


def nothing_but_names(left: Standard, right: Standard) -> bool:
    """Whether both say where they live and it is not one place, and they share no telephone or address of mail.

    Their names and birth dates are then all that they may have in common, as namesakes have.
    """
    if not (left.postcode and right.postcode) or left.postcode == right.postcode:
        return False
    shared = ((left.uprn, right.uprn), (left.telephone, right.telephone), (left.email, right.email))
    return not any(one and one == other for one, other in shared)


def wholly_different(left: Standard, right: Standard) -> bool:
    """Whether neither the names nor the birth dates have anything in common, where both records give them."""
    return _names_differ(left, right) and _births_differ(left, right)


def partly_different(left: Standard, right: Standard) -> bool:
    """Whether the names, or the birth dates, have nothing in common, where both records give them."""
    return _names_differ(left, right) or _births_differ(left, right) or first_names_differ(left, right)


def first_names_differ(left: Standard, right: Standard) -> bool:
    """Whether both have a first name in full, and neither is a form, a part or a misspelling of the other."""
    if len(left.given) < 2 or len(right.given) < 2 or set(left.all_roots) & set(right.all_roots):
        return False
    if set(left.given_codes) & set(right.given_codes):
        return False
    if left.given == right.family or right.given == left.family:
        return False
    return (jaro_winkler(left.given, right.given) or 0.0) < _ALIKE


def first_names_agree(left: Standard, right: Standard) -> bool:
    """Whether their first names are forms of one name, or the same but for a slip of the pen."""
    if set(left.first_roots) & set(right.first_roots):
        return True
    if len(left.given) < 2 or len(right.given) < 2:
        return False
    return (jaro_winkler(left.given, right.given) or 0.0) >= _NEARLY_THE_SAME


def _of_one_family(left: Standard, right: Standard) -> bool:
    same_family = bool(left.family) and left.family == right.family
    same_home = bool(left.postcode) and left.postcode == right.postcode
    return (same_family or same_home) and first_names_differ(left, right)


def _like_generations(left: Standard, right: Standard) -> bool:
    apart = abs(int(left.birth_year) - int(right.birth_year))
    # One digit mistyped or two exchanged is a slip of the pen, not a generation.
    return apart >= GENERATION and (damerau_levenshtein(left.birth_date, right.birth_date) or 0) > 1


def _born_on_two_days(left: Standard, right: Standard) -> bool:
    one, other = date.fromisoformat(left.birth_date), date.fromisoformat(right.birth_date)
    if NEW_YEAR in (left.birth_month_day, right.birth_month_day):
        return abs(one.year - other.year) > YEARS_GUESSED
    parts = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    if parts > 1 or abs((one - other).days) <= DAYS_MISCOUNTED:
        return False
    return not any(
        (damerau_levenshtein(form, right.birth_date) or 0) <= 1
        for form in (left.birth_date, left.birth_swapped)
        if form
    )


def _names_differ(left: Standard, right: Standard) -> bool:
    if not (left.given and right.given and left.family and right.family):
        return False
    shared = set(left.all_roots + left.family_tokens) & set(right.all_roots + right.family_tokens)
    alike = (jaro_winkler(left.family, right.family) or 0.0) >= _ALIKE
    return not shared and not alike and first_names_differ(left, right)


def _births_differ(left: Standard, right: Standard) -> bool:
    if not (left.birth_date and right.birth_date):
        return bool(left.birth_year and right.birth_year and left.birth_year != right.birth_year)
    near = (damerau_levenshtein(left.birth_date, right.birth_date) or 0) <= 2
    return (
        not near and left.birth_date != right.birth_swapped and left.birth_month_day != right.birth_month_day
    )
