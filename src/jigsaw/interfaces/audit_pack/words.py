"""The sentences of the report, kept apart from what counts."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().with_name("words.toml")


@cache
def words() -> dict[str, Any]:
    """Every sentence by its name."""
    return tomllib.loads(_FILE.read_text("utf-8"))


def say(sentence: str, **figures: object) -> str:
    """A sentence by its name, with its figures in place."""
    return str(words()[sentence]).format_map(figures)
