"""What the rooms of care tell of somebody: settings.JIGSAW_STANDING names the module that does, which stands above."""

from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings

from jigsaw.foundation.core.viewer import Viewer


class Standing(Protocol):
    """What the rooms of care tell of somebody, or of a home, to whom may ask."""

    def records_of(self, viewer: Viewer, kind: str, key: UUID) -> Collection[UUID]:
        """The source records of a person; none of a home."""

    def whose(self, viewer: Viewer, records: Collection[UUID]) -> Mapping[UUID, UUID]:
        """The person of each of these source records, and of every other record of the same people."""

    def ids_of(self, viewer: Viewer, people: Collection[UUID]) -> Collection[UUID]:
        """Every id under which these people are known, or were before they were joined."""

    def is_worked_with(self, viewer: Viewer, kind: str, key: UUID, records: Collection[UUID]) -> bool:
        """Whether the viewer's team has an open involvement with the person, or with somebody who lives in the home."""


def care() -> Standing:
    """The module that answers."""
    return cast(Standing, import_module(settings.JIGSAW_STANDING))
