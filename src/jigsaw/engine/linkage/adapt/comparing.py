"""What is compared, and what it is worth before anything was learnt: a Splink settings dictionary for these files.

Comparisons of names, dates and homes are the shipped ones with the shipped weights; identifiers, addresses and
other words are added where the files hold them. The values here are judgements, and a start for `learning`.
"""

from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

from jigsaw.engine.linkage.adapt.comparable import IDENTIFIER, ORGANISATION, WORDS, Comparable

Settings = dict[str, Any]
Level = dict[str, Any]

LEAST_FILLED = 2
"""How many records must fill a column before it is compared."""

_NEEDS = {
    "home": ("postcode", "uprn"),
    "given": ("given",),
    "family": ("family",),
    "birth_date": ("birth_year",),
}


def settings_for(shipped: Settings, people: Collection[Comparable], *, records: int) -> Settings:
    """The shipped settings with only the comparisons that these records can answer, and more where they can."""
    filled = filled_columns(people)
    kept = [
        deepcopy(each) for each in shipped["comparisons"] if _answered(each["output_column_name"], filled)
    ]
    if "address_tokens" in filled:
        kept = [_place() if each["output_column_name"] == "home" else each for each in kept]
    for each in kept:
        _widen(each)
    added = [_identifier(name) for name in filled if name.startswith(IDENTIFIER)]
    if "address_tokens" in filled and all(each["output_column_name"] != "home" for each in kept):
        added.append(_place())
    added += [_words(name) for name in filled if name.startswith(WORDS)]
    return {
        **{key: value for key, value in shipped.items() if key != "linker_uid"},
        "unique_id_column_name": "id",
        "probability_two_random_records_match": min(0.5, 1 / max(records, 2)),
        "comparisons": kept + added,
    }


def filled_columns(people: Collection[Comparable]) -> Mapping[str, int]:
    """How many records fill each column, of those that at least two fill."""
    counts: dict[str, int] = {}
    for each in people:
        for name in each.standard.__dataclass_fields__:
            if getattr(each.standard, name):
                counts[name] = counts.get(name, 0) + 1
        for name, value in each.columns.items():
            if value:
                counts[name] = counts.get(name, 0) + 1
    return {name: count for name, count in counts.items() if count >= LEAST_FILLED}


def _answered(comparison: str, filled: Mapping[str, int]) -> bool:
    return any(column in filled for column in _NEEDS.get(comparison, (comparison,)))


def _widen(comparison: Settings) -> None:
    # Files are written by hands less careful than a service's: a birth date may be two digits off.
    if comparison["output_column_name"] == "birth_date":
        label = "Birth dates two digits apart"
        within = "damerau_levenshtein(birth_date_l, birth_date_r) <= 2"
        at = next(
            at for at, each in enumerate(comparison["comparison_levels"])
            if "birth_month_day_l = birth_month_day_r" in each["sql_condition"].replace('"', "")
        )  # fmt: skip
        comparison["comparison_levels"].insert(at + 1, _level(within, label, 0.01, 0.004))
    if comparison["output_column_name"] == "family":
        _count_an_exchange_once(comparison)


def _count_an_exchange_once(family: Settings) -> None:
    # That first and family names changed places is one event, and the first name's comparison tells it.
    for level in family["comparison_levels"]:
        if "exchanged" in level["label_for_charts"]:
            level["is_null_level"] = True
            level.pop("m_probability", None)
            level.pop("u_probability", None)
            level["label_for_charts"] = "Exchanged with the first name, which counts it"


def _identifier(column: str) -> Settings:
    name = column.removeprefix(IDENTIFIER).replace("_", " ")
    return _comparison(
        column,
        _absent(column),
        _level(f"{_left(column)} = {_right(column)}", f"Same {name}", 0.9, 1e-6),
        _level(
            f"damerau_levenshtein({_left(column)}, {_right(column)}) <= 1",
            f"{name} one sign apart",
            0.05,
            1e-5,
        ),
        _otherwise(f"Different {name}", 0.05),
    )


def _place() -> Settings:
    # House, street, town and postcode move together: counted apart, a household's members would pass for one another.
    shared = f"array_length(list_intersect({_left('address_tokens')}, {_right('address_tokens')}))"
    begins = "substring(house_l, 1, 3) = substring(house_r, 1, 3)"
    same_code, near = "postcode_l = postcode_r", "postcode_sector_l = postcode_sector_r"
    nothing = f"({_either_absent('postcode')}) AND ({_either_absent('address_tokens')}) AND ({_either_absent('uprn')})"
    return _comparison(
        "home",
        {"sql_condition": nothing, "label_for_charts": "Home not known to one", "is_null_level": True},
        _level("uprn_l = uprn_r", "Same home", 0.2, 3e-5),
        _level(f"house_l = house_r AND {same_code}", "Same house and postcode", 0.25, 2e-5),
        _level(
            f"{begins} AND jaro_winkler_similarity(house_l, house_r) >= 0.919 AND {same_code}",
            "House nearly the same, same postcode",
            0.08,
            4e-5,
        ),
        _level(f"house_l = house_r AND {shared} >= 3", "Same house, street and town", 0.1, 2e-5),
        _level("house_l = house_r", "Same house and street", 0.04, 1e-4),
        _level(f"{same_code} AND {shared} >= 2", "Same postcode, and addresses share two words", 0.04, 2e-4),
        _level(same_code, "Same postcode", 0.07, 8e-4),
        _level(f"{shared} >= 3", "Addresses share three words", 0.04, 1e-3),
        _level(f"{near} OR {shared} >= 2", "Postcodes next to each other, or two words shared", 0.03, 1e-2),
        _level(f"{shared} >= 1", "Addresses share a word", 0.04, 0.08),
        _otherwise("Different place", 0.11),
    )


def _words(column: str) -> Settings:
    name = column.removeprefix(WORDS).replace("_", " ")
    by_frequency = {"tf_adjustment_column": column, "tf_adjustment_weight": 1.0}
    alike = f"jaro_winkler_similarity({_left(column)}, {_right(column)}) >= "
    if column == ORGANISATION:
        # A company's name is its own, as a person's is: to share a word says nothing.
        return _comparison(
            column,
            _absent(column),
            _level(f"{_left(column)} = {_right(column)}", f"Same {name}", 0.75, 2e-3, **by_frequency),
            _level(f"{alike}0.949", f"{name} nearly the same", 0.15, 1e-4),
            _level(f"{alike}0.899", f"{name} alike", 0.06, 1e-3),
            _otherwise(f"Different {name}", 0.04),
        )
    return _comparison(
        column,
        _absent(column),
        _level(f"{_left(column)} = {_right(column)}", f"Same {name}", 0.7, 0.05, **by_frequency),
        _level(f"{alike}0.919", f"{name} nearly the same", 0.08, 0.005),
        _level(f"{alike}0.849", f"{name} alike", 0.04, 0.01),
        _otherwise(f"Different {name}", 0.18),
    )


def _comparison(name: str, *levels: Level) -> Settings:
    rest = 1 - sum(level.get("u_probability", 0.0) for level in levels)
    levels[-1]["u_probability"] = rest
    return {"output_column_name": name, "comparison_levels": list(levels)}


def _level(condition: str, label: str, m: float, u: float, **more: Any) -> Level:
    label = label[:1].upper() + label[1:]
    return {
        "sql_condition": condition,
        "label_for_charts": label,
        "m_probability": m,
        "u_probability": u,
        **more,
    }


def _otherwise(label: str, m: float) -> Level:
    return {"sql_condition": "ELSE", "label_for_charts": label, "m_probability": m}


def _either_absent(column: str) -> str:
    return f"{_left(column)} IS NULL OR {_right(column)} IS NULL"


def _absent(column: str) -> Level:
    return {
        "sql_condition": _either_absent(column),
        "label_for_charts": "Not known to one",
        "is_null_level": True,
    }


def _share(first: str, second: str, least: int = 1) -> str:
    return f"array_length(list_intersect({_left(first)}, {_right(second)})) >= {least}"


def _left(column: str) -> str:
    return f'"{column}_l"'


def _right(column: str) -> str:
    return f'"{column}_r"'
