"""A policy's file: TOML to a policy, or every fault that stands in it, each with its place and what to do."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from jigsaw.care.sharing.domain.faults import faults_of
from jigsaw.care.sharing.domain.policy import Duty, Permit, Policy, Restriction
from jigsaw.care.sharing.domain.vocabulary import Kind, Purpose
from jigsaw.foundation.core.errors import FaultyPolicy

_READ = "Reading a sharing policy"
_MEND = "Mend each of these"
_WHOLE = (
    *("key", "name", "about", "contact", "parties", "starts_on", "ends_on", "hours", "opens_workspace"),
    *("permitted_use", "security"),
)


def read_policy(text: str, **instead: Any) -> Policy:
    """The policy that a file means. instead: top-level values that take the place of the file’s, such as parties.

    Raises FaultyPolicy, which tells every fault together.
    """
    try:
        written = {**tomllib.loads(text), **instead}
    except tomllib.TOMLDecodeError as error:
        raise FaultyPolicy(_READ, f"it is not TOML ({error})", _MEND) from None
    if faults := list(faults_of(written)):
        raise FaultyPolicy(_READ, "; ".join(faults), _MEND)
    return policy_from(written)


def policy_from(written: Mapping[str, Any]) -> Policy:
    """The policy that a file's values mean, once `faults_of` finds nothing in them."""
    return Policy(
        key=written["key"],
        name=written["name"],
        about=written["about"],
        contact=written["contact"],
        parties=tuple(written["parties"]),
        starts_on=written["starts_on"],
        ends_on=written["ends_on"],
        permitted_use=tuple(written["permitted_use"]),
        permits=tuple(_permit(one) for one in written["permit"]),
        restrictions=tuple(_restriction(one) for one in written.get("restriction", ())),
        duties=tuple(_duty(one) for one in written.get("duty", ())),
        security=tuple(written.get("security", ())),
        opens_workspace=written.get("opens_workspace", False),
        hours=written.get("hours", 24),
    )


def _permit(one: Mapping[str, Any]) -> Permit:
    return Permit(
        purposes=tuple(map(Purpose, one["purposes"])),
        kinds=tuple(map(Kind, one["kinds"])),
        words=one["words"],
        basis=one["basis"],
        source=one.get("source", ""),
        to=tuple(one.get("to", ())),
        objection=one.get("objection", "ask"),
    )


def _restriction(one: Mapping[str, Any]) -> Restriction:
    return Restriction(
        kinds=tuple(map(Kind, one["kinds"])),
        effect=one["effect"],
        words=one["words"],
        instead=one["instead"],
        purposes=tuple(map(Purpose, one.get("purposes", ()))),
        to=tuple(one.get("to", ())),
        source=one.get("source", ""),
    )


def _duty(one: Mapping[str, Any]) -> Duty:
    return Duty(one["words"], tuple(map(Purpose, one.get("purposes", ()))), one.get("source", ""))


READERS: dict[str, Callable[[Mapping[str, Any]], Permit | Restriction | Duty]] = {
    "permit": _permit,
    "restriction": _restriction,
    "duty": _duty,
}


def as_written(policy: Policy) -> dict[str, Any]:
    """A policy as the values of its file."""
    whole: dict[str, Any] = {"format": 1, **{name: getattr(policy, name) for name in _WHOLE}}
    for heading, paragraphs in _headings(policy):
        whole[heading] = [dict(vars(one)) for one in paragraphs]
    return whole


def lines_of(policy: Policy) -> Iterator[str]:
    """A policy as the lines of its file: read back, they mean the same."""
    yield "format = 1"
    yield from (f"{name} = {_written(getattr(policy, name))}" for name in _WHOLE)
    for heading, paragraphs in _headings(policy):
        for one in paragraphs:
            yield f"\n[[{heading}]]"
            yield from (f"{name} = {_written(value)}" for name, value in vars(one).items())


def _headings(policy: Policy) -> Iterator[tuple[str, tuple[Permit | Restriction | Duty, ...]]]:
    yield "permit", policy.permits
    yield "restriction", policy.restrictions
    yield "duty", policy.duties


def text_of(policy: Policy) -> str:
    """The policy’s file, word for word as it is kept and signed."""
    return "\n".join(lines_of(policy)) + "\n"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(str(value))
    return f"[{', '.join(_written(one) for one in value)}]"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(one if one >= " " and one != "\x7f" else f"\\u{ord(one):04x}" for one in escaped) + '"'
    )
