"""The database as the engine's store: candidates by key, stored edges, human decisions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage.models import LinkDecision
from jigsaw.engine.linkage.encoded.keys import read_key
from jigsaw.engine.linkage.model import Model, default_model
from jigsaw.engine.linkage.records import Edge as EngineEdge
from jigsaw.engine.linkage.records import EdgeKind, HumanDecision, Record
from jigsaw.engine.linkage.rules import Rules
from jigsaw.foundation.core.asking import Question, Row
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
    return (_engine_record(one) for one in intake.records_now(ids) if not one.retracted)


def former_versions(ids: Iterable[UUID]) -> Iterator[Record]:
    """What these source records said before: the blocks that they may have left."""
    return map(_engine_record, intake.records_before(ids))


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


_BLOCKS = Question(
    """SELECT key, COUNT(*), CASE WHEN COUNT(*) <= %s THEN string_agg(replace(record_id::text, '-', ''), ',') END
    FROM linkage_blockkey WHERE key = ANY(%s) GROUP BY key""",
    sqlite="""SELECT key, COUNT(*), CASE WHEN COUNT(*) <= %s THEN group_concat(record_id) END
    FROM linkage_blockkey WHERE key = ANY(%s) GROUP BY key""",
)
_IN_BLOCKS = Question("SELECT DISTINCT record_id FROM linkage_blockkey WHERE key = ANY(%s)", UUID)
_EDGES = Question(
    """SELECT left_id, right_id, weight, why, kind, held_apart_by FROM linkage_edge WHERE left_id = ANY(%s)
    UNION SELECT left_id, right_id, weight, why, kind, held_apart_by FROM linkage_edge WHERE right_id = ANY(%s)""",
    *(UUID, UUID, float, str, str, str),
)
_DECISIONS = Question(
    """SELECT d.id, d.left_id, d.right_id, d.same, d.at FROM linkage_linkdecision d
    LEFT JOIN linkage_undonedecision u ON u.decision_id = d.id WHERE u.decision_id IS NULL AND d.left_id = ANY(%s)
    UNION SELECT d.id, d.left_id, d.right_id, d.same, d.at FROM linkage_linkdecision d
    LEFT JOIN linkage_undonedecision u ON u.decision_id = d.id WHERE u.decision_id IS NULL AND d.right_id = ANY(%s)""",
    *(int, UUID, UUID, bool, datetime),
)


class Stored:
    """What live linkage asks of the store (`jigsaw.engine.linkage.live.CandidateStore`).

    Each record, block and edge is read once while one change is worked out. `now`: what the records read so far say.
    `edges`: the stored edges read so far, by their ends. block_cap: no larger block has anything to say.
    """

    def __init__(self, block_cap: int = 0) -> None:
        self.now: dict[UUID, intake.RecordNow] = {}
        self.edges: dict[tuple[str, str], EngineEdge] = {}
        self._block_cap = block_cap
        self._members: dict[str, list[UUID]] = {}
        self._read: dict[UUID, Record] = {}

    def records(self, ids: Iterable[UUID]) -> list[Record]:
        """These source records as the engine reads them; a retracted one is not among them."""
        wanted = list(ids)
        if new := [one for one in wanted if one not in self.now]:
            for one in intake.records_now(new):
                self.now[one.id] = one
                if not one.retracted:
                    self._read[one.id] = _engine_record(one)
        return [self._read[one] for one in wanted if one in self._read]

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many records stand in each block."""
        sizes: dict[str, int] = {}
        for part in batches(keys):
            for key, size, members in _BLOCKS.ask(self._block_cap, part):
                sizes[key] = size
                if members:
                    self._members[key] = [UUID(one) for one in members.split(",")]
        return sizes

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        """The records that stand in any of these blocks."""
        found = {one for key in keys for one in self._members.get(key, ())}
        for part in batches(key for key in keys if key not in self._members):
            found |= {one for (one,) in _IN_BLOCKS.ask(part)}
        return self.records(sorted(found))

    def with_ids(self, ids: Collection[str]) -> Iterable[Record]:
        """The records with these ids."""
        return self.records(UUID(one) for one in ids)

    def edges_of(self, ids: Collection[str]) -> Iterable[EngineEdge]:
        """The stored edges with an end among these ids, of every kind, each once."""
        found: dict[tuple[str, str], EngineEdge] = {}
        for part in batches(map(UUID, ids)):
            found |= {(one.left, one.right): one for one in map(_engine_edge, _EDGES.ask(part, part))}
        self.edges |= found
        return found.values()

    def decisions_about(self, ids: Collection[str]) -> Iterable[HumanDecision]:
        """What people decided about pairs with an end among these ids."""
        found: dict[int, Row] = {}
        for part in batches(map(UUID, ids)):
            found |= {row[0]: row for row in _DECISIONS.ask(part, part)}
        return [HumanDecision(str(left), str(right), same, at) for _, left, right, same, at in found.values()]


def _engine_record(one: intake.RecordNow) -> Record:
    lines, postcode, uprn = one.written
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


def _engine_edge(row: tuple[Any, ...]) -> EngineEdge:
    left, right, weight, why, kind, held_apart_by = row
    return EngineEdge(str(left), str(right), weight or 0.0, why, EdgeKind(kind), held_apart_by)
