"""The lines by which a panel reads, as the file beside says them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LOWEST, HIGHEST = 1, 4


@dataclass(frozen=True)
class Rubric:
    """The lines in their order, each with what it asks; the levels from the lowest; the version that scores keep."""

    version: int
    name: str
    source: str
    levels: tuple[str, ...]
    lines: Mapping[str, str]


@cache
def rubric() -> Rubric:
    """The rubric that holds now."""
    told = tomllib.loads(files("jigsaw.care.panels").joinpath("rubric.toml").read_text("utf-8"))
    lines = {one["key"]: one["asks"] for one in told["line"]}
    return Rubric(told["version"], told["name"], told["source"], tuple(told["levels"]), lines)


def faults(scores: Mapping[str, int]) -> list[str]:
    """What is wrong with scores: lines left out, lines that are not there, levels that are none."""
    lines = rubric().lines
    found = [f"nothing was given for “{lines[key]}”" for key in lines if key not in scores]
    found += [f"there is no line {key}" for key in scores if key not in lines]
    return found + [
        f"{key} is not from 1 to 4" for key, level in scores.items() if not LOWEST <= level <= HIGHEST
    ]
