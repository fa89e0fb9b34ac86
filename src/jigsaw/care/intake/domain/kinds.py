"""What a piece may be about: the kinds of kinds.toml, checked as they are loaded."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jigsaw.foundation.core.errors import FaultyMapping

KINDS_FILE = Path(__file__).resolve().parent.parent / "kinds.toml"


class Shape(StrEnum):
    """The three shapes of piece: it happened; it went on from a start to an end; it was so from a start."""

    EVENT = "event"
    INVOLVEMENT = "involvement"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of piece: its code, its shape, its words for screens, its heading and its tags."""

    code: str
    shape: Shape
    label: str
    group: str
    tags: frozenset[str]


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by its code, in the order of the file."""
    return load_kinds(KINDS_FILE)


def load_kinds(path: Path) -> Mapping[str, Kind]:
    """The kinds that a file holds. Raises FaultyMapping for a file that is not as kinds.toml says."""
    with path.open("rb") as opened:
        written = tomllib.load(opened)
    try:
        return MappingProxyType({code: _kind(code, said) for code, said in written["kinds"].items()})
    except (KeyError, ValueError, TypeError) as fault:
        raise FaultyMapping(
            f"Load the kinds of piece from {path.name}",
            f"a kind lacks its shape, label, group or tags, or has a wrong one ({fault})",
            "Write each as: code = { shape, label, group, tags }",
        ) from fault


def _kind(code: str, said: Mapping[str, object]) -> Kind:
    tags = said["tags"]
    if not isinstance(tags, list):
        raise TypeError(code)
    return Kind(code, Shape(str(said["shape"])), str(said["label"]), str(said["group"]), frozenset(tags))


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its words where a rule is read aloud, and what it means."""

    words: str
    means: str


@cache
def all_tags() -> Mapping[str, Tag]:
    """Every tag by its code, in the order of the file."""
    with KINDS_FILE.open("rb") as opened:
        written = tomllib.load(opened)["tags"]
    return MappingProxyType({code: Tag(said["words"], said["means"]) for code, said in written.items()})


def label_of(code: str) -> str:
    """The kind's words for screens, or a tag's ("tag:emergency"); a code that has since been dropped as it stands."""
    if code.startswith("tag:"):
        tag = all_tags().get(code.removeprefix("tag:"))
        return tag.words if tag else code.removeprefix("tag:")
    kind = all_kinds().get(code)
    return kind.label if kind else code


@cache
def kinds_tagged(tag: str) -> frozenset[str]:
    """The codes of the kinds that bear a tag."""
    return frozenset(code for code, kind in all_kinds().items() if tag in kind.tags)
