"""Opening what is sealed, for the one place that has decided that a viewer may read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from jigsaw.foundation.sealing.ciphers import Told, opened, record_of, unwrapped
from jigsaw.foundation.sealing.models import PersonKey
from jigsaw.foundation.sealing.outer import SealsLocked, outer_keys

DESTROYED = "What it said was erased: the key to it was destroyed"
NO_KEY = "What it says cannot be opened here: the key of sealed words is missing or another’s. Tell who runs Jigsaw"


Kept = tuple[str, str]
"""A kept text, and what it is bound to."""


@dataclass(frozen=True)
class Opened:
    """What a sealed piece says; or nothing, and why not."""

    told: Told | None
    why_not: str = ""


def open_sealed(kept: Mapping[UUID, Kept]) -> dict[UUID, Opened]:
    """What sealed pieces say, by piece; texts that are not sealed are absent. One query, or none.

    kept: their texts, and what each is bound to.

    It does not ask who reads: the caller has, of each piece. It never raises for a key: a story must be read without.
    """
    whose = {piece: record for piece, (text, _) in kept.items() if (record := record_of(text))}
    if not whose:
        return {}
    known = dict(PersonKey.objects.filter(pk__in=set(whose.values())).values_list("record", "wrapped"))
    try:
        outers = outer_keys()
    except SealsLocked:
        outers = []
    return {piece: _opened(kept[piece], record, known, outers) for piece, record in whose.items()}


def is_ready() -> bool:
    """Whether the table of keys is there: in a database restored from an earlier version it is not yet."""
    return PersonKey._meta.db_table in connection.introspection.table_names()


def is_anything_sealed() -> bool:
    """Whether a key of anybody is there."""
    return PersonKey.objects.exclude(wrapped="").exists()


def how_many_cannot_be_opened() -> tuple[int, int]:
    """Of the keys that are there, how many the outer key does not open; and how many there are. For the doctor."""
    rows = PersonKey.objects.exclude(wrapped="").values_list("record", "wrapped")
    try:
        outers = outer_keys() if rows.exists() else []
    except SealsLocked:
        outers = []
    return sum(unwrapped(text, outers, record) is None for record, text in rows.iterator()), rows.count()


def _opened(kept: Kept, record: UUID, known: Mapping[UUID, str], outers: list[bytes]) -> Opened:
    if known.get(record) == "":
        return Opened(None, DESTROYED)
    key = unwrapped(known[record], outers, record) if record in known else None
    told = opened(kept[0], key, kept[1]) if key else None
    return Opened(told, "" if told else NO_KEY)
