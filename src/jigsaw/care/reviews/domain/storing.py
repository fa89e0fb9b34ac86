"""A time of a chronology as it is stored within a row, and back."""

from collections.abc import Mapping
from datetime import datetime

from jigsaw.engine.chronology.when import How, When


def stored_when(when: When) -> dict[str, object]:
    """The time as JSON holds it."""
    ends = (when.first.isoformat() if when.first else None, when.last.isoformat() if when.last else None)
    return {
        "first": ends[0],
        "last": ends[1],
        "how": str(when.how),
        "about": when.is_about,
        "words": when.words,
    }


def when_stored(kept: Mapping[str, str | bool | None]) -> When:
    """The time that was stored."""
    first, last = (datetime.fromisoformat(str(kept[end])) if kept[end] else None for end in ("first", "last"))
    return When(first, last, How(str(kept["how"])), bool(kept["about"]), str(kept["words"]))
