"""The kinds of conversation in use: those that Jigsaw carries, and the area's own (`JIGSAW_CONVERSATION_KINDS`)."""

from functools import cache
from pathlib import Path

from django.conf import settings

from jigsaw.care.conversations.domain.kind_reading import KINDS, read_kinds
from jigsaw.care.conversations.domain.kinds import Kind
from jigsaw.foundation.core.errors import NotFound


def kinds() -> dict[str, Kind]:
    """Every kind that may be called here, by key. Raises FaultyPack when a file of it is wrong."""
    return _kinds(settings.JIGSAW_CONVERSATION_KINDS)


@cache
def _kinds(own: str) -> dict[str, Kind]:
    return read_kinds(KINDS, *([Path(own)] if own else []))


def kind_of(key: str) -> Kind:
    """The kind of that key. Raises NotFound."""
    if key not in kinds():
        raise NotFound("Finding a kind of conversation", "there is none of that name", "Choose from the list")
    return kinds()[key]


def outcome_name(key: str) -> str:
    """An outcome's name by its key, or the key itself when no kind has it any more."""
    found = (outcome for kind in kinds().values() for outcome in kind.outcomes if outcome.key == key)
    return next((outcome.name for outcome in found), key)


def kind_name(key: str) -> str:
    """A kind's name by its key, or the key itself when there is no such kind any more."""
    return kinds()[key].name if key in kinds() else key
