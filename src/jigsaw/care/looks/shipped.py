"""The rules of odd looks that are shipped."""

import tomllib
from functools import cache
from pathlib import Path

from jigsaw.care.looks.domain.rules import Rules, rules_from

FILE = Path(__file__).with_name("rules") / "odd-looks.toml"


@cache
def rules_in_force() -> Rules:
    """The rules in the file, read once."""
    return rules_from(tomllib.loads(FILE.read_text("utf-8")))
