"""The comparisons that a model is trained on, as Splink settings. A level's label is the reason a reader will
see.

Levels are listed in the order in which they are tried. Thresholds stand off the grid of values that
Jaro-Winkler takes (0.919, not 0.92), so that a last-digit difference between two machines cannot move a pair
to another level.
"""

from typing import Any

Level = dict[str, Any]

NEARLY_TWO_YEARS = 600
"""In days. A clerk who knows only an age writes 1 January of a year that may be the one before or after."""


def settings(people: int) -> dict[str, Any]:
    """The untrained Splink settings. `people`: about how many there are, for the chance of one NHS number."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": 1 / max(people, 2),
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "comparisons": [
            _nhs_number(people),
            _given(),
            _family(),
            _birth_date(),
            _home(),
            *_contacts(),
            _gender(),
        ],
        "blocking_rules_to_generate_predictions": [],
    }


def _nhs_number(people: int) -> dict[str, Any]:
    # From theory: two people never share a number, but a clerk may write another's (about 1 in 200), so the
    # chance of an equal number is one in as many as there are people, and of a right one 0.995.
    return _comparison(
        "nhs_number",
        _absent("nhs_number"),
        _fixed(_exact("nhs_number", "Same NHS number"), 0.995, 1 / max(people, 2)),
        _fixed(_otherwise("Different NHS number"), 0.005, 1 - 1 / max(people, 2)),
    )


def _given() -> dict[str, Any]:
    one_is_an_initial = "(given_l = given_initial_l OR given_r = given_initial_r)"
    return _comparison(
        "given",
        _absent("given"),
        _exact("given", "Same first name", by_frequency=True),
        _level(_EXCHANGED, "First and family names exchanged"),
        _level(_NEARLY_EXCHANGED, "First and family names exchanged, in other forms"),
        _level(_overlap("first_roots"), "First names are forms of one name"),
        _level(_overlap("all_roots"), "One's first name is among the other's names"),
        _level(f"given_initial_l = given_initial_r AND {one_is_an_initial}", "Same initial"),
        _level(_alike("given", 0.919), "First names nearly the same"),
        _level(_alike("given", 0.849), "First names alike"),
        _spelt_otherwise("given_codes", "First names are one, spelt otherwise"),
        _among_others(
            _either("first_roots", "name_tokens"), "One's first name is among the other's other names"
        ),
        _otherwise("Different first name"),
    )


def _family() -> dict[str, Any]:
    return _comparison(
        "family",
        _absent("family"),
        _exact("family", "Same family name", by_frequency=True),
        # What an exchange says is counted once, with the first name.
        _fixed(_level(_EXCHANGED, "First and family names exchanged"), 0.01, 0.01),
        _fixed(_level(_NEARLY_EXCHANGED, "First and family names exchanged, in other forms"), 0.01, 0.01),
        _level(_overlap("family_tokens"), "Family names share a part"),
        _level(_alike("family", 0.919), "Family names nearly the same"),
        _level("family_sound_l = family_sound_r", "Family names sound the same"),
        _level(_alike("family", 0.849), "Family names alike"),
        # "Henry Howard" and "Howard Hughes" share one name, which the first name's comparison has counted.
        _level(
            f"({_either('all_roots', 'family_tokens')}) AND {_SHARE_TWO_NAMES}",
            "One's family name is among the other's first names",
        ),
        _spelt_otherwise("family_codes", "Family names are one, spelt otherwise"),
        _among_others(
            f"({_either('family_tokens', 'name_tokens')} OR {_either('family_codes', 'name_codes')})"
            f" AND {_SHARE_TWO_NAMES}",
            "One's family name is among the other's other names",
        ),
        _otherwise("Different family name"),
    )


def _spelt_otherwise(codes: str, label: str) -> Level:
    # By judgement: few invented people are spelt by another tongue's rules, and many of a real town are.
    return _fixed(_level(_overlap(codes), label), 0.02, 0.001)


def _among_others(condition: str, label: str) -> Level:
    # By judgement too, for the same reason: names of patronymics, of clans and of two families stand in any order.
    return _fixed(_level(condition, label), 0.02, 0.002)


def _birth_date() -> dict[str, Any]:
    # 1 January is what a clerk writes when only the year is known, or only the age, which leaves two years open.
    one_is_new_year = "(birth_month_day_l = '01-01' OR birth_month_day_r = '01-01')"
    one_is_partial = "(birth_date_l IS NULL OR birth_date_r IS NULL)"
    return _comparison(
        "birth_date",
        _absent("birth_year"),
        _exact("birth_date", "Same birth date", by_frequency=True),
        _level(
            f"birth_year_l = birth_year_r AND {one_is_new_year}", "Same birth year, 1 January given by one"
        ),
        _level(
            f"{one_is_new_year} AND {_days_apart()} <= {NEARLY_TWO_YEARS}",
            "1 January given by one, the years next to each other",
        ),
        _level("birth_swapped_l = birth_date_r", "Birth dates with day and month exchanged"),
        _level("damerau_levenshtein(birth_date_l, birth_date_r) <= 1", "Birth dates one digit apart"),
        _level(
            f"birth_year_l = birth_year_r AND {one_is_partial}", "Same birth year, the day not known to one"
        ),
        _level("birth_month_day_l = birth_month_day_r", "Same day and month of birth, another year"),
        _level("birth_year_l = birth_year_r", "Same birth year, another day"),
        _otherwise("Different birth date"),
    )


def _home() -> dict[str, Any]:
    neither = "(postcode_l IS NULL OR postcode_r IS NULL) AND (uprn_l IS NULL OR uprn_r IS NULL)"
    return _comparison(
        "home",
        _level(neither, "Home not known to one", is_null_level=True),
        _level("uprn_l = uprn_r", "Same home"),
        _exact("postcode", "Same postcode"),
        _level("postcode_sector_l = postcode_sector_r", "Postcodes next to each other"),
        _otherwise("Different postcode"),
    )


def _contacts() -> list[dict[str, Any]]:
    # How often one person's numbers differ is set by judgement, not learnt: people change and share telephones, and
    # records that were matched by number are the freshest, so training would make a change weigh far too much.
    return [
        _agreement("telephone", "telephone number", 0.65),
        _agreement("email", "e-mail address", 0.75),
    ]


def _gender() -> dict[str, Any]:
    # By judgement too: a record may hold sex at birth, gender, or a clerk's guess, and people change theirs.
    return _agreement("gender", "gender", 0.98)


def _agreement(column: str, called: str, m_probability: float) -> dict[str, Any]:
    same, different = _exact(column, f"Same {called}"), _otherwise(f"Different {called}")
    same |= {"m_probability": m_probability, "fix_m_probability": True}
    different |= {"m_probability": round(1 - m_probability, 6), "fix_m_probability": True}
    return _comparison(column, _absent(column), same, different)


def _days_apart() -> str:
    times = (f"epoch(try_strptime(birth_date_{side}, '%Y-%m-%d'))" for side in "lr")
    return f"abs({' - '.join(times)}) / 86400"


def _comparison(name: str, *levels: Level) -> dict[str, Any]:
    return {"output_column_name": name, "comparison_levels": list(levels)}


def _level(condition: str, label: str, **more: Any) -> Level:
    return {"sql_condition": condition, "label_for_charts": label, **more}


def _absent(column: str) -> Level:
    return _level(f"{column}_l IS NULL OR {column}_r IS NULL", "Not known to one", is_null_level=True)


def _otherwise(label: str) -> Level:
    return _level("ELSE", label)


def _exact(column: str, label: str, *, by_frequency: bool = False) -> Level:
    more = {"tf_adjustment_column": column, "tf_adjustment_weight": 1.0} if by_frequency else {}
    return _level(f"{column}_l = {column}_r", label, **more)


def _fixed(level: Level, m_probability: float, u_probability: float) -> Level:
    fixed = {"fix_m_probability": True, "fix_u_probability": True}
    return {**level, "m_probability": m_probability, "u_probability": u_probability, **fixed}


def _overlap(column: str, other: str = "") -> str:
    return f"array_length(list_intersect({column}_l, {other or column}_r)) >= 1"


def _either(column: str, other: str) -> str:
    return f"{_overlap(column, other)} OR {_overlap(other, column)}"


def _alike(column: str, least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


_SHARE_TWO_NAMES = "array_length(list_intersect(name_codes_l, name_codes_r)) >= 2"
_EXCHANGED = "given_l = family_r AND family_l = given_r"
_NEARLY_EXCHANGED = (
    f"({_overlap('all_roots', 'family_tokens')} AND {_overlap('family_tokens', 'all_roots')})"
    " OR (jaro_winkler_similarity(given_l, family_r) >= 0.899"
    " AND jaro_winkler_similarity(family_l, given_r) >= 0.899)"
)
