"""The database as the engine's store: candidates by key, stored edges, human decisions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage.models import BlockKey, Edge, LinkDecision
from jigsaw.care.people import derivation as people
from jigsaw.engine.linkage.encoded.keys import read_key
from jigsaw.engine.linkage.model import Model, default_model
from jigsaw.engine.linkage.records import Edge as EngineEdge
from jigsaw.engine.linkage.records import EdgeKind, HumanDecision, Record
from jigsaw.engine.linkage.rules import Rules
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.queries import agencies_of_one_id_each

_FIELDS = (
    "given_names",
    "family_name",
    "known_as",
    "birth_date",
    "nhs_number",
    "nhs_number_status",
    "gender",
)
_CONTACT = ("telephone", "email", "encoding", "former_nhs_numbers")


def model_in_force() -> Model:
    """The linkage model by which records are joined; test NHS numbers count only where people are invented.

    With the keys that the settings name, under which plain records can be compared with encoded ones.
    """
    return _model(
        settings.JIGSAW_ALLOW_TEST_NHS_NUMBERS,
        tuple(settings.JIGSAW_ENCODING_KEYS),
        agencies_of_one_id_each(JIGSAW),
    )


@cache
def _model(allow_test_numbers: bool, key_files: tuple[str, ...], one_id_each: frozenset[str]) -> Model:
    model = default_model(Rules(allow_test_numbers=allow_test_numbers, one_id_each=one_id_each))
    return replace(model, keys=tuple(read_key(Path(one)) for one in key_files)) if key_files else model


def engine_records(ids: Iterable[UUID]) -> Iterator[Record]:
    """These source records as the engine reads them; a retracted one is not among them."""
    for part in batches(ids):
        yield from _as_engine_reads(list(intake.records_now(part)))


def _as_engine_reads(now: Iterable[intake.RecordNow]) -> Iterator[Record]:
    there = [one for one in now if not one.retracted]
    addresses = people.written_addresses({one.address_id for one in there if one.address_id is not None})
    for one in there:
        yield _engine_record(one, addresses)


def former_versions(ids: Iterable[UUID]) -> Iterator[Record]:
    """What these source records said before: the blocks that they may have left."""
    for part in batches(ids):
        before = list(intake.records_before(part))
        addresses = people.written_addresses({one.address_id for one in before if one.address_id is not None})
        for one in before:
            yield _engine_record(one, addresses)


def engine_decisions(rows: Iterable[LinkDecision]) -> list[HumanDecision]:
    """Human decisions as the engine reads them."""
    return [HumanDecision(str(row.left_id), str(row.right_id), row.same, row.at) for row in rows]


def standing_decisions() -> QuerySet[LinkDecision]:
    """What people decided and nobody undid. The latest about a pair holds."""
    return LinkDecision.objects.filter(undone__isnull=True)


def standing_between(some: Collection[UUID], others: Collection[UUID]) -> list[LinkDecision]:
    """The decision that holds about each pair of a record of the one kind and one of the other."""
    rows = standing_decisions().filter(
        Q(left__in=some, right__in=others) | Q(left__in=others, right__in=some)
    )
    return list({(row.left_id, row.right_id): row for row in rows.order_by("at", "same")}.values())


class Stored:
    """What live linkage asks of the store (`jigsaw.engine.linkage.live.CandidateStore`).

    Each record is read once while one change is worked out. `now`: what the records read so far say.
    """

    def __init__(self) -> None:
        self.now: dict[UUID, intake.RecordNow] = {}
        self._read: dict[UUID, Record] = {}

    def records(self, ids: Iterable[UUID]) -> list[Record]:
        """These source records as the engine reads them; a retracted one is not among them."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self.now]
        for part in batches(new):
            now = list(intake.records_now(part))
            self.now.update((one.id, one) for one in now)
            self._read.update((UUID(one.id), one) for one in _as_engine_reads(now))
        return [self._read[one] for one in wanted if one in self._read]

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many records stand in each block."""
        sizes: dict[str, int] = {}
        for part in batches(keys):
            rows = BlockKey.objects.filter(key__in=part).values_list("key").annotate(Count("record"))
            sizes |= dict(rows)
        return sizes

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        """The records that stand in any of these blocks."""
        found: set[UUID] = set()
        for part in batches(keys):
            found |= set(BlockKey.objects.filter(key__in=part).values_list("record_id", flat=True))
        return self.records(sorted(found))

    def with_ids(self, ids: Collection[str]) -> Iterable[Record]:
        """The records with these ids."""
        return self.records(UUID(one) for one in ids)

    def edges_of(self, ids: Collection[str]) -> Iterable[EngineEdge]:
        """The stored edges with an end among these ids, of every kind, each once."""
        found: dict[tuple[str, str], EngineEdge] = {}
        for part in batches(ids):
            for row in Edge.objects.filter(Q(left_id__in=part) | Q(right_id__in=part)):
                edge = _engine_edge(row)
                found[edge.left, edge.right] = edge
        return found.values()

    def decisions_about(self, ids: Collection[str]) -> Iterable[HumanDecision]:
        """What people decided about pairs with an end among these ids."""
        found: dict[int, LinkDecision] = {}
        for part in batches(ids):
            rows = standing_decisions().filter(Q(left_id__in=part) | Q(right_id__in=part))
            found |= {row.pk: row for row in rows}
        return engine_decisions(found.values())


def _engine_record(one: intake.RecordNow, addresses: Mapping[int, tuple[str, str, str]]) -> Record:
    lines, postcode, uprn = addresses.get(one.address_id or 0, ("", "", ""))
    said: dict[str, Any] = {name: one.particulars[name] for name in (*_FIELDS, *_CONTACT)}
    return Record(
        str(one.id),
        one.agency,
        one.local_id,
        one.first_received_at,
        **said,
        address=lines,
        postcode=postcode,
        uprn=uprn,
        came_at=one.came_at,
    )


def _engine_edge(row: Edge) -> EngineEdge:
    weight = row.weight if row.weight is not None else 0.0
    return EngineEdge(
        str(row.left_id), str(row.right_id), weight, row.why, EdgeKind(row.kind), row.held_apart_by
    )
