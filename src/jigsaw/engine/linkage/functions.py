"""Which functions of SQL a level may call, with what, and by which one name they stand in the tree.

A function is let in only where `similarity` gives what DuckDB gives, to the last digit.
"""

from collections.abc import Mapping, Sequence
from struct import pack, unpack

from jigsaw.engine.linkage import patterns
from jigsaw.engine.linkage.expressions import Call, Literal, Value

ARGUMENTS: Mapping[str, tuple[int, ...]] = {
    "jaro_winkler_similarity": (2,),
    "jaro_similarity": (2,),
    "levenshtein": (2,),
    "damerau_levenshtein": (2,),
    "jaccard": (2,),
    "list_intersect": (2,),
    "array_length": (1,),
    "element": (2,),
    "least": (2,),
    "greatest": (2,),
    "list_max": (3,),
    "list_min": (3,),
    "substring": (2, 3),
    "lower": (1,),
    "nullif": (2,),
    "regexp_extract": (2, 3),
    "try_strptime": (2,),
    "epoch": (1,),
    "abs": (1,),
    "sin": (1,),
    "cos": (1,),
    "acos": (1,),
    "radians": (1,),
    "cast_real": (1,),
    "cast_double": (1,),
    "cast_date": (1,),
    "cast_text": (1,),
}
"""How many arguments each function takes, by the name it has in a tree.

"list_max" and "list_min" are the pairwise levels: a measure's name, then two lists.
"""

_OTHER_NAMES = {
    "substr": "substring",
    "lcase": "lower",
    "array_intersect": "list_intersect",
    "len": "array_length",
    "cast as real": "cast_real",
    "cast as float": "cast_real",
    "cast as double": "cast_double",
    "cast as date": "cast_date",
    "cast as text": "cast_text",
    "cast as varchar": "cast_text",
}
_WRITTEN_OUT = {"substring": (1, 2), "regexp_extract": (1, 2), "try_strptime": (1,), "element": (1,)}
_MEASURES = ("jaro_winkler_similarity", "jaro_similarity", "levenshtein", "damerau_levenshtein")


def call(name: str, arguments: Sequence[Value]) -> Value | None:
    """The call in the tree, or None when it cannot be matched to the last digit."""
    if name in ("cast as int", "cast as integer", "cast as bigint"):
        return _whole_number(arguments[0])
    name = _OTHER_NAMES.get(name, name)
    if len(arguments) not in ARGUMENTS.get(name, ()) or not _can_be_read(name, arguments):
        return None
    return Call(name, tuple(arguments))


def described(name: str, arguments: Sequence[Value]) -> str:
    """A refused call as its reader should see it: with the argument that is at fault, where it is one."""
    faulty = [
        str(each.value)
        for each in arguments
        if isinstance(each, Literal)
        and isinstance(each.value, str)
        and _OTHER_NAMES.get(name, name) in ARGUMENTS
    ]
    return f"{name} {faulty[0]}" if faulty else name


def beside(value: Value, other: Value) -> Value:
    """A number as DuckDB rounds it when it stands beside a 32-bit one: "cast(x as float) <= 3.1"."""
    if isinstance(value, Literal) and isinstance(value.value, float) and _is_real(other):
        return Literal(float(unpack("f", pack("f", value.value))[0]))
    return value


def _is_real(value: Value) -> bool:
    return isinstance(value, Call) and value.function == "cast_real"


def _whole_number(value: Value) -> Value | None:
    # Of a column it would depend on the column's type whether and how DuckDB rounds.
    is_whole = isinstance(value, Literal) and isinstance(value.value, float) and value.value.is_integer()
    return value if is_whole else None


def _can_be_read(name: str, arguments: Sequence[Value]) -> bool:
    written_out = [arguments[at] for at in _WRITTEN_OUT.get(name, ()) if at < len(arguments)]
    if not all(isinstance(each, Literal) for each in written_out):
        return False
    if name in ("list_max", "list_min"):
        return isinstance(arguments[0], Literal) and arguments[0].value in _MEASURES
    values = [each.value for each in written_out if isinstance(each, Literal)]
    if name == "try_strptime":
        return isinstance(values[0], str) and patterns.is_known_form(values[0])
    if name == "regexp_extract":
        return (
            isinstance(values[0], str) and patterns.is_known_pattern(values[0]) and values[1:] in ([], [0.0])
        )
    return all(isinstance(value, float) for value in values)
