"""Linking: everybody, or a few records with what they bear upon. Callers hold the transaction and the turn."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage import derivation, settling
from jigsaw.care.linkage.models import BlockKey
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.linkage.store import (
    Stored,
    engine_decisions,
    engine_records,
    former_versions,
    model_in_force,
    standing_decisions,
)
from jigsaw.care.linkage.telling import NEWS, Because
from jigsaw.engine.linkage.cluster import compare_ready, link_all
from jigsaw.engine.linkage.encoded.joining import keys_of
from jigsaw.engine.linkage.live import link_some
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.records import Record
from jigsaw.foundation.core.asking import Question, Row
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows

JOINING = "joining"
"""The turn that everything that changes who is who takes."""


_FORGET_KEYS = Question("DELETE FROM linkage_blockkey WHERE record_id = ANY(%s)")
_FORGET_THESE_KEYS = Question("DELETE FROM linkage_blockkey WHERE id = ANY(%s)")
_KEYS = Question("SELECT id, record_id, key FROM linkage_blockkey WHERE record_id = ANY(%s)", int, UUID, str)


def link_everybody(because: Because = NEWS) -> Changed:
    """Link everybody anew."""
    everyone = set(intake.every_record_id())
    records = list(engine_records(everyone))
    linked = link_all(records, engine_decisions(standing_decisions()), model_in_force())
    there = {UUID(record.id) for record in records}
    for ids in batches(everyone):
        _FORGET_KEYS.tell(ids)
    _add_keys((UUID(one), key) for one, keys in linked.keys.items() for key in keys)
    return settling.settle(linked.persons, linked.edges, there, everyone - there, because)


def link_these(ids: list[UUID], because: Because = NEWS) -> Changed:
    """Link these records, touching only what they bear upon."""
    stored_keys = _KEYS.ahead(ids)
    model = model_in_force()
    store = Stored(model.rules.block_cap)
    records = store.records(ids)
    there = {UUID(record.id) for record in records}
    before = list(former_versions(one for one in ids if store.now[one].versions > 1))
    _bring_keys_up_to_date({UUID(one.id): block_keys(one, model) for one in records}, stored_keys())
    relinked = link_some(records, store, model, replaced=before)
    settled = {UUID(one) for one in relinked.settled}
    return settling.settle(relinked.persons, relinked.edges, settled, set(ids) - there, because, store)


def refresh_named(records: set[UUID]) -> Changed:
    """Bring up to date people whose pieces have news, and whose records have not."""
    persons = set(derivation.persons_of(records).values())
    settling.refresh_news(persons)
    return Changed(persons, set(), 0)


def _bring_keys_up_to_date(keys: Mapping[UUID, Collection[str]], stored: Iterable[Row]) -> None:
    there = {(record, key): row for row, record, key in stored}
    wanted = [(record, key) for record, mine in keys.items() for key in mine]
    if gone := there.keys() - set(wanted):
        _FORGET_THESE_KEYS.tell([there[one] for one in gone])
    _add_keys(one for one in wanted if one not in there)


def _add_keys(keys: Iterable[tuple[UUID, str]]) -> None:
    for part in batches(keys, 50_000):
        insert_rows(BlockKey, ("record_id", "key"), part)


def block_keys(record: Record, model: Model) -> tuple[str, ...]:
    """The keys under which a record is looked for."""
    ready = compare_ready(record, model)
    return keys_of(ready.standard, ready.sent, model.keys)
