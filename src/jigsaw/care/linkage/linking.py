"""Linking: everybody, or a few records with what they bear upon. Callers hold the transaction and the turn."""

from collections.abc import Iterable, Mapping
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
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows

JOINING = "joining"
"""The turn that everything that changes who is who takes."""


_FORGET_KEYS = Question("DELETE FROM linkage_blockkey WHERE record_id = ANY(%s)")


def link_everybody(because: Because = NEWS) -> Changed:
    """Link everybody anew."""
    everyone = set(intake.every_record_id())
    records = list(engine_records(everyone))
    linked = link_all(records, engine_decisions(standing_decisions()), model_in_force())
    there = {UUID(record.id) for record in records}
    _store_keys(linked.keys, everyone)
    return settling.settle(linked.persons, linked.edges, there, everyone - there, because)


def link_these(ids: list[UUID], because: Because = NEWS) -> Changed:
    """Link these records, touching only what they bear upon."""
    model = model_in_force()
    store = Stored(model.rules.block_cap)
    records = store.records(ids)
    there = {UUID(record.id) for record in records}
    before = list(former_versions(ids))
    _store_keys({one.id: block_keys(one, model) for one in records}, set(ids))
    relinked = link_some(records, store, model, replaced=before)
    settled = {UUID(one) for one in relinked.settled}
    return settling.settle(relinked.persons, relinked.edges, settled, set(ids) - there, because, store)


def refresh_named(records: set[UUID]) -> Changed:
    """Bring up to date people whose pieces have news, and whose records have not."""
    persons = set(derivation.persons_of(records).values())
    settling.refresh_news(persons)
    return Changed(persons, set(), 0)


def _store_keys(keys: Mapping[str, Iterable[str]], replaced: set[UUID]) -> None:
    for ids in batches(replaced):
        _FORGET_KEYS.tell(ids)
    for part in batches(keys):
        rows = ((record, key) for one in part for record in (UUID(one),) for key in keys[one])
        insert_rows(BlockKey, ("record_id", "key"), rows)


def block_keys(record: Record, model: Model) -> tuple[str, ...]:
    """The keys under which a record is looked for."""
    ready = compare_ready(record, model)
    return keys_of(ready.standard, ready.sent, model.keys)
