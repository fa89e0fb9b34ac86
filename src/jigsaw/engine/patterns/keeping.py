"""A pattern word for word, to be kept beside what it found, and read again when its file has long been changed.

What is kept is the definition as it was understood: kinds with their tags looked up, parameters in their places. No
file and no list of kinds is needed to read it.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from jigsaw.engine.patterns import language
from jigsaw.engine.patterns.pattern import Example, ExampleMark, Pattern, plain

_CLASSES: dict[str, type] = {
    one.__name__: one
    for one in (*vars(language).values(), Pattern, Example, ExampleMark)
    if isinstance(one, type) and dataclasses.is_dataclass(one)
}


def kept(pattern: Pattern) -> dict[str, Any]:
    """The pattern as plain values for JSON."""
    return cast(dict[str, Any], plain(pattern))


def from_kept(values: Mapping[str, Any]) -> Pattern:
    """The pattern that was kept, equal to it in every field. Raises ValueError for what is no kept pattern."""
    try:
        found = _made(values, Pattern)
    except (KeyError, TypeError) as fault:
        raise ValueError("this is no pattern as it is kept") from fault
    if not isinstance(found, Pattern):
        raise ValueError("this is no pattern as it is kept")
    return found


def _made(value: Any, hint: Any) -> Any:
    if isinstance(value, dict) and "is" in value:
        kind = _CLASSES[value["is"]]
        hints = typing.get_type_hints(kind)
        fields = {field.name for field in dataclasses.fields(kind)}
        return kind(**{name: _made(each, hints[name]) for name, each in value.items() if name in fields})
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return _collected(value, _without_none(hint))
    return value


def _collected(values: list[Any], hint: Any) -> Any:
    inside = typing.get_args(hint)
    if typing.get_origin(hint) is frozenset:
        return frozenset(values)
    if len(inside) == 2 and inside[1] is Ellipsis:
        return tuple(_made(one, inside[0]) for one in values)
    return tuple(_made(one, each) for one, each in zip(values, inside, strict=True))


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        return next(one for one in typing.get_args(hint) if one is not type(None))
    return hint
