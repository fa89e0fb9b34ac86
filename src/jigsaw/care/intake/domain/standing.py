"""What is held of one record or piece, and what a new statement about it does. Pure: the tables are elsewhere."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

Key = TypeVar("Key")


class Effect(StrEnum):
    """What a statement does to what is held."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    UNCHANGED = "unchanged"
    OLDER = "older"


@dataclass(slots=True)
class Held(Generic[Key]):
    """The versions of one record or piece that are held.

    version: the latest of any feed. fingerprint: of the latest that this feed gave, and `latest` when that was
    received. from_this_file: fingerprints that an earlier loading of the very same file has brought. decided: what
    somebody of the agency decided here to show of it, as a restriction and a handling.
    """

    key: Key | None = None
    version: int = 0
    fingerprint: str = ""
    latest: datetime | None = None
    is_withdrawn: bool = False
    from_this_file: set[str] = field(default_factory=set)
    decided: tuple[str, str] | None = None

    def effect_of(self, fingerprint: str, received: datetime, is_dated: bool) -> Effect:
        """What a statement with this fingerprint does. is_dated: whether the agency said when it sent it."""
        if fingerprint in self.from_this_file or (fingerprint == self.fingerprint and not self.is_withdrawn):
            return Effect.UNCHANGED
        if is_dated and self._is_older(received):
            return Effect.OLDER
        return Effect.CORRECTED if self.version else Effect.NEW

    def effect_of_withdrawal(self, received: datetime, is_dated: bool) -> Effect:
        """What a withdrawal does. Of something never heard of, it changes nothing."""
        if not self.version or self.is_withdrawn:
            return Effect.UNCHANGED
        return Effect.OLDER if is_dated and self._is_older(received) else Effect.WITHDRAWN

    def put(self, key: Key, fingerprint: str, received: datetime) -> None:
        """Take note of a new version."""
        self.key, self.version, self.fingerprint = key, self.version + 1, fingerprint
        self.latest, self.is_withdrawn = received, False

    def withdraw(self, received: datetime) -> None:
        """Take note of a withdrawal."""
        self.latest, self.is_withdrawn = received, True

    def _is_older(self, received: datetime) -> bool:
        return self.latest is not None and received < self.latest
